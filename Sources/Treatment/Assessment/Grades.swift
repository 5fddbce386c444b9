/// A finding that is a place on a short scale, from the least to the most.
public protocol Grade: RawRepresentable, CaseIterable, Equatable, Sendable where RawValue == String {
    /// The place on the scale as a number; larger is more.
    var level: Int { get }
}

/// How tense a muscle is at rest.
public enum MuscleTone: String, Grade {
    /// Hangs; barely resists.
    case veryLow
    /// Weaker than most people's.
    case low
    /// As most people's.
    case normal
    /// Tense at rest.
    case high
    /// Tense at rest, and felt as hard.
    case veryHigh

    /// −2 … 2, 0 for normal.
    public var level: Int {
        switch self {
        case .veryLow: -2
        case .low: -1
        case .normal: 0
        case .high: 1
        case .veryHigh: 2
        }
    }
}

/// How much a muscle is seen to move in talking and in the expressions that are asked for.
public enum MuscleActivity: String, Grade {
    /// Nothing is seen.
    case none
    /// Barely seen.
    case slight
    /// As most people's.
    case moderate
    /// More than most people's.
    case marked
    /// Folds the skin also when nothing is expressed.
    case strong

    /// 0 … 4, 2 for moderate.
    public var level: Int {
        switch self {
        case .none: 0
        case .slight: 1
        case .moderate: 2
        case .marked: 3
        case .strong: 4
        }
    }
}

/// How far the skin has lost its hold.
public enum Laxity: String, Grade {
    /// Firm.
    case none
    /// Seen in some light.
    case mild
    /// Seen at once.
    case moderate
    /// Hangs in folds.
    case severe

    /// 0 … 3.
    public var level: Int {
        switch self {
        case .none: 0
        case .mild: 1
        case .moderate: 2
        case .severe: 3
        }
    }
}

/// How much of the zone's volume is lost.
public enum VolumeLoss: String, Grade {
    /// Full, or more than that.
    case none
    /// A hollow is seen in some light.
    case mild
    /// A hollow is seen at once.
    case moderate
    /// Bone or vessels show.
    case severe

    /// 0 … 3.
    public var level: Int {
        switch self {
        case .none: 0
        case .mild: 1
        case .moderate: 2
        case .severe: 3
        }
    }
}

/// How strongly the person feels touch, warmth and current in the zone.
public enum Sensitivity: String, Grade {
    /// Less than most people.
    case low
    /// As most people.
    case normal
    /// More than most people.
    case high
    /// Much more than most people.
    case veryHigh

    /// 0 … 3, 1 for normal.
    public var level: Int {
        switch self {
        case .low: 0
        case .normal: 1
        case .high: 2
        case .veryHigh: 3
        }
    }
}

/// How an earlier session was felt.
public enum Discomfort: String, Grade {
    /// Not at all unpleasant.
    case none
    /// Unpleasant at times, and borne.
    case mild
    /// The output was lowered or the button pressed because of it.
    case strong

    /// 0 … 2.
    public var level: Int {
        switch self {
        case .none: 0
        case .mild: 1
        case .strong: 2
        }
    }
}

/// How long the skin stayed red after an earlier session.
public enum Redness: String, Grade {
    /// Not beyond the end of the session.
    case none
    /// Gone on the same day.
    case hours
    /// Still there on the next day.
    case days

    /// 0 … 2.
    public var level: Int {
        switch self {
        case .none: 0
        case .hours: 1
        case .days: 2
        }
    }
}
