import Safety
import Testing
import Units

struct ImpedanceAsymmetryTests {
    private func verdict(_ left: (Int64, Int64), _ right: (Int64, Int64), contacted: Int32 = 1000) -> Verdict {
        SafetyTests.verdict { evidence in
            evidence.cheeks = CheekPair(left: zones[1], right: zones[2])
            evidence.readings[zones[1]].circuit.specificRadio = left.0
            evidence.readings[zones[1]].circuit.specificLoad = left.1
            evidence.readings[zones[2]].circuit.specificRadio = right.0
            evidence.readings[zones[2]].circuit.specificLoad = right.1
            evidence.readings[zones[1]].circuit.contacted = contacted
        }
    }

    /// Hazard: HAZ-Z7.
    @Test(arguments: [(1_349, nil), (1_350, .warn), (1_599, .warn), (1_600, .pause)] as [(Int64, Reaction?)])
    func `a ratio that both circuits show is told at 1.35 and stops output at 1.6`(ratio: Int64, reaction: Reaction?) {
        let limit: Int64 = reaction == .pause ? 1_600 : 1_350
        for isLeft in [true, false] {
            let (worse, normal): ((Int64, Int64), (Int64, Int64)) = ((ratio, 3 * ratio + 3_000), (1_000, 4_000))
            let verdict = isLeft ? verdict(worse, normal) : verdict(normal, worse)
            let expected = reaction.map {
                Finding(.impedanceAsymmetry, $0, zone: zones[isLeft ? 1 : 2], value: ratio, limit: limit)
            }
            #expect(onlyFinding(of: verdict) == expected)
        }
    }

    /// Hazard: HAZ-Z7.
    @Test func `a face that is thicker on one side shows in one circuit alone, and is no finding`() {
        #expect(verdict((2_000, 5_000), (1_000, 5_000)) == Verdict())
        #expect(verdict((1_000, 9_000), (1_000, 5_000)) == Verdict())
        #expect(verdict((2_000, 5_000), (1_000, 9_000)) == Verdict())
    }

    /// Hazard: HAZ-Z7.
    @Test func `a difference that a loss of contact explains is left to that`() {
        let verdict = verdict((2_000, 10_000), (1_000, 5_000), contacted: 849)
        #expect(findings(of: verdict).map(\.cause) == [.padLifting])
    }

    /// Hazard: HAZ-Z7.
    @Test func `a contact at the limit of being told explains nothing`() {
        let verdict = verdict((2_000, 10_000), (1_000, 5_000), contacted: 850)
        #expect(onlyFinding(of: verdict)?.cause == .impedanceAsymmetry)
    }

    /// Hazard: HAZ-Z7.
    @Test func `a circuit without any impedance is compared with nothing`() {
        #expect(verdict((0, 5_000), (1_000, 5_000)).worst(of: .impedanceAsymmetry) == nil)
        #expect(verdict((1_000, 5_000), (0, 5_000)).worst(of: .impedanceAsymmetry) == nil)
        #expect(verdict((1_000, 0), (1_000, 5_000)).worst(of: .impedanceAsymmetry) == nil)
    }
}
