import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

/// What the machine does about what a device says that it should not say.
@Suite("What a device says against what it should be")
struct DeviceSaysTests {
    /// Hazard: HAZ-L10.
    @Test func `the button trips from the arming on`() throws {
        var armed = try Driven()
        armed.arm()
        armed.hear(.buttonPressed)
        #expect(armed.cause == .patientButton)
        var running = try Driven()
        running.start()
        running.hear(.buttonPressed)
        #expect(running.state == .stopping)
        #expect(running.cause == .patientButton)
    }

    /// Hazard: HAZ-Z1.
    @Test func `contact lost while armed takes the arming back`() throws {
        var driven = try Driven()
        driven.arm()
        driven.hear(.openFirst)
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-T1.
    @Test func `a zone at 42 degrees is held down past what waits, at once and every tenth of a second`() throws {
        var driven = try Driven()
        driven.start()
        let warm = WalkMove.Sample.temperature(.milliCelsius(42_050))
        driven.hear(warm)
        let expected = Ceiling(zone: WalkSample.zones[1], stimulation: .whole, power: .zero)
        #expect(driven.system.peer.ceilings == [expected], "\(String(describing: driven.cause))")
        for _ in 0..<18 { driven.hear(warm) }
        #expect(driven.system.peer.ceilings.count == 1, "\(String(describing: driven.cause))")
    }

    /// A frame of the line may have no room for a second ceiling beside the lease and a segment.
    ///
    /// Hazard: HAZ-T1.
    @Test func `two zones that are too warm at once are both held by the next sample`() throws {
        var driven = try Driven()
        driven.start()
        driven.hear(.bothWarm(.milliCelsius(42_050)))
        #expect(!driven.system.peer.ceilings.isEmpty)
        driven.hear(.bothWarm(.milliCelsius(42_050)))
        let isHeld = WalkSample.zones.map { zone in
            driven.system.peer.ceilings.contains(Ceiling(zone: zone, stimulation: .whole, power: .zero))
        }
        #expect(isHeld == [true, true], "\(String(describing: driven.cause))")
    }

    /// Hazard: HAZ-T1.
    @Test func `a zone that has cooled is let up three times, a tenth of a second apart, and not before`() throws {
        var driven = try Driven()
        driven.start()
        for _ in 0..<21 { driven.hear(.temperature(.milliCelsius(42_050))) }
        #expect(driven.system.peer.ceilings.count == 2, "held down again after a tenth of a second")
        // No ceiling is asked for any more, but the zone is not cool either.
        driven.hear(.temperature(.milliCelsius(41_900)))
        #expect(driven.system.peer.ceilings.count == 2)
        driven.hear(.plain)
        #expect(driven.system.peer.ceilings.count == 3)
        for _ in 0..<19 { driven.hear(.plain) }
        #expect(driven.system.peer.ceilings.count == 3)
        for _ in 0..<80 { driven.hear(.plain) }
        #expect(driven.system.peer.ceilings.count == 5, "\(String(describing: driven.cause))")
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that leaves the arming by itself is disarmed`() throws {
        var driven = try Driven()
        driven.arm()
        driven.hear(.says(.idle))
        #expect(driven.state == .loaded)
    }

    /// A device may answer `Start` before it takes the sample that shows it; until the first segment nothing flows.
    ///
    /// Hazard: HAZ-L13.
    @Test(arguments: [DeviceState.armed, .paused])
    func `a device may still be armed or paused until the first segment, and not after it`(said: DeviceState) throws {
        var driven = try Driven()
        driven.start()
        driven.hear(.says(said))
        #expect(driven.state == .running)
        driven.pass(.milliseconds(170), .leased)
        try #require(driven.state == .running)
        driven.hear(.says(said))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that is idle in the middle of a program trips at once`() throws {
        var driven = try Driven()
        driven.start()
        driven.hear(.says(.idle))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// Hazard: HAZ-S1.
    @Test func `output that is still there a quarter of a second after a pause trips`() throws {
        var driven = try Driven()
        driven.pause()
        driven.hear(.output)
        #expect(driven.state == .paused)
        driven.pass(.milliseconds(300))
        driven.hear(.output)
        #expect(driven.state == .stopping)
        #expect(driven.cause == .outputUncertain)
    }

    /// Hazard: HAZ-T6.
    @Test func `output of a device that nobody asked for any trips`() throws {
        var driven = try Driven()
        driven.hear(.output)
        #expect(driven.cause == .uncommandedOutput)
    }

    /// What was written down once is not news, and in a stop only news is acted on.
    ///
    /// Hazard: HAZ-T6, HAZ-S1.
    @Test func `power in a stop is found at once, although the same was written down before`() throws {
        let stray = WalkMove.Sample.power(.milliwatts(2_000))
        for isArmedAgain in [true, false] {
            var driven = try Driven()
            driven.pass(.seconds(1), stray) { $0.cause != nil }
            driven.live(until: .tripped)
            driven.pass(.milliseconds(500), stray)
            try #require(driven.system.machine.noted != NotedFindings())
            driven.make(.asks(.acknowledge))
            driven.live(until: .ready)
            try #require(driven.cause == nil)
            if isArmedAgain {
                driven.arm()
                try #require(driven.state == .armed)
                driven.make(.asks(.stop))
                driven.hear(.flowing(.milliwatts(2_000)))
                #expect(driven.state == .stopping)
                #expect(driven.cause == .uncommandedOutput)
            } else {
                try #require(driven.system.machine.noted == NotedFindings())
                driven.pass(.seconds(1), stray) { $0.cause != nil }
                driven.live(until: .tripped)
                driven.pass(.milliseconds(500), stray)
                #expect(driven.system.machine.noted != NotedFindings(), "found again, and written down")
            }
        }
    }

    /// Hazard: HAZ-O7.
    @Test func `output without a lease trips on the second sample`() throws {
        var driven = try Driven()
        driven.start()
        driven.pass(.milliseconds(160), .leased)
        try #require(driven.state == .running)
        driven.hear(.leaseGone)
        #expect(driven.state == .running)
        driven.hear(.leaseGone)
        #expect(driven.cause == .unleasedOutput)
    }

    /// Every sample may fall between two pulses: the counters tell.
    ///
    /// Hazard: HAZ-O7.
    @Test func `pulses without a lease trip although every sample finds zero`() throws {
        var driven = try Driven()
        driven.start()
        // A second into the program a train runs in both zones.
        driven.system.machine.beginPlayback(from: 20, at: driven.system.now, into: &driven.judge.effects)
        driven.pass(.milliseconds(300), .leased)
        try #require(driven.state == .running, "\(String(describing: driven.cause))")
        driven.pass(.milliseconds(50), .unleasedRest) { $0.state != .running }
        #expect(driven.cause == .unleasedOutput)
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that took other segments than were sent trips`() throws {
        var driven = try Driven()
        driven.start()
        driven.pass(.milliseconds(100), .leased)
        driven.make(.slow(.plain))
        #expect(driven.state == .running)
        driven.make(.slow(.otherHash))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// Hazard: HAZ-L3.
    @Test func `a new sample of the same moment is a clock that stands`() throws {
        var driven = try Driven()
        driven.start()
        driven.hear(.plain)
        #expect(driven.state == .running)
        driven.make(.fast(.plain))
        #expect(driven.cause == .clockUncertain)
    }

    @Test func `another applicator is asked who it is`() throws {
        var driven = try Driven()
        driven.make(.slow(.plain))
        #expect(driven.state == .ready)
        driven.make(.slow(.otherApplicator))
        #expect(driven.state == .identifying)
    }

    /// Hazard: HAZ-L12.
    @Test func `what stopped the device is written down once`() throws {
        var driven = try Driven()
        let isCause = { (event: RecordEvent) in if case .deviceCause = event { true } else { false } }
        driven.make(.slow(.plain))
        #expect(driven.recorded(isCause) == 0)
        driven.make(.slow(.cause))
        #expect(driven.recorded(isCause) == 1)
        driven.make(.slow(.cause))
        #expect(driven.recorded(isCause) == 0)
    }

    /// Hazard: HAZ-L10.
    @Test func `the button counts although an operator stopped before it`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.stop))
        driven.hear(.tripped(.patientButton))
        #expect(driven.cause == .patientButton)
        #expect(driven.state == .tripped)
    }

    /// Hazard: HAZ-L13.
    @Test func `a trip that no sample showed calls a person too`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.pause), .answers(.notReady))
        #expect(driven.system.machine.alarm != .none)
        var restarted = try Driven()
        restarted.start()
        restarted.make(.hello(.otherBoot))
        #expect(restarted.cause == .deviceRestarted)
        #expect(restarted.system.machine.alarm != .none)
    }

    @Test func `what is told goes out ten times a second`() throws {
        var driven = try Driven()
        driven.make(.live(.milliseconds(5)))
        var told = 0
        for _ in 0..<100 {
            driven.make(.live(.milliseconds(5)))
            told += driven.published
        }
        #expect((4...6).contains(told))
    }
}
