import Safety
import Testing
import Units

/// A watch over one zone with pulses at 50 Hz: the counter moves in one sample of four.
private struct PulseBench {
    var watch = OutputWatch()
    var time = DeviceInstant.microseconds(1_000_000)
    var evidence = OutputEvidence()
    var commanded = CommandedOutput()
    var measured = MeasuredOutput()

    init(amplitude: Int32 = 20_000) {
        watch.beginTreatment(
            OutputBudget(
                energy: .zero, charge: .microcoulombs(1000), power: .zero, stimulationArea: .squareMillimetres(100)))
        commanded.leastCurrent = .microamps(amplitude)
        commanded.greatestCurrent = .microamps(amplitude)
        commanded.width = .microseconds(200)
        commanded.hasTrain = true
        measured.load = .ohms(500)
        measured.circuitIsSound = true
        sample()
    }

    mutating func sample() {
        time = time + .milliseconds(5)
        watch.add(measured, beside: commanded, at: time, in: zones[2], into: &evidence)
    }

    /// One pulse that is begun in the sample before its measurement is there.
    mutating func pulse(_ microamps: Int32, residue: Int64 = 0) {
        measured.pulses += 1
        measured.pulseAge = .zero
        sample()
        measured.pulseCurrent = .microamps(microamps)
        measured.residue = .nanocoulombs(residue)
        for _ in 0..<3 { sample() }
    }
}

@Suite("One zone's pulses over time")
struct PulseWatchTests {
    /// Hazard: HAZ-O3.
    @Test(arguments: [17_999, 22_001] as [Int32])
    func `pulses that lie off are counted one by one`(current: Int32) {
        var bench = PulseBench()
        for _ in 0..<3 { bench.pulse(20_000) }
        for count in 1...4 {
            bench.pulse(current)
            #expect(bench.evidence.pulse[zones[2]].deviating == Int32(count))
        }
        bench.pulse(20_000)
        #expect(bench.evidence.pulse[zones[2]].deviating == 0)
    }

    /// Hazard: HAZ-O3.
    @Test(arguments: [18_000, 22_000] as [Int32])
    func `a tenth is not off`(current: Int32) {
        var bench = PulseBench()
        for _ in 0..<5 { bench.pulse(current) }
        #expect(bench.evidence.pulse[zones[2]].deviating == 0)
    }

    /// Hazard: HAZ-O3.
    @Test func `a source at the end of its voltage is not blamed for what the skin does`() {
        var bench = PulseBench(amplitude: 60_000)
        for _ in 0..<2 { bench.pulse(60_000) }
        bench.measured.load = .ohms(2000)
        for _ in 0..<5 { bench.pulse(49_000) }
        #expect(bench.evidence.pulse[zones[2]].deviating == 0)
        bench.measured.load = .ohms(1000)
        for _ in 0..<5 { bench.pulse(49_000) }
        #expect(bench.evidence.pulse[zones[2]].deviating == 5)
    }

    /// Hazard: HAZ-O6.
    @Test func `a pulse in ten without current shows among 64`() {
        var bench = PulseBench()
        for index in 1...30 { bench.pulse(index % 10 == 0 ? 0 : 20_000) }
        #expect(bench.evidence.count[zones[2]].lost == 3)
        for _ in 0..<64 { bench.pulse(20_000) }
        #expect(bench.evidence.count[zones[2]].lost == 0)
    }

    /// Hazard: HAZ-O6.
    @Test func `the counter is held against both ends of what was due`() {
        var bench = PulseBench()
        (bench.commanded.leastPulses, bench.commanded.mostPulses) = (3, 5)
        for (pulses, missing, surplus) in [(2, 1, 0), (3, 0, 0), (5, 0, 0), (6, 0, 1)] as [(Int64, Int32, Int32)] {
            bench.measured.pulses = pulses
            bench.sample()
            #expect(bench.evidence.count[zones[2]].missing == missing)
            #expect(bench.evidence.count[zones[2]].surplus == surplus)
        }
    }

