public import Units

/// One muscle that contracts as pulses reach it, and tires.
///
/// It lives on a grid of 5 ms that is fixed in time: pulses enter a step at their exact moment, force is known at the
/// steps' ends. How often and when somebody looks therefore changes nothing, not even the last bit. Within a step
/// calcium is exact (its equation is linear); force takes the trapezoidal rule, which is stable for any step and within
/// 1 % at 5 ms. A muscle at rest skips its steps, and its recovery is then one exact exponential.
public struct Muscle: Sendable {
    /// What it recruits.
    public let recruitment: Recruitment
    private let strength: Double
    private let fatigability: Double

    // At the open step's start.
    private var stepStart: Int64 = 0
    private var resting = true
    private var calcium = 0.0
    private var release = 0.0
    private var newtons = 0.0
    private var strain = 0.0
    /// The share that the last pulse recruited.
    private var recruited = 0.0

    // At the open step's end: what its pulses add, and e^(−age/τc) of the last pulse.
    private var addedCalcium = 0.0
    private var addedRelease = 0.0
    private var recency = 0.0

    /// The rested muscle of somebody with `traits`.
    public init(_ traits: MuscleTraits) {
        recruitment = Recruitment(traits)
        strength = traits.strength
        fatigability = traits.fatigability
    }

    /// How far it is contracted at the last step's end, as a share of its own rested maximum: 0 to about 1.
    public var contraction: Double { newtons / ForceModel.fullNewtons }

    /// Its force at the last step's end, as a share of the average muscle's greatest: 0 to about 2.
    public var force: Double { contraction * strength }

    /// Lets one balanced pulse of `milliamps` in phases of `width` reach it at `moment`.
    ///
    /// Moments do not run backwards; a pulse earlier than the open step counts as at its start. A pulse below the
    /// threshold does nothing.
    public mutating func pulse(at moment: Instant, milliamps: Double, width: PulseWidth) {
        advance(to: moment)
        let share = recruitment.share(milliamps: milliamps, width: width)
        guard share > 0 else { return }
        wake()
        recruited = share
        let ahead = Double(stepStart + Muscle.step - max(moment.nanoseconds, stepStart)) * Muscle.calciumPerNanosecond
        let decay = exp2(-ahead * Muscle.binaryDigits)
        let halfCalcium = ForceModel.halfCalcium + ForceModel.halfCalciumStrain * strain
        let pulse = 1 + (halfCalcium + ForceModel.firstPulseShare - 1) * (recency / decay)
        addedRelease += pulse * decay
        addedCalcium += pulse * decay * ahead
        recency = decay
    }

    /// Brings it to the last step's end that is not after `moment`.
    public mutating func advance(to moment: Instant) {
        while !resting, moment.nanoseconds - stepStart >= Muscle.step { closeStep() }
        guard resting, moment.nanoseconds - stepStart >= Muscle.step else { return }
        let steps = (moment.nanoseconds - stepStart) / Muscle.step
        if strain > 0 { strain *= Muscle.recovery(nanoseconds: Double(steps * Muscle.step)) }
        stepStart += steps * Muscle.step
    }

    /// Its force at `moment`, up to 5 ms old.
    public mutating func force(at moment: Instant) -> Double {
        advance(to: moment)
        return force
    }

    /// How much of its rested force it has lost for the next contraction, 0 to 1, as of the last step's end.
    public var fatigue: Double { min(-ForceModel.gainStrain * strain / ForceModel.gain, 1) }

    private mutating func wake() {
        guard resting else { return }
        resting = false
        recency = 0
    }

    private mutating func closeStep() {
        let next = (calcium + release * Muscle.stepCalcium) * Muscle.stepDecay + addedCalcium
        release = release * Muscle.stepDecay + addedRelease
        let middle = (calcium + next) / 2
        calcium = next
        recency *= Muscle.stepDecay
        addedCalcium = 0
        addedRelease = 0
        contract(calcium: middle)
        stepStart += Muscle.step
        if calcium < 1e-4, release < 1e-4, newtons < 1e-4 * ForceModel.fullNewtons { rest() }
    }

    /// One trapezoidal step of force and strain.
    ///
    /// With D = Km + C, the time constant is P/D with P = τ1·D + τ2·C, so that everything stands over one division.
    private mutating func contract(calcium: Double) {
        let gain = max(ForceModel.gain + ForceModel.gainStrain * strain, 0) * recruited
        let relaxation = ForceModel.relaxationSeconds + ForceModel.relaxationStrain * strain
        let below = ForceModel.halfCalcium + ForceModel.halfCalciumStrain * strain + calcium
        let product = relaxation * below + ForceModel.bridgeSeconds * calcium
        let half = Muscle.stepSeconds / 2 * below
        let before = newtons
        newtons =
            (before * (product - half) + Muscle.stepSeconds * gain * calcium * product / below) / (product + half)
        strain = strain * Muscle.stepRecovery + fatigability * Muscle.stepSeconds / 2 * (before + newtons)
    }

    private mutating func rest() {
        resting = true
        (calcium, release, newtons, recruited, recency) = (0, 0, 0, 0, 0)
    }

    /// What is left of the strain after a rest.
    private static func recovery(nanoseconds: Double) -> Double {
        exp2(-nanoseconds / (1e9 * ForceModel.recoverySeconds) * binaryDigits)
    }

    private static let step: Int64 = 5_000_000
    private static let stepSeconds = 0.005
    private static let stepCalcium = 0.25
    private static let calciumPerNanosecond = 1e-9 / ForceModel.calciumSeconds
    /// log2 of e.
    private static let binaryDigits = 1.442_695_040_888_963_4
    /// e^(−¼): one step of calcium.
    private static let stepDecay = 0.778_800_783_071_404_9
    /// e^(−0.005/127): one step of recovery.
    private static let stepRecovery = 0.999_960_630_696_251_2
}
