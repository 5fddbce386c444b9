import Control
import Oracle
import Safety
import Testing
import Units
import Wire
import World

@Suite("A host that sleeps")
struct HostFaultTests {
    /// Hazard: HAZ-L8.
    @Test func `sleep during output trips by its name`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(3))
        #expect(loop.machine.state == .running)
        loop.machine.reduce(.hostSuspended(.seconds(3)), at: loop.now, into: &loop.effects)
        loop.perform()
        #expect(loop.machine.firstCause == Finding(.hostSuspended, .trip, value: 3_000_000, limit: 100_000))
        loop.run(.milliseconds(100))
        #expect(loop.machine.state == .tripped)
    }

    /// Hazard: HAZ-L8.
    @Test func `sleep before anything is armed changes nothing`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.machine.reduce(.hostSuspended(.seconds(3)), at: loop.now, into: &loop.effects)
        loop.perform()
        #expect(loop.machine.state == .loaded)
        #expect(loop.machine.firstCause == nil)
        loop.run(.seconds(1))
        #expect(loop.machine.state == .loaded)
    }

    /// Hazard: HAZ-L6.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a host that was not heard for more than a second, and did not sleep, knows that it was starved`(seed: UInt64)
        throws
    {
        let run = try play(seed: seed, Incident(at: .seconds(8), .hostStall(.milliseconds(1_500)))) {
            $0.limit = .seconds(40)
        }
        #expect(run.firstCause == .schedulerLate)
        #expect(run.result == .tripped)
        #expect(run.truth.outputWithoutLease == .zero)
    }

    /// Hazard: HAZ-L5.
    @Test func `a lease whose renewals are lost for a moment is noted, and output goes on`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(3))
        loop.toDevice = { $0 != .lease }
        loop.run(.milliseconds(120))
        loop.toDevice = { _ in true }
        loop.run(.seconds(1))
        #expect(loop.machine.state == .running)
        #expect(
            loop.events.contains {
                guard case .finding(let finding) = $0 else { return false }
                return finding.cause == .leaseThin && finding.reaction <= .warn
            })
    }
}
