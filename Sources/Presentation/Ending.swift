public import ControlSocket

/// How a treatment ended.
public enum Ending: Equatable, Sendable {
    /// It ran to its end.
    case completed
    /// Somebody stopped it.
    case stopped
    /// An interlock or the device ended it.
    case tripped
    /// The daemon ended while it ran.
    case interrupted
    /// Nobody has seen the output at zero.
    case outputUncertain
    /// The daemon names a result that this program does not know, or none.
    case unknown(String?)

    /// The word for the result in a status.
    public init(result: String?) {
        switch result {
        case "completed": self = .completed
        case "stopped": self = .stopped
        case "tripped": self = .tripped
        case "interrupted": self = .interrupted
        case .some, .none: self = .unknown(result)
        }
    }
}

/// Finds the end of a treatment in what a watcher is told.
///
/// Updates may be missed, the one that says `finished` as well: a treatment that was seen under way and is not any
/// more has ended, too.
public struct EndingFinder: Sendable {
    private enum Stage {
        /// Output is, or was, on.
        case underWay
        case over
        case before
        /// A titration: what comes after it is no end of a treatment, unless it was stopped or tripped.
        case titrating
    }

    private var last = Stage.before

    /// Makes a finder that has not been told anything.
    public init() {}

    /// The ending, when this update is the first to show it; the very first update may.
    public mutating func take(_ status: Status) -> Ending? {
        let before = last
        last = Self.stage(of: status.state, after: before)
        guard last == .over, before != .over else { return nil }
        switch status.state {
        case "tripped": return .tripped
        case "outputUncertain": return .outputUncertain
        default: return Ending(result: status.result)
        }
    }

    private static func stage(of state: String, after before: Stage) -> Stage {
        switch state {
        case "titrating": .titrating
        case "stopping" where before == .titrating: .titrating
        case "running", "paused", "stopping", "cooldown": .underWay
        case "finished", "tripped", "outputUncertain": .over
        // These come before a treatment, and are seen after one only when its end was missed.
        default: before == .underWay ? .over : .before
        }
    }
}
