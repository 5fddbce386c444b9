/// The thermal doses of one place of the face, in thousandths of a CEM43 minute, as records keep them.
public struct CourseDose: Equatable, Sendable, BitwiseCopyable {
    /// The skin's.
    public var skinMilliminutes: Int64
    /// That of the hottest layer below, as estimated.
    public var deepMilliminutes: Int64

    /// Doses; none by default.
    public init(skinMilliminutes: Int64 = 0, deepMilliminutes: Int64 = 0) {
        self.skinMilliminutes = skinMilliminutes
        self.deepMilliminutes = deepMilliminutes
    }

    /// Both doses added; full rather than wrong.
    public static func + (left: CourseDose, right: CourseDose) -> CourseDose {
        CourseDose(
            skinMilliminutes: sum(left.skinMilliminutes, right.skinMilliminutes),
            deepMilliminutes: sum(left.deepMilliminutes, right.deepMilliminutes))
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, isFull) = max(left, 0).addingReportingOverflow(max(right, 0))
        return isFull ? .max : sum
    }
}

/// What one place of the face received.
public struct ZoneShare: Equatable, Sendable {
    /// The place.
    public let zone: Zone
    /// Its doses.
    public let dose: CourseDose
    /// Whether anything was delivered there, as far as that is known; a place of which it is not known has had energy.
    public let hadEnergy: Bool

    /// A value of these fields.
    public init(_ zone: Zone, dose: CourseDose, hadEnergy: Bool) {
        self.zone = zone
        self.dose = dose
        self.hadEnergy = hadEnergy
    }
}

/// One titration of a person, as the record tells it.
public struct GivenTitration: Equatable, Sendable {
    /// The number of its record.
    public let record: Int64
    /// The place that was titrated.
    public let zone: Zone
    /// When it began.
    public let began: WallTime
    /// How it ended, by the name of its outcome; nil while it runs, and of one whose end was never written.
    public let outcome: String?
    /// What it found; nil where it found nothing.
    public let range: IntensityRange?
    /// How many pulses the device counted; nil where that was never written.
    public let pulses: Int64?

    /// A value of these fields.
    public init(
        record: Int64, zone: Zone, began: WallTime, outcome: String?, range: IntensityRange?, pulses: Int64?
    ) {
        self.record = record
        self.zone = zone
        self.began = began
        self.outcome = outcome
        self.range = range
        self.pulses = pulses
    }
}

/// One treatment of a person, as the record tells it.
public struct GivenTreatment: Equatable, Sendable {
    /// The number of its record.
    public let record: Int64
    /// When it began.
    public let began: WallTime
    /// When it ended; of one that runs, or whose end was never written, the last that is known of it.
    public let ended: WallTime
    /// Whether it was played to its end.
    public let isCompleted: Bool
    /// Whether energy may have reached the person: everything but what is known to have given none.
    public let mayHaveHadEnergy: Bool
    /// What each place received, in the order of the zones; places that are not named received nothing that is known.
    public let shares: [ZoneShare]

    /// A value of these fields.
    public init(
        record: Int64, began: WallTime, ended: WallTime, isCompleted: Bool, mayHaveHadEnergy: Bool, shares: [ZoneShare]
    ) {
        self.record = record
        self.began = began
        self.ended = max(began, ended)
        self.isCompleted = isCompleted
        self.mayHaveHadEnergy = mayHaveHadEnergy
        self.shares = shares
    }
}
