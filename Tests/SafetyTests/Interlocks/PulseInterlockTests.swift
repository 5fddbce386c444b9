import Safety
import Testing
import Units

struct PulseInterlockTests {
    /// Hazard: HAZ-O3.
    @Test(arguments: [(24_000, nil), (24_001, .trip), (3_000, nil)] as [(Int32, Reaction?)])
    func `a single pulse may be a fifth too strong`(measured: Int32, expected: Reaction?) {
        #expect(verdict(ofOutput: { pulse(measured, for: 20_000, &$0) }).reaction == expected)
    }

    /// Hazard: HAZ-O3.
    @Test(arguments: [(3_000, nil), (3_001, .trip)] as [(Int32, Reaction?)])
    func `of a weak pulse a milliampere is allowed`(measured: Int32, expected: Reaction?) {
        #expect(verdict(ofOutput: { pulse(measured, for: 2_000, &$0) }).reaction == expected)
    }

    /// Hazard: HAZ-O3.
    @Test(arguments: [(2, nil), (3, .trip)] as [(Int32, Reaction?)])
    func `three pulses in a row that lie off trip`(count: Int32, expected: Reaction?) {
        let found = verdict {
            pulse(17_900, for: 20_000, &$0.output)
            $0.output.pulse[zones[1]].deviating = count
        }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(
            onlyFinding(of: found)
                == Finding(.currentMismatch, .trip, zone: zones[1], value: 17_900, limit: 20_000))
    }

    /// Hazard: HAZ-O4.
    @Test(arguments: [(400, nil), (401, .trip)] as [(Int32, Reaction?)])
    func `a pulse may leave a tenth of its phase`(nanocoulombs: Int32, expected: Reaction?) {
        let found = verdict {
            pulse(20_000, for: 20_000, &$0.output)
            $0.output.residue[zones[1]].nanocoulombs = nanocoulombs
        }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(
            onlyFinding(of: found) == Finding(.chargeImbalance, .trip, zone: zones[1], value: 401, limit: 400))
    }

    /// Hazard: HAZ-O4.
    @Test(arguments: [(500, nil), (501, .trip)] as [(Int32, Reaction?)])
    func `a strong pulse may leave half a microcoulomb`(nanocoulombs: Int32, expected: Reaction?) {
        let found = verdict {
            pulse(55_000, for: 55_000, &$0.output)
            $0.output.residue[zones[1]].nanocoulombs = nanocoulombs
        }
        #expect(found.reaction == expected)
    }

    /// Hazard: HAZ-O4.
    @Test(arguments: [(10, nil), (11, .trip)] as [(Int32, Reaction?)])
    func `of a weak pulse the measurement's resolution is allowed`(nanocoulombs: Int32, expected: Reaction?) {
        let found = verdict {
            pulse(300, for: 300, &$0.output)
            $0.output.residue[zones[1]].nanocoulombs = nanocoulombs
        }
        #expect(found.reaction == expected)
    }

    /// Hazard: HAZ-O4.
    @Test(arguments: [(10_000, nil), (10_001, .trip)] as [(Int32, Reaction?)])
    func `10 µA per cm² may be left over a second`(density: Int32, expected: Reaction?) {
        let found = verdict { $0.output.residue[zones[1]].density = density }
        #expect(found.reaction == expected)
        #expect(found.leading?.cause == (expected == nil ? nil : .chargeImbalance))
    }

    /// Hazard: HAZ-O5.
    @Test(arguments: [(60_000, nil), (60_001, .trip)] as [(Int32, Reaction?)])
    func `12 µC of one phase are allowed, and a step more trips`(measured: Int32, expected: Reaction?) {
        let found = verdict(ofOutput: { pulse(measured, for: 60_000, &$0) })
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(
            onlyFinding(of: found) == Finding(.phaseCharge, .trip, zone: zones[1], value: 12_000, limit: 12_000))
    }

    /// Hazard: HAZ-O6.
    @Test func `one pulse too many trips, and so does one too few`() {
        let more = verdict { $0.output.count[zones[1]].surplus = 1 }
        #expect(onlyFinding(of: more) == Finding(.pulseCount, .trip, zone: zones[1], value: 1))
        let fewer = verdict { $0.output.count[zones[1]].missing = 1 }
        #expect(onlyFinding(of: fewer) == Finding(.pulseCount, .trip, zone: zones[1], value: -1))
    }

    /// Hazard: HAZ-O6.
    @Test(arguments: [(2, nil), (3, .trip)] as [(Int32, Reaction?)])
    func `three pulses in a row that nobody measured trip`(count: Int32, expected: Reaction?) {
        let found = verdict { $0.output.count[zones[1]].unmeasured = count }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.pulseCount, .trip, zone: zones[1], value: 3, limit: 3))
    }

    /// Hazard: HAZ-O6.
    @Test(arguments: [(2, nil), (3, .trip)] as [(Int32, Reaction?)])
    func `two of 64 pulses may be without current`(lost: Int32, expected: Reaction?) {
        let found = verdict { $0.output.count[zones[1]].lost = lost }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.pulseCount, .trip, zone: zones[1], value: 3, limit: 3))
    }

    /// Hazard: HAZ-O3.
    @Test func `the end of the command that the pulse lies beyond is named`() {
        func limit(of measured: Int32) -> Int64? {
            let found = verdict {
                pulse(measured, for: 20_000, &$0.output)
                $0.output.pulse[zones[1]].greatest = .microamps(22_000)
                $0.output.pulse[zones[1]].deviating = 3
            }
            return found.worst(of: .currentMismatch)?.limit
        }
        #expect(limit(of: 19_999) == 20_000)
        #expect(limit(of: 20_000) == 22_000)
    }

    /// Hazard: HAZ-O3.
    @Test func `a pulse that nobody commanded is not off its command`() {
        #expect(verdict(ofOutput: { pulse(2_000, for: 0, &$0) }) == Verdict())
    }
}
