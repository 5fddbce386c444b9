import Safety
import Testing
import Units

struct DensityWatchTests {
    /// Pulses of `milliamps` at 50 Hz and 200 µs for `seconds` on 10 cm² electrodes and 20 cm² of RF.
    private func watch(_ milliamps: Int32, seconds: Int64) -> (DensityWatch, PadTraits) {
        var pad = PadTraits()
        pad.radioFrequencyArea = .squareMillimetres(2_000)
        pad.stimulationArea = .squareMillimetres(1_000)
        pad.width = .microseconds(200)
        var watch = DensityWatch()
        for step in 0..<seconds * 200 {
            watch.add(
                pulses: UInt32(step / 4), current: .milliamps(milliamps), width: pad.width,
                at: .microseconds(step * 5_000))
        }
        return (watch, pad)
    }

    private func evidence(_ milliamps: Int32, contacted: Int32 = 1000, power: Power = .zero) -> CircuitEvidence {
        let (watch, pad) = watch(milliamps, seconds: 3)
        var evidence = CircuitEvidence()
        evidence.contacted = contacted
        watch.report(of: pad, power: power, into: &evidence)
        return evidence
    }

    /// Hazard: HAZ-Z9.
    @Test func `the r.m.s. counts both phases, on 0.7 of the electrode`() {
        // 30 mA · √(2 · 200 µs · 50 Hz) = 4.243 mA, on 7 cm².
        #expect((604...607).contains(evidence(30).currentDensity))
    }

    /// Hazard: HAZ-Z9.
    @Test func `a lost contact makes current and power denser, once it is more than what is not even told`() {
        #expect(evidence(30, contacted: 850).currentDensity == evidence(30).currentDensity)
        #expect((1_209...1_213).contains(evidence(30, contacted: 500).currentDensity))
        // On a whole pad too much power is too much power, and no pad's matter.
        #expect(evidence(0, contacted: 850, power: .milliwatts(2_000)).powerDensity == 0)
        #expect(evidence(0, contacted: 800, power: .milliwatts(2_000)).powerDensity == 125)
    }

    /// Hazard: HAZ-Z9.
    @Test(arguments: [(950, 0), (949, 158), (650, 230)] as [(Int32, Int64)])
    func `the RF circuit's own loss makes power denser, though the other circuit lies as before`(
        share: Int32, density: Int64
    ) {
        let (watch, pad) = watch(0, seconds: 1)
        var evidence = CircuitEvidence()
        evidence.radioShare = share
        watch.report(of: pad, power: .milliwatts(3_000), into: &evidence)
        #expect(evidence.radioDensity == density)
        #expect(evidence.powerDensity == 0)
    }

    @Test func `the published pair of 0.96 for one phase is 1.36 for both`() {
        var watch = DensityWatch()
        // 35 mA, 70 Hz, 100 µs: on 3.04 cm² 0.96 mA/cm² by one phase.
        for pulse in 0..<UInt32(700) {
            watch.add(
                pulses: pulse, current: .milliamps(35), width: .microseconds(100),
                at: .microseconds(Int64(pulse) * 100_000 / 7))
        }
        #expect((1.34...1.38).contains(watch.rootMeanSquareMicroamps / 3_040))
    }

    @Test func `a second without pulses is nothing, and a count that was set back is none`() {
        var (watch, pad) = watch(30, seconds: 3)
        watch.add(pulses: 149, current: .milliamps(30), width: pad.width, at: .microseconds(4_200_000))
        #expect(watch.rootMeanSquareMicroamps == 0)
        watch.add(pulses: 0, current: .milliamps(30), width: pad.width, at: .microseconds(4_205_000))
        watch.add(pulses: 0, current: .milliamps(30), width: pad.width, at: .microseconds(5_000_000))
        #expect(watch.rootMeanSquareMicroamps == 0)
    }
}
