/// How urgently a person must act on an alarm condition, in the terms of IEC 60601-1-8.
public enum AlarmUrgency: UInt8, Equatable, Comparable, Sendable, BitwiseCopyable {
    /// Nobody has to act.
    case none
    /// Awareness is required.
    case low
    /// A prompt response is required.
    case medium
    /// An immediate response is required.
    case high

    /// Whether the left one is the less urgent.
    public static func < (left: AlarmUrgency, right: AlarmUrgency) -> Bool { left.rawValue < right.rawValue }
}

/// What an alarm condition is to the person who hears it.
///
/// Urgency is not chosen but follows from the harm that comes when nobody acts and from how soon it comes: the table of
/// IEC 60601-1-8, 6.1.2. The device is at zero after a trip; the harm is that of the output that led there, or of
/// treating on with what is broken.
public struct AlarmCondition: Equatable, Sendable, BitwiseCopyable {
    /// What comes of it when nobody acts.
    public enum Harm: Equatable, Sendable, BitwiseCopyable {
        /// Nothing: it is information.
        case none
        /// Discomfort, or a treatment that has to be begun again.
        case minor
        /// A burn or a nerve irritation that heals.
        case reversible
        /// A burn that leaves a scar.
        case irreversible
    }

    /// How soon it comes.
    public enum Onset: Equatable, Sendable, BitwiseCopyable {
        /// Within seconds.
        case immediate
        /// Within a minute or so.
        case prompt
        /// Later.
        case delayed
    }

    /// What a person can do to the signal.
    public enum Silencing: Equatable, Sendable, BitwiseCopyable {
        /// An acknowledgement silences it, even while its cause is there.
        case acknowledgement
        /// Nothing but the end of its cause silences it.
        case endOfCause
    }

    /// What comes of it when nobody acts.
    public let harm: Harm
    /// How soon it comes.
    public let onset: Onset
    /// Whether the signal goes on after the cause is gone, until a person has acknowledged it.
    public let isLatching: Bool
    /// What a person can do to the signal.
    public let silencing: Silencing

    init(_ harm: Harm, _ onset: Onset, isLatching: Bool = true, silencing: Silencing = .acknowledgement) {
        self.harm = harm
        self.onset = onset
        self.isLatching = isLatching
        self.silencing = silencing
    }

    /// How urgent it is at its worst.
    public var urgency: AlarmUrgency {
        switch (harm, onset) {
        case (.none, .immediate), (.none, .prompt), (.none, .delayed): .none
        case (.irreversible, .immediate), (.irreversible, .prompt), (.reversible, .immediate): .high
        case (.irreversible, .delayed), (.reversible, .prompt), (.minor, .immediate): .medium
        case (.reversible, .delayed), (.minor, .prompt), (.minor, .delayed): .low
        }
    }

    /// How urgent it is when this was done about it: a warning is never more than awareness.
    public func urgency(after reaction: Reaction) -> AlarmUrgency {
        switch reaction {
        case .note: .none
        case .warn, .ceiling: min(urgency, .low)
        case .pause: min(urgency, .medium)
        case .trip: urgency
        }
    }
}
