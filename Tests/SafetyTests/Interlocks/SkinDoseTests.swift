import Safety
import Testing
import Units

struct SkinDoseTests {
    /// Hazard: HAZ-T10.
    @Test(
        arguments: [
            (1_999_999_999, nil, 0), (2_000_000_000, .warn, 2_000_000_000), (8_499_999_999, .warn, 2_000_000_000),
            (8_500_000_000, .ceiling, 8_500_000_000), (8_999_999_999, .ceiling, 8_500_000_000),
            (9_000_000_000, .trip, 9_000_000_000), (.max, .trip, 9_000_000_000),
        ] as [(Int64, Reaction?, Int64)])
    func `dose is told at 2, holds RF down at 8.5 and trips at 9 equivalent minutes`(
        dose: Int64, reaction: Reaction?, limit: Int64
    ) {
        let verdict = verdict { $0.readings[zones[1]].dose = dose }
        let expected = reaction.map { Finding(.thermalDose, $0, zone: zones[1], value: dose, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }

    /// Hazard: HAZ-T10.
    @Test func `a set-point that gives way for the skin's dose is told, and lets output go on`() {
        let verdict = verdict { $0.readings[zones[2]].deep.givesWay = .skin }
        let expected = Finding(.thermalDose, .warn, zone: zones[2], value: 0, limit: Limits.doseGiveWay)
        #expect(onlyFinding(of: verdict) == expected)
        #expect(verdict.allowsOutput)
    }

    /// Hazard: HAZ-T10.
    @Test func `the steps before the limit lie before it, in their order`() {
        #expect(Limits.doseWarning < Limits.doseGiveWay)
        #expect(Limits.doseGiveWay < Limits.doseCeiling)
        #expect(Limits.doseCeiling < Limits.doseTrip)
    }
}
