import Safety
import Testing
import Units

struct DryingPadTests {
    /// Hazard: HAZ-Z6.
    @Test(arguments: [(800, nil), (799, .warn), (600, .warn), (599, .pause)] as [(Int32, Reaction?)], [true, false])
    func `one circuit alone is told below 800 and stops output below 600`(
        step: (share: Int32, reaction: Reaction?), isRadio: Bool
    ) {
        let verdict = verdict { evidence in
            if isRadio {
                evidence.readings[zones[0]].circuit.radioShare = step.share
            } else {
                evidence.readings[zones[0]].circuit.loadShare = step.share
            }
        }
        let limit: Int64 = step.reaction == .pause ? 600 : 800
        let expected = step.reaction.map {
            Finding(.padDrying, $0, zone: zones[0], value: Int64(step.share), limit: limit)
        }
        #expect(onlyFinding(of: verdict) == expected)
    }

    /// Hazard: HAZ-Z6.
    @Test(arguments: [true, false])
    func `what both circuits lost in minutes is drying, and a lift when it went faster`(isSlow: Bool) {
        let verdict = verdict { evidence in
            evidence.readings[zones[2]].circuit.contacted = 749
            evidence.readings[zones[2]].circuit.lossIsSlow = isSlow
        }
        #expect(verdict.leading?.cause == (isSlow ? .padDrying : .padLifting))
        #expect(verdict.reaction == .pause)
        #expect(!verdict.allowsOutput)
    }
}
