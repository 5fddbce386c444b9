public import Units

/// One contraction that is shown to the operator, or one that only seems to be.
public struct TitrationPresentation: Equatable, Sendable, BitwiseCopyable {
    /// How manieth it is, counted from 1.
    public let number: Int
    /// The step that it is about, 1 … `TitrationLimits.steps`.
    public let level: Int
    /// The full amplitude; zero for a blank, which is announced like any other and gives nothing.
    public let current: Current
    /// What is looked for.
    public let search: TitrationSearch

    /// Whether nothing is given, to learn what the operator sees where nothing is.
    public var isBlank: Bool { current == .zero }

    /// What is given, as a share of the cap; nothing for a blank.
    public var gain: PerMille { isBlank ? PerMille(rawValue: 0) : TitrationPresentation.share(of: level) }

    /// When it begins, counted from the beginning of the first.
    public var begin: Duration { TitrationLimits.period * Int64(number - 1) }

    /// The share of the cap that step `level` is.
    static func share(of level: Int) -> PerMille { PerMille(rawValue: Int32(level * 1000 / TitrationLimits.steps)) }
}

/// What is looked for in a zone, one after the other.
public enum TitrationSearch: Equatable, Sendable, BitwiseCopyable {
    /// The least current that moves the muscle visibly.
    case threshold
    /// The greatest current that is comfortable.
    case maximum
}

/// What the operator marks.
public enum TitrationMark: Equatable, Sendable, BitwiseCopyable, CaseIterable {
    /// The muscle moved.
    case contraction
    /// The person wants no more than this.
    case maximum
}

/// What comes next in a titration.
public enum TitrationStep: Equatable, Sendable, BitwiseCopyable {
    /// Show this, and wait until the response window has closed.
    case present(TitrationPresentation)
    /// It is over.
    case ended(TitrationOutcome)
}

/// How the titration of one zone ended.
public enum TitrationOutcome: Equatable, Sendable, BitwiseCopyable {
    /// Both ends of the range were found.
    case found(IntensityRange)
    /// Nothing moves visibly up to this current, which is the most that may be tried: nothing was found.
    case aboveCap(Current)
    /// The person wanted no more than this before anything moved: there is no range.
    case maximumBelowThreshold(Current)
    /// Contractions were marked in too many blanks: the answers say nothing.
    case unreliable(falseMarks: Int, blanks: Int)
    /// The most presentations have been shown, and the answers do not agree on one threshold.
    case unsettled
    /// Somebody or something ended it.
    case stopped

    /// What it is called in records and on the socket.
    public var name: String {
        switch self {
        case .found: "found"
        case .aboveCap: "aboveCap"
        case .maximumBelowThreshold: "maximumBelowThreshold"
        case .unreliable: "unreliable"
        case .unsettled: "unsettled"
        case .stopped: "stopped"
        }
    }

    /// The range, where one was found.
    public var range: IntensityRange? {
        guard case .found(let range) = self else { return nil }
        return range
    }
}
