import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

@Suite("What the machine signals, and who ends it")
struct AlarmSignalTests {
    /// The walk's system, brought to output.
    private struct Treated {
        var system = WalkSystem(.bipolar)
        var judge = WalkJudge()
        let plans: WalkPlans

        init() throws {
            plans = try WalkPlans(for: .bipolar)
            make(.lineOpened)
            live(until: .ready)
            make(.asks(.load(.first, approved: true)), .asks(.arm))
            live(until: .armed)
            make(.asks(.start(right: true)))
            live(until: .running)
            for _ in 0..<40 { make(.live(.milliseconds(5))) }
        }

        /// At most two seconds.
        mutating func live(until state: TreatmentState) {
            for _ in 0..<400 where self.state != state { make(.live(.milliseconds(5))) }
        }

        mutating func make(_ moves: WalkMove...) {
            for move in moves { system.make(move, plans, &judge) }
        }

        /// The next sample, 5 ms after the last: one that has no time between would be a clock that stands.
        mutating func hear(_ kind: WalkMove.Sample) { make(.wait(.milliseconds(5)), .fast(kind)) }

        var alarm: AlarmPriority { system.machine.alarm }
        var state: TreatmentState { system.machine.state }
    }

    @Test func `a lost contact signals until it is acknowledged, and again when it comes back`() throws {
        var treated = try Treated()
        try #require(treated.state == .running)
        #expect(treated.alarm == .none)
        treated.hear(.openFirst)
        #expect(treated.state == .paused)
        #expect(treated.alarm == .medium)
        treated.make(.asks(.acknowledge))
        treated.hear(.openFirst)
        #expect(treated.alarm == .low, "a pause waits for somebody")
        #expect(treated.system.machine.snapshot(at: treated.system.now).alarms.active.first?.isAcknowledged == true)
        treated.hear(.plain)
        treated.hear(.openFirst)
        #expect(treated.alarm == .medium)
    }

    /// Hazard: HAZ-S1.
    @Test func `a trip signals by its cause's urgency until a person acknowledges it`() throws {
        var treated = try Treated()
        treated.hear(.temperature(.milliCelsius(43_500)))
        #expect(treated.state == .stopping)
        #expect(treated.alarm == .high)
        treated.live(until: .tripped)
        #expect(treated.state == .tripped)
        #expect(treated.alarm == .high)
        treated.make(.asks(.acknowledge))
        #expect(treated.alarm == .none)
        #expect(treated.judge.wrong.isEmpty)
    }

    /// Hazard: HAZ-T3.
    @Test func `a zone that the device does not speak of any more trips`() throws {
        var treated = try Treated()
        try #require(treated.state == .running)
        treated.make(.fast(.fewerZones))
        #expect(treated.state == .stopping)
        #expect(treated.system.machine.firstCause?.cause == .sensorImplausible)
        #expect(treated.system.machine.firstCause?.zone == WalkSample.zones[1])
    }

    @Test func `nothing to acknowledge is said so`() throws {
        var treated = try Treated()
        var effects = Effects()
        treated.system.machine.take(
            .acknowledge, request: RequestID(rawValue: 77), at: treated.system.now, into: &effects)
        #expect(effects[0] == .publish(.answer(RequestID(rawValue: 77), .refused(.nothingToAcknowledge))))
    }

    /// Hazard: HAZ-S1.
    @Test func `zero that was never seen cannot be silenced`() throws {
        var treated = try Treated()
        treated.make(.over(.nothing, .asks(.stop)), .wait(.milliseconds(700)))
        #expect(treated.state == .outputUncertain)
        treated.make(.asks(.acknowledge))
        #expect(treated.state == .outputUncertain)
        #expect(treated.alarm == .high)
    }
}
