import Safety
import Testing
import Units

struct PowerMismatchTests {
    /// Hazard: HAZ-O1.
    @Test(arguments: [(2300, nil), (2301, .trip)] as [(Int32, Reaction?)])
    func `15 % above a command of 2 W is allowed, and a milliwatt more trips`(measured: Int32, expected: Reaction?) {
        let found = verdict(ofOutput: { power(measured, for: 2000, &$0) })
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(
            onlyFinding(of: found)
                == Finding(.powerMismatch, .trip, zone: zones[1], value: Int64(measured), limit: 2300))
    }

    /// Hazard: HAZ-O1.
    @Test(arguments: [(1200, nil), (1201, .trip)] as [(Int32, Reaction?)])
    func `of a small command 200 mW are allowed`(measured: Int32, expected: Reaction?) {
        #expect(verdict(ofOutput: { power(measured, for: 1000, &$0) }).reaction == expected)
    }

    /// Hazard: HAZ-O1.
    @Test func `while the command changes, the greatest one counts`() {
        let atEdge = verdict {
            power(2300, for: 0, &$0.output)
            $0.output.power[zones[1]].greatest = .milliwatts(2000)
        }
        #expect(atEdge.reaction == nil)
        let beyond = verdict {
            power(2301, for: 0, &$0.output)
            $0.output.power[zones[1]].greatest = .milliwatts(2000)
        }
        #expect(beyond.reaction == .trip)
    }

    /// Hazard: HAZ-O1.
    @Test(arguments: [(249, nil), (250, .trip)] as [(Int32, Reaction?)])
    func `too little power trips after 250 ms`(milliseconds: Int32, expected: Reaction?) {
        let found = verdict {
            power(1000, for: 2000, &$0.output)
            $0.output.power[zones[1]].shortfallMilliseconds = milliseconds
        }
        #expect(found.reaction == expected)
        #expect(found.leading?.cause == (expected == nil ? nil : .powerMismatch))
    }

    /// Hazard: HAZ-O2.
    @Test(arguments: [(1, nil), (2, .trip)] as [(Int32, Reaction?)])
    func `a supply that contradicts the detector trips on the second slow frame`(frames: Int32, expected: Reaction?) {
        let found = verdict {
            $0.output.supply[zones[1]].power = .milliwatts(2000)
            $0.output.supply[zones[1]].measured = .milliwatts(1000)
            $0.output.supply[zones[1]].contradictions = frames
        }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(
            onlyFinding(of: found) == Finding(.supplyMismatch, .trip, zone: zones[1], value: 2000, limit: 1000))
    }

    /// Hazard: HAZ-O10.
    @Test(arguments: [(2800, nil), (2801, .trip)] as [(Int32, Reaction?)])
    func `a peak of 1.4 × the plan's power is allowed, and a milliwatt more trips`(peak: Int32, expected: Reaction?) {
        let found = verdict {
            $0.output.peak[zones[1]].ceiling = .milliwatts(2000)
            $0.output.peak[zones[1]].power = .milliwatts(peak)
        }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.powerPeak, .trip, zone: zones[1], value: 2801, limit: 2800))
    }

    /// Hazard: HAZ-O1.
    @Test func `power of a zone that takes no part is not held against a command`() {
        var evidence = goodEvidence(zones: ZoneSet(bits: 0b0001))
        power(5000, for: 1000, &evidence.output)
        #expect(Interlocks.judge(evidence) == Verdict())
    }

    /// Hazard: HAZ-O1.
    @Test func `power that nobody commanded is not off its command`() {
        #expect(verdict(ofOutput: { power(201, for: 0, &$0) }) == Verdict())
    }

    /// Hazard: HAZ-O10.
    @Test func `where no power is allowed there is no peak of it`() {
        #expect(verdict { $0.output.peak[zones[1]].power = .milliwatts(1) } == Verdict())
    }
}
