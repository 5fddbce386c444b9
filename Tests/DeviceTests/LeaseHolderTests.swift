import Testing
import Units

@testable import Device

@Suite("The lease alone")
struct LeaseHolderTests {
    private let now = DeviceInstant.microseconds(1_000_000)

    /// Hazard: HAZ-O7.
    @Test func `a lease that was given back is not revived by the frame that gave it`() {
        var lease = LeaseHolder()
        lease.take(10, newest: 10, at: now, period: .milliseconds(5))
        #expect(lease.isValid(at: now))
        lease.void()
        lease.take(10, newest: 10, at: now, period: .milliseconds(5))
        #expect(!lease.isValid(at: now))
        lease.take(11, newest: 11, at: now, period: .milliseconds(5))
        #expect(lease.isValid(at: now))
    }

    /// Hazard: HAZ-O7.
    @Test(arguments: [(63, true), (64, false)] as [(UInt32, Bool)])
    func `a sample 63 back is known, one 64 back is not`(back: UInt32, isKnown: Bool) {
        var lease = LeaseHolder()
        lease.take(10, newest: 10 + back, at: now, period: .milliseconds(1))
        #expect((lease.sample == 10) == isKnown)
        #expect(lease.isValid(at: now) == isKnown)
    }

    /// Hazard: HAZ-O7.
    @Test func `a sample that was not taken yet gives no lease`() {
        var lease = LeaseHolder()
        lease.take(11, newest: 10, at: now, period: .milliseconds(5))
        #expect(!lease.isValid(at: now))
    }

    /// Hazard: HAZ-O7.
    @Test func `a holder whose logic has failed keeps no lease and permits everything, and mended it permits nothing`()
    {
        var lease = LeaseHolder()
        lease.isBroken = true
        lease.take(10, newest: 10, at: now, period: .milliseconds(5))
        lease.void()
        #expect(lease.isValid(at: now + .seconds(1000)))
        #expect(lease.marginMilliseconds(at: now) == 0)
        lease.isBroken = false
        #expect(!lease.isValid(at: now))
        lease.take(10, newest: 10, at: now, period: .milliseconds(5))
        #expect(lease.isValid(at: now))
    }
}