    /// Hazard: HAZ-T6.
    @Test func `a pulse without a train is stray, by its counter and by its current`() {
        var bench = PulseBench()
        bench.pulse(20_000)
        bench.commanded = CommandedOutput()
        bench.sample()
        #expect(bench.evidence.stray[zones[2]].pulses == 0)
        bench.measured.pulses += 2
        bench.sample()
        #expect(bench.evidence.stray[zones[2]].pulses == 2)
        #expect(bench.evidence.stray[zones[2]].current == .milliamps(20))
        bench.measured.pulseAge = .milliseconds(60)
        bench.sample()
        #expect(bench.evidence.stray[zones[2]].pulses == 0)
        #expect(bench.evidence.stray[zones[2]].current == .zero)
    }

    /// Hazard: HAZ-O6.
    @Test func `pulses that are counted and not measured are told`() {
        var bench = PulseBench()
        bench.pulse(20_000)
        #expect(bench.evidence.count[zones[2]].unmeasured == 0)
        bench.measured.pulseAge = nil
        for count in 1...3 {
            bench.measured.pulses += 1
            bench.sample()
            #expect(bench.evidence.count[zones[2]].unmeasured == Int32(count))
        }
        bench.pulse(20_000)
        #expect(bench.evidence.count[zones[2]].unmeasured == 0)
    }

    /// 8 nC in each of 50 pulses on 1 cm² are 0.4 µA/cm².
    ///
    /// Hazard: HAZ-O4.
    @Test func `the mean residue counts every pulse of the last second`() {
        var bench = PulseBench()
        for _ in 0..<100 { bench.pulse(20_000, residue: 8) }
        #expect((350...400).contains(bench.evidence.residue[zones[2]].density))
        for _ in 0..<60 { bench.pulse(20_000, residue: 0) }
        #expect(bench.evidence.residue[zones[2]].density == 0)
    }

    /// Hazard: HAZ-O4.
    @Test func `residues of either sign cancel each other`() {
        var bench = PulseBench()
        for index in 0..<100 { bench.pulse(20_000, residue: index.isMultiple(of: 2) ? 8 : -8) }
        #expect(bench.evidence.residue[zones[2]].density <= 8)
        #expect(bench.evidence.residue[zones[2]].nanocoulombs == 8)
    }

    /// Hazard: HAZ-O8.
    @Test func `charge is what was measured, pulse by pulse, also of pulses between two samples`() {
        var bench = PulseBench()
        for _ in 0..<10 { bench.pulse(20_000) }
        #expect(bench.evidence.account[zones[2]].microcoulombs == 40)
        bench.measured.pulses += 2
        bench.pulse(20_000)
        #expect(bench.evidence.account[zones[2]].microcoulombs == 52)
        #expect(bench.evidence.account[zones[2]].microcoulombBudget == 1300)
    }

    /// Hazard: HAZ-O6.
    @Test func `a counter that begins anew with an arming is no pulse`() {
        var bench = PulseBench()
        for _ in 0..<10 { bench.pulse(20_000) }
        bench.measured.pulses = 0
        bench.commanded = CommandedOutput()
        bench.sample()
        #expect(bench.evidence.stray[zones[2]].pulses == 0)
    }

    /// Hazard: HAZ-O3.
    @Test(arguments: [(1_836, 5), (1_837, 0)] as [(Int64, Int32)])
    func `the end of the voltage is at 90 V`(ohms: Int64, deviating: Int32) {
        var bench = PulseBench(amplitude: 60_000)
        for _ in 0..<2 { bench.pulse(60_000) }
        bench.measured.load = .milliohms(Int32(ohms) * 1_000)
        for _ in 0..<5 { bench.pulse(49_000) }
        #expect(bench.evidence.pulse[zones[2]].deviating == deviating)
    }
}
