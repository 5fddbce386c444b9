import Safety
import Units

/// Holds the estimate of the deep layer against one zone of one person.
struct DeepFit {
    let seconds: [HeldSkin.Second]

    /// What the estimate with `traits` comes to.
    struct Outcome {
        /// The most that the truth gathered more than the estimate in any stretch of time, in minutes at 43 °C.
        var missed = 0.0
        /// Both doses at the end, in minutes.
        var (estimated, received) = (0.0, 0.0)
    }

    /// Holds it against the truth in every stretch of time.
    ///
    /// The doses at the end alone say too little: a warm-up that is overestimated hides a hold that is not.
    func outcome(with traits: DeepTraits) -> Outcome {
        var outcome = Outcome()
        var estimate = DeepEstimate()
        var dose = ThermalDose()
        var last = Temperature.zero
        var least = 0.0
        for (index, second) in seconds.enumerated() {
            // Two samples in each second, both of its mean.
            for half in 0..<2 {
                let time = DeviceInstant.microseconds(Int64(index * 2 + half) * 500_000)
                let span = estimate.add(
                    skin: .milliCelsius(second.skin), density: second.density, at: time, traits)
                guard let span, let now = estimate.temperature else { continue }
                dose.add(max(now, last), for: span)
                last = now
            }
            guard index > 1 else { continue }
            // A period ends one second after what it is made of.
            (outcome.estimated, outcome.received) = (Double(dose.nanominutes) * 1e-9, seconds[index - 1].dose)
            let gap = outcome.received - outcome.estimated
            least = min(least, gap)
            outcome.missed = max(outcome.missed, gap - least)
        }
        return outcome
    }

    /// The least excess in °C for each mW/cm² with which no more than `allowance` minutes are missed.
    func leastExcess(lag: Double, allowance: Double) -> Double {
        var (low, high) = (0.0, 0.12)
        for _ in 0..<10 {
            let middle = (low + high) / 2
            let missed = outcome(with: DeepTraits(excess: middle, lag: lag)).missed
            if missed <= allowance { high = middle } else { low = middle }
        }
        return high
    }
}
