import Safety
import Testing
import Units

struct LateSchedulerTests {
    static let steps: [(Int64, Reaction?, Int64)] = [
        (0, nil, 0), (10_000, nil, 0), (10_001, .warn, 10_000), (50_000, .warn, 10_000), (50_001, .trip, 50_000),
    ]

    /// Hazard: HAZ-L6.

    @Test(arguments: steps)
    func `lateness is told above 10 ms and trips above 50 ms`(lateness: Int64, reaction: Reaction?, limit: Int64) {
        let verdict = verdict { $0.lateness = .microseconds(lateness) }
        let expected = reaction.map { Finding(.schedulerLate, $0, value: lateness, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }

    /// Hazard: HAZ-L6.

    @Test(arguments: steps)
    func `a full line is named instead of the host`(lateness: Int64, reaction: Reaction?, limit: Int64) {
        let verdict = verdict { evidence in
            evidence.lateness = .microseconds(lateness)
            evidence.lineWasFull = true
        }
        let expected = reaction.map { Finding(.lineTooSlow, $0, value: lateness, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }

    /// Hazard: HAZ-L6.

    @Test func `a full line that delayed nothing is no finding`() {
        #expect(verdict { $0.lineWasFull = true } == Verdict())
    }
}
