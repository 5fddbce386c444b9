public import Tissue
public import Treatment
public import Units

/// Operator and patient of a titration in one: sees a muscle move, feels a current, and says so late or not at all.
///
/// Knows nothing of what is shown: it looks when a presentation is announced, blanks too.
public struct TitrationObserver: Sendable {
    /// The current at which the person wants no more, in mA, on average.
    public let tolerance: Double
    private let traits: ObserverTraits
    private var chance: RandomStream
    /// The force that is visible this time.
    private var visible = Double.infinity
    /// The current that is too much this time, in mA.
    private var enough = Double.infinity
    private var misses = false
    private var endures = false
    private var sightedAt: Duration?
    private var enoughAt: Duration?

    /// Somebody with `traits`, and a muscle that stands no more than its tolerance.
    ///
    /// - Parameters:
    ///   - width: the pulses', to which the tolerance, stated for 200 µs, is carried over by the muscle's own curve.
    ///   - seed: what determines all chance.
    public init(_ traits: ObserverTraits, muscle: MuscleTraits, width: PulseWidth, seed: UInt64) {
        self.traits = traits
        let threshold = Recruitment(muscle).thresholdMilliamps(width: width)
        tolerance = muscle.toleranceMilliamps * threshold / muscle.thresholdMilliampsForTolerance
        chance = RandomStream(seed: seed, purpose: 0x4F42_534E)
    }

    /// The next presentation is announced.
    public mutating func look() {
        (sightedAt, enoughAt) = (nil, nil)
        visible = ObserverTraits.visibleForce * exp2(traits.unsteadiness * chance.nextNormal() * 1.442_695)
        enough = tolerance * (1 + traits.moodiness * chance.nextNormal())
        misses = chance.nextUnit() < traits.misses
        endures = chance.nextUnit() < traits.endurance
        let imagines = chance.nextUnit() < traits.sightings
        let when = Duration.milliseconds(chance.next(in: 200...1000))
        if imagines { sightedAt = when + delay() }
        if chance.nextUnit() < traits.caution { enoughAt = when + delay() }
    }

    /// The muscle's force `time` after the presentation began.
    public mutating func see(force: Double, at time: Duration) {
        guard force >= visible else { return }
        visible = .infinity
        if !misses { sightedAt = min(sightedAt ?? .seconds(100), time + delay()) }
    }

    /// A pulse, `time` after the presentation began.
    public mutating func feel(milliamps: Double, at time: Duration) {
        guard milliamps >= enough else { return }
        enough = .infinity
        if !endures { enoughAt = min(enoughAt ?? .seconds(100), time + delay()) }
    }

    /// What is marked, and when, counted from the presentation's beginning.
    public var marks: [(mark: TitrationMark, at: Duration)] {
        var marks: [(mark: TitrationMark, at: Duration)] = []
        if let sightedAt { marks.append((.contraction, sightedAt)) }
        if let enoughAt { marks.append((.maximum, enoughAt)) }
        return marks.sorted { $0.at < $1.at }
    }

    private mutating func delay() -> Duration {
        .nanoseconds(chance.next(in: traits.delay.lowerBound.nanoseconds...traits.delay.upperBound.nanoseconds))
    }
}
