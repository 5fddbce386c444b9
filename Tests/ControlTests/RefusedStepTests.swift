import Link
import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

@Suite("Steps that are refused, not answered or not stored")
struct RefusedStepTests {
    /// Hazard: HAZ-Z1, HAZ-A1.
    @Test func `contact lost while the intent is stored ends the arming`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.hear(.openFirst)
        driven.make(.stored(true))
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-Z1, HAZ-S1.
    @Test func `an envelope that is under way is not sent again behind a disarming: a stop drops it`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        try #require(driven.waits { if case .envelope = $0 { true } else { false } })
        driven.system.peer.wantsAnswer = false
        driven.hear(.openFirst)
        #expect(driven.state == .loaded)
        #expect(driven.system.peer.wantsAnswer, "a stop is answered")
    }

    /// Hazard: HAZ-L13.
    @Test func `an envelope that is refused ends the arming`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true), .answers(.notReady))
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that answers no envelope is not waited for`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        driven.pass(.milliseconds(2_100))
        #expect(driven.state != .contactCheck)
    }

    /// Hazard: HAZ-L13.
    @Test func `a device that does not answer the arming is not waited for`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        for _ in 0..<100 where !driven.waits(for: { if case .arm = $0 { true } else { false } }) {
            driven.make(.answers(.done), .wait(.milliseconds(5)), .fast(.plain))
        }
        try #require(driven.waits { if case .arm = $0 { true } else { false } })
        driven.pass(.milliseconds(2_100))
        #expect(driven.state != .contactCheck)
    }

    /// Each answer may come just before the link gives up on it: what bounds them all together is the machine's.
    ///
    /// Hazard: HAZ-L13.
    @Test func `envelopes and arming together may take two seconds, and no longer`() throws {
        for wantsArming in [false, true] {
            var driven = try Driven()
            driven.beginArming()
            driven.make(.stored(true))
            let isArm = { (command: HostCommand) in if case .arm = command { true } else { false } }
            for _ in 0..<100 where wantsArming && !driven.waits(for: isArm) {
                driven.make(.answers(.done), .wait(.milliseconds(5)), .fast(.plain))
            }
            try #require(driven.waits(for: isArm) == wantsArming)
            let began = driven.system.now - .milliseconds(1_990)
            driven.changeArming { $0.stepSince = began }
            driven.hear(.plain)
            #expect(driven.state == .contactCheck)
            driven.hear(.plain)
            driven.hear(.plain)
            #expect(driven.state == .loaded)
        }
    }

    /// The arming's own readiness asks for both circuits; the last sample before the device's answer may have lost one.
    ///
    /// Hazard: HAZ-Z1.
    @Test func `a device that has armed on a circuit that was never measured is disarmed`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        let isArm = { (command: HostCommand) in if case .arm = command { true } else { false } }
        for _ in 0..<100 where !driven.waits(for: isArm) {
            driven.make(.answers(.done), .wait(.milliseconds(5)), .fast(.plain))
        }
        try #require(driven.waits(for: isArm))
        for zone in WalkSample.zones { driven.system.machine.tallies[zone].beginArming(on: PadTraits()) }
        driven.make(.answers(.done))
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-L9.
    @Test func `a start that is not stored, or not in time, is taken back`() throws {
        var refused = try Driven()
        refused.arm()
        refused.make(.asks(.start(right: true)), .stored(false))
        #expect(refused.state == .loaded)
        var late = try Driven()
        late.arm()
        late.make(.asks(.start(right: true)))
        late.pass(.milliseconds(4_900), .leased)
        #expect(late.state == .armed)
        late.pass(.milliseconds(200), .leased)
        #expect(late.state == .loaded)
    }

    /// Hazard: HAZ-L13.
    @Test func `a start for which no lease arrives is taken back after two seconds`() throws {
        var driven = try Driven()
        driven.arm()
        driven.make(.asks(.start(right: true)), .stored(true))
        driven.pass(.milliseconds(1_900), .leaseGone)
        #expect(driven.state == .armed)
        driven.pass(.milliseconds(200), .leaseGone)
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-L13.
    @Test func `a start that the device refuses is taken back`() throws {
        var driven = try Driven()
        let isSent = driven.armAndSendStart()
        try #require(isSent)
        driven.make(.answers(.notReady))
        #expect(driven.state == .loaded)
    }

    /// Hazard: HAZ-L13.
    @Test func `a pause that the device refuses trips`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.pause))
        try #require(driven.waits { if case .pause = $0 { true } else { false } })
        driven.make(.answers(.notReady))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// In the middle of a program a device that is asked to pause cannot be in another state.
    ///
    /// Hazard: HAZ-L13.
    @Test func `a pause in the wrong state trips before the program's end`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.pause), .answers(.wrongState))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// Hazard: HAZ-L13.
    @Test func `a resume that the device refuses trips`() throws {
        var driven = try Driven()
        driven.pause()
        try #require(driven.state == .paused)
        driven.make(.asks(.prepareResume), .asks(.resume(right: true)), .stored(true))
        try #require(driven.waits { if case .resume = $0 { true } else { false } })
        driven.make(.answers(.notReady))
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// Hazard: HAZ-O11.
    @Test func `shut-offs that were not tested since are tested before the arming`() throws {
        for (sample, isTested) in [(WalkMove.Sample.untested, true), (.plain, false)] {
            var driven = try Driven()
            driven.make(.asks(.load(.first, approved: true)), .asks(.arm), .fast(sample))
            driven.pass(.milliseconds(50), sample)
            #expect(driven.waits { if case .selfTest = $0 { true } else { false } } == isTested)
        }
    }

    /// Hazard: HAZ-O11.
    @Test func `the result of another step of the self-test is none of this one`() throws {
        var driven = try Driven()
        driven.make(.asks(.load(.first, approved: true)), .asks(.arm))
        let isSelfTest = { (command: HostCommand) in if case .selfTest = command { true } else { false } }
        driven.pass(.milliseconds(100), .untested) { $0.waits(for: isSelfTest) }
        driven.make(.answers(.done), .selfTestOfOther)
        #expect(driven.selfTestStep == 1)
        driven.make(.selfTest(passed: true))
        #expect(driven.selfTestStep == 2)
    }

    /// Hazard: HAZ-L13.
    @Test func `a pause that came behind the program's end completes the treatment`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.pause))
        let end = driven.plans.first.segmentCount
        driven.changePause { $0.nextOrdinal = end }
        driven.make(.answers(.wrongState))
        #expect(driven.state == .stopping)
        #expect(driven.cause == nil)
        driven.live(until: .finished)
        #expect(driven.state == .finished)
    }

    /// Hazard: HAZ-A1.
    @Test func `a pause in the last segment leaves nothing to resume, and stops`() throws {
        var driven = try Driven()
        driven.pause()
        let end = driven.plans.first.segmentCount
        driven.changePause { $0.nextOrdinal = end }
        driven.make(.asks(.prepareResume), .asks(.resume(right: true)))
        #expect(driven.state == .stopping)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-A1.
    @Test func `nobody resumes after ten minutes`() throws {
        var driven = try Driven()
        driven.pause()
        let began = driven.system.now - .seconds(600)
        driven.changePause { $0.since = began }
        #expect(driven.state == .paused)
        driven.hear(.plain)
        #expect(driven.state == .stopping || driven.state == .finished)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-L13.
    @Test func `a segment that the device refuses trips`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.over(.nothing, .wait(.milliseconds(55))))
        let sequence = try #require(driven.system.machine.sequencesInFlight.last)
        driven.system.peer.endpoint.answer(sequence, with: .notReady)
        let bytes = driven.system.peer.drain()
        driven.system.machine.receive(bytes.span, at: driven.system.now, into: &driven.judge.effects)
        #expect(driven.state == .stopping)
        #expect(driven.cause == .commandRefused)
    }

    /// The program's pulses have 10 mA there; a person who resumes begins to feel them anew.
    ///
    /// Hazard: HAZ-A1.
    @Test func `after a pause the amplitude grows from a fiftieth`() throws {
        var driven = try Driven()
        driven.pause()
        let oneSecond = driven.plans.first.segmentCount / 10
        driven.changePause { $0.nextOrdinal = oneSecond }
        driven.make(.asks(.prepareResume), .asks(.resume(right: true)))
        driven.live(until: .running)
        try #require(driven.state == .running)
        driven.pass(.milliseconds(100), .leased) { $0.system.peer.segment?.ramp.peak ?? .zero > .zero }
        let peak = try #require(driven.system.peer.segment?.ramp.peak)
        #expect(peak > .zero)
        #expect(peak < .milliamps(1))
    }

    /// The plan that it armed would stay armed in a device that is out of service.
    ///
    /// Hazard: HAZ-A1.
    @Test func `a self-test that fails while the arming is out takes the arming back`() throws {
        var driven = try Driven()
        driven.make(
            .asks(.load(.first, approved: true)), .asks(.arm), .hear(.plain, .milliseconds(600)), .stored(true))
        let isArm = { (command: HostCommand) in if case .arm = command { true } else { false } }
        for _ in 0..<3 where !driven.waits(for: isArm) { driven.make(.answers(.done), .next(.plain)) }
        try #require(driven.waits(for: isArm), "\(driven.state)")
        driven.expectSelfTest()
        driven.make(.selfTest(passed: false))
        #expect(driven.state == .service)
        #expect(driven.system.machine.sequencesInFlight.isEmpty)
        #expect(driven.system.peer.waiting.isEmpty)
        driven.make(.sleep(.milliseconds(31)))
        #expect(driven.system.peer.waiting.isEmpty)
    }
}
