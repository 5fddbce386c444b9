import Link
import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

/// What the machine does again and again while time passes, and what it does at the end of a program.
@Suite("The machine's rhythm")
struct MachineRhythmTests {
    /// How many leases reach an armed device in 200 ms of samples of `kind`.
    private static func leases(under kind: WalkMove.Sample) throws -> Int {
        var driven = try Driven()
        driven.arm()
        var leases = 0
        for _ in 0..<40 {
            let before = driven.system.peer.leasedAt
            driven.hear(kind)
            if driven.system.peer.leasedAt != before { leases += 1 }
        }
        #expect(driven.state == .armed)
        return leases
    }

    /// Running, with the last two segments of the program before it.
    private static func nearTheEnd() throws -> Driven {
        var driven = try Driven()
        driven.start()
        let ordinal = driven.plans.first.segmentCount - 2
        driven.system.machine.beginPlayback(from: ordinal, at: driven.system.now, into: &driven.judge.effects)
        return driven
    }

    /// Hazard: HAZ-O7.
    @Test func `a lease is renewed every 50 ms, and every 10 ms where the device has little left`() throws {
        #expect((4...5).contains(try MachineRhythmTests.leases(under: .leased)))
        #expect((18...21).contains(try MachineRhythmTests.leases(under: .leaseGone)))
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that stays armed although nothing is wanted from it is stopped ten times a second`() throws {
        var driven = try Driven()
        driven.pass(.milliseconds(200))
        var stops = 0
        for _ in 0..<60 {
            driven.system.peer.wantsAnswer = false
            driven.hear(.says(.armed))
            guard driven.system.peer.wantsAnswer else { continue }
            stops += 1
            driven.make(.hello(.same))
        }
        #expect((3...4).contains(stops))
        #expect(driven.state == .ready)
    }

    /// Hazard: HAZ-L13.
    @Test func `a start that the device does not answer trips before anything else is wrong`() throws {
        var driven = try Driven()
        let isSent = driven.armAndSendStart()
        try #require(isSent)
        driven.pass(.seconds(2), .leased) { $0.state != .armed }
        #expect(driven.cause == .commandRefused)
    }

    @Test func `the timer is set for the next release where that comes before the next tick`() throws {
        var driven = try Driven()
        driven.start()
        var exact = 0
        for _ in 0..<40 {
            driven.make(.live(.milliseconds(5)))
            guard case .running(let playback) = driven.system.machine.stage else { break }
            let machine = driven.system.machine
            let due = machine.due(playback.nextOrdinal, in: playback, at: driven.system.now)
            let wakeUp = try #require(machine.nextWakeUp(at: driven.system.now))
            #expect(wakeUp <= max(due, driven.system.now))
            if wakeUp == due { exact += 1 }
        }
        #expect(exact >= 2, "a segment comes every 50 ms, a tick every 10")
    }

    /// Between two ticks a sample becomes too old without anybody looking.
    ///
    /// Hazard: HAZ-L1.
    @Test func `an intent that is stored when the last sample has become too old leads to nothing`() throws {
        var driven = try Driven()
        driven.pause()
        driven.make(.asks(.prepareResume), .asks(.resume(right: true)), .wait(.milliseconds(55)))
        try #require(driven.state == .paused)
        driven.system.now = driven.system.now + .milliseconds(9)
        driven.make(.stored(true))
        #expect(!driven.waits { if case .resume = $0 { true } else { false } })
        #expect(driven.cause == .telemetryStale)
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that still runs a second after the program's end trips`() throws {
        var driven = try MachineRhythmTests.nearTheEnd()
        guard case .running(let playback) = driven.system.machine.stage else {
            Issue.record("\(driven.state): \(String(describing: driven.cause))")
            return
        }
        let end = playback.start(of: driven.plans.first.segmentCount)
        driven.pass(.seconds(3), .says(.running)) { $0.state != .running }
        #expect(driven.cause == .commandRefused)
        let over = WalkPeer.time(driven.system.now) - end
        #expect((Duration.milliseconds(990)...Duration.milliseconds(1_020)).contains(over))
    }

    /// Hazard: HAZ-O1.
    @Test func `power that is measured while the skin cools trips, although the device calls its output zero`() throws {
        var driven = try MachineRhythmTests.nearTheEnd()
        driven.live(until: .cooldown)
        try #require(driven.state == .cooldown)
        driven.pass(.seconds(1), .power(.milliwatts(2_000))) { $0.state != .cooldown }
        #expect(driven.cause == .uncommandedOutput)
    }

    /// Hazard: HAZ-O1.
    @Test func `a sample from before the first segment takes back nothing of what was released`() throws {
        var driven = try Driven()
        driven.arm()
        // Two seconds into the program a train runs.
        driven.system.machine.beginPlayback(from: 40, at: driven.system.now, into: &driven.judge.effects)
        driven.pass(.milliseconds(100), .says(.armed))
        guard case .running(let playback) = driven.system.machine.stage else {
            Issue.record("\(driven.state): \(String(describing: driven.cause))")
            return
        }
        try #require(playback.nextOrdinal > 40 && WalkPeer.time(driven.system.now) < playback.origin)
        let first = WalkSample.zones[0].place
        let commanded = driven.system.machine.commands[first].output(
            at: playback.origin + .milliseconds(20), counter: 0, pulseAge: nil)
        #expect(commanded.leastPulses != nil, "pulses are still expected")
    }

    /// What cooled or was pressed on during a pause says nothing about power.
    ///
    /// Hazard: HAZ-T7, HAZ-T8.
    @Test(arguments: [0, 20])
    func `answers to power count from the readings before the first output, and afresh after a pause`(
        ordinal: Int
    ) throws {
        var driven = try Driven()
        driven.arm()
        driven.pass(.milliseconds(1_500), .leased)
        let zone = WalkSample.zones[0]
        var expected = driven.system.machine.tallies[zone]
        expected.beginOutput(isFirst: ordinal == 0)
        driven.system.machine.beginPlayback(from: ordinal, at: driven.system.now, into: &driven.judge.effects)
        #expect(String(describing: driven.system.machine.tallies[zone]) == String(describing: expected))
        expected.beginOutput(isFirst: ordinal != 0)
        #expect(String(describing: driven.system.machine.tallies[zone]) != String(describing: expected))
    }

    /// Hazard: HAZ-T11.
    @Test func `a hold is settled a minute after it began, and where nothing is heated never`() throws {
        var driven = try Driven()
        driven.make(.asks(.load(.first, approved: true)))
        let treatment = try #require(driven.system.machine.treatment)
        let heated = WalkSample.zones[0]
        let holdStart = try #require(treatment.program.reference(of: heated)?.holdStart)
        let settled = Int((holdStart + .seconds(60)).milliseconds / TimeGrid.segment.milliseconds) + 1
        #expect(!treatment.holdIsSettled(at: heated, in: settled - 2))
        #expect(treatment.holdIsSettled(at: heated, in: settled))
        #expect(!treatment.holdIsSettled(at: WalkSample.zones[1], in: settled))
    }

    /// Hazard: HAZ-L2.
    @Test func `frames are counted over a second, and then anew`() {
        var quality = LineQuality()
        let start = Instant.nanoseconds(5_000_000_000)
        quality.update(good: 100, damaged: 0, at: start)
        quality.update(good: 150, damaged: 2, at: start + .milliseconds(600))
        #expect(quality.frames == 52 && quality.damaged == 2)
        quality.update(good: 200, damaged: 3, at: start + .seconds(1))
        #expect(quality.frames == 103 && quality.damaged == 3, "a whole second belongs to it")
        quality.update(good: 210, damaged: 3, at: start + .milliseconds(1_001))
        quality.update(good: 220, damaged: 4, at: start + .milliseconds(1_100))
        #expect(quality.frames == 11 && quality.damaged == 1)
    }
}
