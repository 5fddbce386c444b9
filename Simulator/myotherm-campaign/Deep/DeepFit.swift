import Safety
import Units

/// Holds the estimate of the deep layer against one zone of one person.
struct DeepFit {
    let seconds: [HeldSkin.Second]

    /// What the estimate with `traits` comes to.
    struct Outcome {
        /// Whether its dose was never below the truth's, to a hundredth of a minute.
        var isAbove = true
        /// The most by which the estimate was below the hottest place after power had ended, above 39 °C; in °C.
        var shortAfterPower = 0.0
        /// Its dose over the truth's, at the end.
        var ratio = 0.0
    }

    func outcome(with traits: DeepTraits) -> Outcome {
        var outcome = Outcome()
        var estimate = DeepEstimate()
        var dose = ThermalDose()
        var last = Temperature.zero
        for (index, second) in seconds.enumerated() {
            // Two samples in each second: what a period is made of does not matter here.
            for half in 0..<2 {
                let time = DeviceInstant.microseconds(Int64(index * 2 + half) * 500_000)
                let span = estimate.add(
                    skin: .milliCelsius(second.skin), density: second.density, at: time, traits)
                guard let span, let now = estimate.temperature else { continue }
                dose.add(max(now, last), for: span)
                last = now
            }
            guard index > 1 else { continue }
            let minutes = Double(dose.nanominutes) * 1e-9
            // A period ends one second after what it is made of.
            if minutes < seconds[index - 1].dose - 0.01 { outcome.isAbove = false }
            guard index > HeldSkin.heated + 2, seconds[index - 1].hottest > 39 else { continue }
            let short = seconds[index - 1].hottest - Double(last.milliCelsius) / 1000
            outcome.shortAfterPower = max(outcome.shortAfterPower, short)
        }
        outcome.ratio = Double(dose.nanominutes) * 1e-9 / max(seconds.last?.dose ?? 0, 0.05)
        return outcome
    }

    /// The least excess in °C for each mW/cm² with which the estimate is never below the truth.
    func leastExcess(like traits: DeepTraits) -> Double {
        var (low, high) = (0.0, 0.12)
        for _ in 0..<10 {
            let middle = (low + high) / 2
            let tried = DeepTraits(excess: middle, rise: traits.rise, fall: traits.fall)
            if outcome(with: tried).isAbove { high = middle } else { low = middle }
        }
        return high
    }
}
