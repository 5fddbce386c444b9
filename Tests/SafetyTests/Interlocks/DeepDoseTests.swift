import Safety
import Testing
import Units

struct DeepDoseTests {
    /// Hazard: HAZ-T11.
    @Test(
        arguments: [
            (0, nil, 0), (14_999_999_999, nil, 0), (15_000_000_000, .ceiling, 15_000_000_000),
            (15_999_999_999, .ceiling, 15_000_000_000), (16_000_000_000, .trip, 16_000_000_000),
            (.max, .trip, 16_000_000_000),
        ] as [(Int64, Reaction?, Int64)])
    func `deep dose holds RF down at 15 and trips at 16 equivalent minutes`(
        dose: Int64, reaction: Reaction?, limit: Int64
    ) {
        let verdict = verdict { $0.readings[zones[3]].deep.dose = dose }
        let expected = reaction.map { Finding(.deepDose, $0, zone: zones[3], value: dose, limit: limit) }
        #expect(findings(of: verdict) == [expected].compactMap { $0 })
    }

    /// Hazard: HAZ-T11.
    @Test func `only the zone that is near its limit is held down`() {
        let verdict = verdict { $0.readings[zones[3]].deep.dose = Limits.deepDoseCeiling }
        #expect(zones.map { verdict.demandsCeiling(in: $0) } == [false, false, false, true])
        #expect(verdict.allowsOutput)
    }

    /// Hazard: HAZ-T11.
    @Test func `a set-point that gives way for the deep dose is told, and lets output go on`() {
        let verdict = verdict { $0.readings[zones[0]].deep.givesWay = .deep }
        let expected = Finding(.deepDose, .warn, zone: zones[0], value: 0, limit: Limits.deepDoseGiveWay)
        #expect(onlyFinding(of: verdict) == expected)
        #expect(verdict.allowsOutput)
    }

    /// Hazard: HAZ-T11.
    @Test func `a zone that does not take part is not judged`() {
        var evidence = goodEvidence(zones: ZoneSet(first: 3))
        evidence.readings[zones[3]].deep.dose = .max
        #expect(Interlocks.judge(evidence) == Verdict())
    }

    /// Hazard: HAZ-T11.
    @Test func `the steps before the limit lie before it, in their order`() {
        #expect(Limits.deepDoseGiveWay < Limits.deepDoseCeiling)
        #expect(Limits.deepDoseCeiling < Limits.deepDoseTrip)
    }
}
