import Link
import Safety
import Testing
import Units

@testable import Control

/// The test of timer and line before an arming, judged value by value.
@Suite("What was good must still be good when it counts")
struct TimingCheckTests {
    private let now = Instant.zero + .seconds(100)

    private func arming() -> Arming {
        Arming(
            request: RequestID(rawValue: 1), token: 1, since: now, step: .checking(goodSince: nil), stepSince: now,
            selfTest: SelfTesting(since: now))
    }

    /// An echo that took so long.
    private func exchange(_ span: Duration) -> ClockExchange {
        ClockExchange(
            sent: now, arrived: .microseconds(0), sampled: .microseconds(0), received: now + span, isFirst: true)
    }

    private func complete(_ arming: inout Arming) {
        for _ in 0..<TimingCheck.ticksNeeded { arming.timing.addTick(late: .microseconds(80)) }
        for _ in 0..<TimingCheck.roundTripsNeeded { arming.timing.add(exchange(.milliseconds(3))) }
    }

    /// Hazard: HAZ-L6.
    @Test func `nothing is good before there is enough of it`() {
        var machine = Machine(hostInstance: 7)
        var arming = arming()
        arming.timing.addTick(late: .zero)
        machine.judgeTiming(&arming, at: now)
        #expect(arming.timingGap(at: now) == .notReady(.timing, zone: nil))
        complete(&arming)
        machine.judgeTiming(&arming, at: now)
        #expect(arming.timingGap(at: now) == nil)
    }

    /// Hazard: HAZ-L6.
    @Test func `one late tick after a good test takes the good away at once`() {
        var machine = Machine(hostInstance: 7)
        var arming = arming()
        complete(&arming)
        machine.judgeTiming(&arming, at: now)
        arming.timing.addTick(late: .milliseconds(40))
        machine.judgeTiming(&arming, at: now + .milliseconds(50))
        #expect(arming.timingGap(at: now + .milliseconds(50)) == .timerLate(.milliseconds(40)))
    }

    /// Hazard: HAZ-L6.
    @Test func `one long round trip after a good test takes the good away at once`() {
        var machine = Machine(hostInstance: 7)
        var arming = arming()
        complete(&arming)
        machine.judgeTiming(&arming, at: now)
        arming.timing.add(exchange(.milliseconds(25)))
        machine.judgeTiming(&arming, at: now)
        guard case .lineTooSlow(let chain) = arming.timingGap(at: now) else {
            Issue.record("\(String(describing: arming.timingGap(at: now)))")
            return
        }
        #expect(chain.roundTrip == .milliseconds(25))
    }

    /// Hazard: HAZ-L6.
    @Test func `a good test grows old where the next one does not come to its end`() {
        var machine = Machine(hostInstance: 7)
        var arming = arming()
        complete(&arming)
        machine.judgeTiming(&arming, at: now)
        arming.timing.addTick(late: .zero)
        machine.judgeTiming(&arming, at: now + .seconds(3))
        #expect(arming.timingGap(at: now + .seconds(3)) == nil)
        #expect(arming.timingGap(at: now + .milliseconds(3_001)) == .notReady(.timing, zone: nil))
    }
}
