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

    /// Hazard: HAZ-Z6.
    @Test(arguments: [(849, .padLifting), (850, .padDrying)] as [(Int32, Cause)])
    func `a circuit's loss that the other shares is told once, as a lift`(contacted: Int32, cause: Cause) {
        let verdict = verdict { evidence in
            evidence.readings[zones[0]].circuit.contacted = contacted
            evidence.readings[zones[0]].circuit.radioShare = 790
        }
        #expect(onlyFinding(of: verdict)?.cause == cause)
    }

    /// Hazard: HAZ-Z6.
    @Test func `a circuit beyond its window stops output also where the other has lost a little`() {
        let verdict = verdict { evidence in
            evidence.readings[zones[0]].circuit.contacted = 760
            evidence.readings[zones[0]].circuit.loadShare = 599
        }
        #expect(verdict.leading == Finding(.padDrying, .pause, zone: zones[0], value: 599, limit: 600))
    }

    /// Hazard: HAZ-Z6.
    @Test func `at three quarters of the contact one circuit's own loss counts, and slowness does not`() {
        let slow = verdict { evidence in
            evidence.readings[zones[0]].circuit.contacted = 750
            evidence.readings[zones[0]].circuit.lossIsSlow = true
        }
        #expect(slow.worst(of: .padDrying) == nil)
        let alone = verdict { evidence in
            evidence.readings[zones[0]].circuit.contacted = 750
            evidence.readings[zones[0]].circuit.loadShare = 599
        }
        #expect(alone.leading == Finding(.padDrying, .pause, zone: zones[0], value: 599, limit: 600))
    }
}
