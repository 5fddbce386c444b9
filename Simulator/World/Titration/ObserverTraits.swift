public import Units

/// How well somebody sees contractions and says so; every number is a choice of this project.
public struct ObserverTraits: Equatable, Sendable {
    /// The share of visible contractions that are not marked.
    public var misses: Double
    /// The share of presentations in which one is marked that was not there.
    public var sightings: Double
    /// The standard deviation of the logarithm of the force that is visible, from one contraction to the next.
    public var unsteadiness: Double
    /// How long an answer takes.
    public var delay: ClosedRange<Duration>
    /// The share of too strong contractions of which nobody says so.
    public var endurance: Double
    /// The share of comfortable contractions that are called enough.
    public var caution: Double
    /// The standard deviation of what is comfortable, from one contraction to the next, as a share of it.
    public var moodiness: Double

    /// The force that is visible, as a share of the average muscle's greatest: 2 %.
    public static let visibleForce = 0.02

    /// The observer of the person whom `seed` determines: 2 to 15 % missed, 1 to 10 % seen that are not there.
    public init(seed: UInt64) {
        var chance = RandomStream(seed: seed, purpose: 0x4F42_5352)
        misses = 0.02 + 0.13 * chance.nextUnit()
        sightings = 0.01 + 0.09 * chance.nextUnit()
        unsteadiness = 0.1 + 0.2 * chance.nextUnit()
        delay = .milliseconds(500) ... .milliseconds(2000)
        endurance = 0.05
        caution = 0.01
        moodiness = 0.03
    }

    /// An observer who sees everything as it is, half a second late.
    public static var flawless: ObserverTraits {
        var traits = ObserverTraits(seed: 0)
        (traits.misses, traits.sightings, traits.unsteadiness) = (0, 0, 0)
        (traits.endurance, traits.caution, traits.moodiness) = (0, 0, 0)
        traits.delay = .milliseconds(500) ... .milliseconds(500)
        return traits
    }
}
