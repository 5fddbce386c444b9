import Safety
import Testing
import Units

struct StaleTelemetryTests {
    /// Hazard: HAZ-L1.
    @Test(
        arguments: [
            (0, nil, 0), (25_000, nil, 0), (25_001, .warn, 25_000), (60_000, .warn, 25_000), (60_001, .trip, 60_000),
            (10_000_000, .trip, 60_000),
        ] as [(Int64, Reaction?, Int64)])
    func `telemetry is told above 25 ms and trips above 60 ms`(age: Int64, reaction: Reaction?, limit: Int64) {
        let verdict = verdict { $0.telemetryAge = .microseconds(age) }
        let expected = reaction.map { Finding(.telemetryStale, $0, value: age, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }

    /// Hazard: HAZ-L1.
    @Test(arguments: [(nil, nil), (1_000_000, nil), (1_000_001, .trip)] as [(Int64?, Reaction?)])
    func `slow telemetry that stays away trips after a second`(age: Int64?, reaction: Reaction?) {
        let verdict = verdict { $0.slowAge = age.map { .microseconds($0) } }
        let expected = reaction.map { Finding(.telemetryStale, $0, value: age ?? 0, limit: 1_000_000) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }
}
