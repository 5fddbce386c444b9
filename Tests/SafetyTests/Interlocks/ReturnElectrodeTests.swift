import Safety
import Testing
import Units

struct ReturnElectrodeTests {
    private func verdict(
        _ first: Int32, _ second: Int32, arming: (Int32, Int32)? = nil, age: Duration = .milliseconds(100)
    ) -> Verdict {
        SafetyTests.verdict { evidence in
            evidence.returnElectrode = ReturnEvidence(
                first: .milliohms(first), second: .milliohms(second),
                atArming: arming.map { ReturnEvidence.Halves(first: .milliohms($0.0), second: .milliohms($0.1)) },
                age: age)
        }
    }

    /// Hazard: HAZ-Z8.
    @Test func `a half in its window is right up to its ends, and beyond them it stops output`() {
        #expect(verdict(5_000, 5_000) == Verdict())
        #expect(verdict(135_000, 135_000) == Verdict())
        #expect(
            onlyFinding(of: verdict(135_001, 135_000))
                == Finding(.returnElectrode, .pause, value: 135_001, limit: 135_000))
        #expect(
            onlyFinding(of: verdict(5_000, 4_999)) == Finding(.returnElectrode, .trip, value: 4_999, limit: 5_000))
    }

    /// Hazard: HAZ-Z8.
    @Test func `a half may rise by 40 % since the arming, and not more`() {
        #expect(verdict(42_000, 42_000, arming: (30_000, 30_000)) == Verdict())
        #expect(
            onlyFinding(of: verdict(42_001, 42_000, arming: (30_000, 30_000)))
                == Finding(.returnElectrode, .pause, value: 42_001, limit: 42_000))
        #expect(
            onlyFinding(of: verdict(42_000, 42_001, arming: (30_000, 30_000)))
                == Finding(.returnElectrode, .pause, value: 42_001, limit: 42_000))
    }

    /// Hazard: HAZ-Z8.
    @Test func `a half may be half as much again as the other, and not more`() {
        #expect(verdict(45_000, 30_000) == Verdict())
        #expect(
            onlyFinding(of: verdict(45_001, 30_000))
                == Finding(.returnElectrode, .pause, value: 45_001, limit: 45_000))
        #expect(verdict(30_000, 45_001).reaction == .pause)
    }

    /// Hazard: HAZ-Z8.
    @Test func `halves that nobody measures any more stop output after a second`() {
        #expect(verdict(30_000, 30_000, age: .seconds(1)) == Verdict())
        #expect(
            onlyFinding(of: verdict(30_000, 30_000, age: .milliseconds(1_001)))
                == Finding(.returnElectrode, .pause, value: 1_001, limit: 1_000))
    }

    /// Hazard: HAZ-Z8.
    @Test(arguments: [1_120, 1_121] as [Int32])
    func `a step in all zones at once is the return electrode's, one in a single zone is not`(rise: Int32) {
        func stepped(_ set: ZoneSet, of all: ZoneSet) -> Verdict {
            var evidence = goodEvidence(zones: all)
            evidence.returnElectrode = ReturnEvidence(first: .ohms(30), second: .ohms(30))
            for zone in set { evidence.readings[zone].circuit.radioRise = rise }
            return Interlocks.judge(evidence)
        }
        let expected =
            rise > 1_120 ? Finding(.returnElectrode, .pause, value: Int64(rise), limit: 1_120) : nil
        #expect(onlyFinding(of: stepped(.all, of: .all)) == expected)
        #expect(stepped(ZoneSet(bits: 0b0111), of: .all) == Verdict())
        #expect(stepped(ZoneSet(bits: 0b0001), of: ZoneSet(bits: 0b0001)) == Verdict())
    }
}
