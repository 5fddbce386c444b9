import Testing
import Treatment
import Units

struct PulseSpacingTests {
    /// Hazard: HAZ-O9.
    @Test func `neighbouring zones of different rates are refused where their pulses meet`() throws {
        let plan = try Samples.plan([
            Samples.stimulated(.leftCheek) { $0.rate = .hertz(50) },
            Samples.stimulated(.rightCheek) { $0.rate = .hertz(51) },
        ])
        // The second zone's pulse k starts 2 ms after k/51 s, the first's at k/50 s: at k = 4 they are 430 µs apart.
        #expect(throws: TreatmentError.pulsesOverlap(.leftCheek, .rightCheek, at: .microseconds(120_080_431))) {
            try Samples.program(plan)
        }
    }

    /// Hazard: HAZ-O9.
    @Test func `four zones of one rate and rhythm are accepted at the greatest rate and width`() throws {
        let zones = Zone.allInOrder.map { zone in
            Samples.stimulated(zone) {
                $0.rate = .hertz(120)
                $0.width = .microseconds(400)
                $0.current = .milliamps(30)
            }
        }
        let program = try Samples.program(Samples.plan(zones))
        #expect(program.pulses == 4 * 180 * 240)
    }

    /// Hazard: HAZ-O9.
    @Test func `one rate with rhythms that slide into each other is refused`() throws {
        let plan = try Samples.plan([
            Samples.stimulated(.leftCheek) { $0.rate = .hertz(40) },
            Samples.stimulated(.rightCheek) {
                $0.rate = .millihertz(40_000)
                $0.from = .milliseconds(120_050)
                $0.until = .milliseconds(1_198_050)
            },
        ])
        // 50 ms are two whole periods of 40 Hz: still two slots apart.
        #expect(throws: Never.self) { try Samples.program(plan) }
        let sliding = try Samples.plan([
            Samples.stimulated(.leftCheek) { $0.rate = .millihertz(40_816) },
            Samples.stimulated(.rightCheek) {
                $0.rate = .millihertz(40_816)
                $0.from = .milliseconds(120_050)
                $0.until = .milliseconds(1_198_050)
            },
        ])
        // A period of 24.5 ms: shifted by 50 ms the second zone's slot of 2 ms becomes 3 ms, so it still fits …
        #expect(throws: Never.self) { try Samples.program(sliding) }
        let meeting = try Samples.plan([
            Samples.stimulated(.leftCheek) { $0.rate = .millihertz(38_462) },
            Samples.stimulated(.rightCheek) {
                $0.rate = .millihertz(38_462)
                $0.from = .milliseconds(120_050)
                $0.until = .milliseconds(1_198_050)
            },
        ])
        // … and with one of 26 ms it becomes 0.
        #expect(throws: TreatmentError.self) { try Samples.program(meeting) }
    }

    /// Hazard: HAZ-O9.
    @Test func `the guard time between two pulses is kept to the microsecond`() throws {
        // A period of 12.8 ms: shifted by 50 ms, the second zone's pulses start 800 µs after the first's. A pulse of
        // 2 × 250 + 100 µs leaves exactly the guard time of 200 µs.
        func plan(width: Int32, millihertz: Int32 = 78_125) throws -> Plan {
            try Samples.plan([
                Samples.stimulated(.leftCheek) {
                    $0.rate = .millihertz(millihertz)
                    $0.width = .microseconds(width)
                },
                Samples.stimulated(.rightCheek) {
                    $0.rate = .millihertz(millihertz)
                    $0.from = .milliseconds(120_050)
                    $0.until = .milliseconds(1_198_050)
                },
            ])
        }
        #expect(throws: Never.self) { try Samples.program(plan(width: 250)) }
        #expect(throws: TreatmentError.pulsesOverlap(.leftCheek, .rightCheek, at: .microseconds(120_052_000))) {
            try Samples.program(plan(width: 251))
        }
        // At a thousandth of a hertz less, rounding to microseconds brings the fourth pair 1 µs closer.
        #expect(throws: TreatmentError.pulsesOverlap(.leftCheek, .rightCheek, at: .microseconds(120_090_400))) {
            try Samples.program(plan(width: 250, millihertz: 78_124))
        }
    }

    /// Hazard: HAZ-O9.
    @Test func `a last pulse that its slot moves beyond the end is refused`() throws {
        // At 51 Hz pulse 79 starts 1.549 s into a contraction of 1.55 s; the fourth slot adds 6 ms.
        let zones = Zone.allInOrder.map { zone in
            Samples.stimulated(zone) {
                $0.rate = .hertz(51)
                $0.on = .milliseconds(1550)
                $0.off = .milliseconds(500)
                $0.from = .seconds(1)
                $0.until = .milliseconds(10_750)
            }
        }
        let exact = try Samples.plan(zones, duration: .milliseconds(10_750))
        #expect(throws: TreatmentError.pulseOutlastsTreatment(.leftCheek, at: .microseconds(10_751_019))) {
            try Samples.program(exact)
        }
        let longer = try Samples.plan(zones, duration: .milliseconds(10_800))
        #expect(throws: Never.self) { try Samples.program(longer) }
    }

    /// Hazard: HAZ-O9.
    @Test func `a last pulse that starts in time but ends too late is refused`() throws {
        // At 50.971 Hz pulse 79 starts 100 µs before the end of a contraction of 1.55 s, and takes 500 µs.
        let zone = Samples.stimulated {
            $0.rate = .millihertz(50_971)
            $0.on = .milliseconds(1550)
            $0.off = .milliseconds(500)
            $0.from = .seconds(1)
            $0.until = .milliseconds(10_750)
        }
        let plan = try Samples.plan([zone], duration: .milliseconds(10_750))
        #expect(throws: TreatmentError.pulseOutlastsTreatment(.forehead, at: .microseconds(10_749_900))) {
            try Samples.program(plan)
        }
    }

    /// Hazard: HAZ-O9.
    @Test func `what the proof accepts has no two pulses too close, counted independently`() throws {
        for seed in UInt64(0)..<40 {
            var stream = RandomStream(seed: seed, purpose: 4)
            let plan = try Samples.random(&stream)
            guard let program = try? Samples.program(plan) else { continue }
            var pulses: [(start: Int64, end: Int64)] = []
            for place in program.zones {
                for ordinal in 0..<program.segmentCount {
                    guard let slice = program.segment(ordinal, of: place).stimulation else { continue }
                    let train = try #require(PulseTrain(rate: slice.rate))
                    let first = train.firstPulse(notBefore: slice.offset)
                    for pulse in first..<first + train.pulseCount(from: slice.offset, length: TimeGrid.segment) {
                        let within = train.start(ofPulse: pulse).microseconds - slice.offset.microseconds
                        let start = Int64(ordinal) * 50_000 + within + Int64(place.place) * 2000
                        pulses.append((start, start + 2 * Int64(slice.width.microseconds) + 100))
                    }
                }
            }
            pulses.sort { $0.start < $1.start }
            for (before, after) in zip(pulses, pulses.dropFirst()) { #expect(after.start - before.end >= 200) }
        }
    }
}
