public import Units

/// One muscle that contracts as pulses reach it, and tires.
///
/// It lives on a grid of 5 ms that is fixed in time: pulses enter a step at their exact moment, force is known at the
/// steps' ends. How often and when somebody looks therefore changes nothing, not even the last bit. A muscle at rest takes
/// no steps, and its recovery is then one exponential.
public struct Muscle: Sendable {
    /// What it recruits.
    public let recruitment: Recruitment
    private let strength: Double
    private let fatigability: Double
    private var state = ForceState()
    /// Where the open step starts, or the rest began.
    private var start: Int64 = 0
    private var resting = true

    /// The rested muscle of somebody with `traits`.
    public init(_ traits: MuscleTraits) {
        recruitment = Recruitment(traits)
        strength = traits.strength
        fatigability = traits.fatigability
    }

    /// How far it is contracted at the last step's end, as a share of its own rested maximum: 0 to about 1.
    public private(set) var contraction = 0.0

    /// Its force at the last step's end, as a share of the average muscle's greatest: 0 to about 2.
    public var force: Double { contraction * strength }

    /// The share of its rested drive, 0 to 1, that fatigue takes at `moment`, up to 5 ms old.
    public mutating func fatigue(at moment: Instant) -> Double {
        advance(to: moment)
        let strain = resting ? state.strain(afterRest: rest(until: moment)) : state.strain
        return min(-ForceModel.gainStrain * strain / ForceModel.gain, 1)
    }

    /// Lets one balanced pulse of `milliamps` in phases of `width` reach it at `moment`.
    ///
    /// Moments do not run backwards: a pulse before the open step counts as at its start. A pulse below the threshold does
    /// nothing.
    public mutating func pulse(at moment: Instant, milliamps: Double, width: PulseWidth) {
        advance(to: moment)
        let share = recruitment.share(milliamps: milliamps, width: width)
        guard share > 0 else { return }
        wake(at: moment)
        let ahead = start + Muscle.step - max(moment.nanoseconds, start)
        state.pulse(share: share, ahead: Double(ahead) * 1e-9)
    }

    /// Brings it to the last step's end that is not after `moment`.
    public mutating func advance(to moment: Instant) {
        guard !resting, moment.nanoseconds - start >= Muscle.step else { return }
        close(until: moment.nanoseconds)
    }

    /// Its force at `moment`, up to 5 ms old.
    public mutating func force(at moment: Instant) -> Double {
        advance(to: moment)
        return force
    }

    private mutating func wake(at moment: Instant) {
        guard resting else { return }
        let rest = rest(until: moment)
        state.recover(for: rest)
        start += rest
        resting = false
    }

    /// How long it has rested by `moment`, in ns: whole steps.
    private func rest(until moment: Instant) -> Int64 {
        max(moment.nanoseconds - start, 0) / Muscle.step * Muscle.step
    }

    /// Closes steps, on a copy that the processor can keep in its registers, until `end` or until it is slack.
    private mutating func close(until end: Int64) {
        var (local, begin) = (state, start)
        while end - begin >= Muscle.step, !resting {
            local.close(fatigability: fatigability)
            begin += Muscle.step
            if local.isSlack {
                local.rest()
                resting = true
            }
        }
        (state, start) = (local, begin)
        contraction = local.newtons / ForceModel.fullNewtons
    }

    /// In ns.
    private static let step: Int64 = 5_000_000
}
