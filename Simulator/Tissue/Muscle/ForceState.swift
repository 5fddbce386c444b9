import Units

/// The state of `ForceModel` at one moment of a grid of 5 ms, and the step to the next.
///
/// Calcium is exact, because its equation is linear. Force takes the trapezoidal rule, stable for any step and here within
/// 0.1 % of the maximum. What fatigue has made of A, τ1 and Km is worked out anew at each pulse and stands until the next one: it changes by
/// less than a thousandth in that time, and the steps need not wait for each other's force.
struct ForceState: Sendable {
    /// The force in N.
    private(set) var newtons = 0.0
    /// W in N·s.
    private(set) var strain = 0.0
    /// C_N.
    private var calcium = 0.0
    /// The sum over the pulses, R_i·e^(−(t − t_i)/τc).
    private var release = 0.0

    // What the pulses of the open step add by its end, and e^(−(t − t_i)/τc) of the last pulse there.
    private var addedCalcium = 0.0
    private var addedRelease = 0.0
    private var recency = 0.0

    // As of the last pulse: A times the recruited share and the step, τ1, and Km.
    private var gain = 0.0
    private var relaxation = 0.0
    private var halfCalcium = 0.0

    /// Whether it is so slack that it may count as at rest: no force above 10⁻⁴ of the maximum, nor calcium to make one.
    var isSlack: Bool { calcium < 1e-4 && release < 1e-4 && newtons < 1e-4 * ForceModel.fullNewtons }

    /// Lets a pulse that recruits `share` of the muscle come `ahead` seconds, 0 to 0.005, before the open step's end.
    mutating func pulse(share: Double, ahead: Double) {
        let age = ahead / ForceModel.calciumSeconds
        let decay = 1 / ForceState.growth(age)
        halfCalcium = ForceModel.halfCalcium + ForceModel.halfCalciumStrain * strain
        relaxation = ForceModel.relaxationSeconds + ForceModel.relaxationStrain * strain
        gain = max(ForceModel.gain + ForceModel.gainStrain * strain, 0) * share * ForceState.step
        let size = 1 + (halfCalcium + ForceModel.firstPulseShare - 1) * (recency / decay)
        addedRelease += size * decay
        addedCalcium += size * decay * age
        recency = decay
    }

    /// Closes the open step.
    ///
    /// With D = Km + C, the force's time constant is P/D with P = τ1·D + τ2·C, and all stands over one division.
    mutating func close(fatigability: Double) {
        let next = (calcium + release * ForceState.calciumRise) * ForceState.calciumDecay + addedCalcium
        release = release * ForceState.calciumDecay + addedRelease
        recency *= ForceState.calciumDecay
        (addedCalcium, addedRelease) = (0, 0)
        let middle = (calcium + next) / 2
        calcium = next

        let below = halfCalcium + middle
        let product = relaxation * below + ForceModel.bridgeSeconds * middle
        let half = ForceState.step / 2 * below
        let scale = 1 / ((product + half) * below)
        let before = newtons
        newtons = before * ((product - half) * below * scale) + gain * middle * product * scale
        strain = strain * ForceState.recovery + fatigability * ForceState.step / 2 * (before + newtons)
    }

    /// Comes to rest, with its strain.
    mutating func rest() {
        let strain = strain
        self = ForceState()
        self.strain = strain
    }

    /// Lets a rested muscle recover for `nanoseconds`.
    mutating func recover(for nanoseconds: Int64) { strain = strain(afterRest: nanoseconds) }

    /// What is left of the strain after a rest of `nanoseconds`.
    func strain(afterRest nanoseconds: Int64) -> Double {
        guard strain > 0 else { return 0 }
        return strain * exp2(-Double(nanoseconds) * 1e-9 / ForceModel.recoverySeconds * 1.442_695_040_888_963_4)
    }

    /// e to the power of `x`, 0 to ¼: the Taylor series to the 8th power, good to 10⁻¹¹, added up in pairs because that
    /// takes half the time of one chain.
    private static func growth(_ x: Double) -> Double {
        let square = x * x
        let fourth = square * square
        let low = 1 + x + square * (1.0 / 2 + x * (1.0 / 6))
        let high = 1.0 / 24 + x * (1.0 / 120) + square * (1.0 / 720 + x * (1.0 / 5040) + square * (1.0 / 40_320))
        return low + fourth * high
    }

    /// In s.
    private static let step = 0.005
    /// One step over τc.
    private static let calciumRise = 0.25
    /// e^(−¼): one step of calcium.
    private static let calciumDecay = 0.778_800_783_071_404_9
    /// e^(−0.005/127): one step of recovery.
    private static let recovery = 0.999_960_630_696_251_2
}
