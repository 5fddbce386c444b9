import Safety
import Testing
import Units

struct OverTemperatureTests {
    struct Step: Sendable {
        let milliCelsius: Int32
        let reaction: Reaction?
        let limit: Int64
    }

    static let ladder = [
        Step(milliCelsius: 41_999, reaction: nil, limit: 0),
        Step(milliCelsius: 42_000, reaction: .ceiling, limit: 42_000),
        Step(milliCelsius: 42_001, reaction: .ceiling, limit: 42_000),
        Step(milliCelsius: 42_499, reaction: .ceiling, limit: 42_000),
        Step(milliCelsius: 42_500, reaction: .pause, limit: 42_500),
        Step(milliCelsius: 42_999, reaction: .pause, limit: 42_500),
        Step(milliCelsius: 43_000, reaction: .trip, limit: 43_000),
        Step(milliCelsius: 55_535, reaction: .trip, limit: 43_000),
    ]

    func check(_ step: Step, _ change: (inout Evidence) -> Void) {
        let verdict = verdict(after: change)
        guard let reaction = step.reaction else {
            #expect(verdict == Verdict())
            return
        }
        let expected = Finding(
            .overTemperature, reaction, zone: zones[2], value: Int64(step.milliCelsius), limit: step.limit)
        #expect(onlyFinding(of: verdict) == expected)
        #expect(verdict.allowsOutput == (reaction == .ceiling))
    }

    /// Hazard: HAZ-T1.

    @Test(arguments: ladder)
    func `the ladder holds for what the centre sensor reads`(step: Step) {
        check(step) { $0.readings[zones[2]].centre = sensor(step.milliCelsius) }
    }

    /// Hazard: HAZ-T1.

    @Test(arguments: ladder)
    func `the ladder holds for what the edge sensor reads`(step: Step) {
        check(step) { $0.readings[zones[2]].edge = sensor(step.milliCelsius) }
    }

    /// Hazard: HAZ-T1.

    @Test(arguments: ladder)
    func `the ladder holds for what lies behind a sensor's lag`(step: Step) {
        check(step) { $0.readings[zones[2]].centre = sensor(41_000, compensated: step.milliCelsius) }
    }

    /// Hazard: HAZ-T1.

    @Test(arguments: ladder)
    func `a falling slope does not excuse a hot reading`(step: Step) {
        check(step) { $0.readings[zones[2]].edge = sensor(step.milliCelsius, compensated: 39_000) }
    }

    /// Hazard: HAZ-T1.

    @Test func `a zone that takes no part is not judged`() {
        var evidence = goodEvidence(zones: ZoneSet(bits: 0b0011))
        evidence.readings[zones[3]].centre = sensor(50_000)
        #expect(Interlocks.judge(evidence) == Verdict())
    }

    /// Hazard: HAZ-T1.

    @Test func `both sensors of a zone are told`() {
        let verdict = verdict { evidence in
            evidence.readings[zones[1]].centre = sensor(42_100)
            evidence.readings[zones[1]].edge = sensor(42_600)
        }
        #expect(findings(of: verdict).map(\.reaction) == [.ceiling, .pause])
        #expect(verdict.worst(of: .overTemperature)?.value == 42_600)
    }
}
