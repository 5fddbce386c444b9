import Safety
import Testing
import Units

struct ClockBoundTests {
    /// Hazard: HAZ-L3.
    @Test func `a clock bound of 10 ms is still allowed`() {
        #expect(verdict { $0.clockBound = .milliseconds(10) } == Verdict())
    }

    /// Hazard: HAZ-L3.

    @Test func `a clock bound above 10 ms trips`() {
        let verdict = verdict { $0.clockBound = .microseconds(10_001) }
        #expect(onlyFinding(of: verdict) == Finding(.clockUncertain, .trip, value: 10_001, limit: 10_000))
    }

    /// Hazard: HAZ-L3.

    @Test func `a clock bound that nobody knows trips`() {
        let verdict = verdict { $0.clockBound = nil }
        #expect(onlyFinding(of: verdict) == Finding(.clockUncertain, .trip, limit: 10_000))
    }
}
