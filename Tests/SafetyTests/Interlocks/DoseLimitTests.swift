import Safety
import Testing
import Units

struct DoseLimitTests {
    @Test(
        arguments: [
            (1_999_999_999, nil, 0), (2_000_000_000, .warn, 2_000_000_000), (8_999_999_999, .warn, 2_000_000_000),
            (9_000_000_000, .trip, 9_000_000_000), (.max, .trip, 9_000_000_000),
        ] as [(Int64, Reaction?, Int64)])
    func `dose is told at 2 and trips at 9 equivalent minutes`(dose: Int64, reaction: Reaction?, limit: Int64) {
        let verdict = verdict { $0.readings[zones[1]].dose = dose }
        let expected = reaction.map { Finding(.thermalDose, $0, zone: zones[1], value: dose, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }
}
