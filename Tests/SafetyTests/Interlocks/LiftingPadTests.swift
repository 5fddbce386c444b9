import Safety
import Testing
import Units

struct LiftingPadTests {
    /// Hazard: HAZ-Z2.
    @Test(arguments: [(850, nil), (849, .warn), (750, .warn), (749, .pause), (0, .pause)] as [(Int32, Reaction?)])
    func `a lost share is told below 850 and stops output below 750`(share: Int32, reaction: Reaction?) {
        let verdict = verdict { $0.readings[zones[1]].circuit.contacted = share }
        let limit: Int64 = reaction == .pause ? 750 : 850
        let expected = reaction.map { Finding(.padLifting, $0, zone: zones[1], value: Int64(share), limit: limit) }
        #expect(onlyFinding(of: verdict) == expected)
        #expect(verdict.allowsOutput == (share >= 750))
    }

    /// Hazard: HAZ-Z2.
    @Test(arguments: [1_200, 1_201] as [Int32], [true, false])
    func `a rise of more than a fifth within a second stops output, in either circuit`(rise: Int32, isRadio: Bool) {
        let verdict = verdict { evidence in
            if isRadio {
                evidence.readings[zones[3]].circuit.radioRise = rise
            } else {
                evidence.readings[zones[3]].circuit.loadRise = rise
            }
        }
        let expected =
            rise > 1_200 ? Finding(.padLifting, .pause, zone: zones[3], value: Int64(rise), limit: 1_200) : nil
        #expect(onlyFinding(of: verdict) == expected)
    }

    /// Hazard: HAZ-Z2.
    @Test func `a contraction's tenth on a pad that lost a tenth is told by nobody`() {
        let verdict = verdict { evidence in
            evidence.readings[zones[0]].circuit.radioRise = 1_100
            evidence.readings[zones[0]].circuit.contacted = 900
            evidence.readings[zones[0]].circuit.radioShare = 900
            evidence.readings[zones[0]].circuit.radioNow = 818
        }
        #expect(verdict == Verdict())
    }
}
