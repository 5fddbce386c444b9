/// How urgent an entry of the log is, as syslog counts: the smaller, the more urgent.
package enum LogPriority: Int, Comparable, Sendable {
    /// Somebody must act at once.
    case alert = 1
    /// A barrier has failed.
    case critical
    /// A treatment was ended for it, or something cannot be done.
    case error
    /// It may become an error.
    case warning
    /// In order, and worth knowing later.
    case notice
    /// In order.
    case information

    /// Whether the left one is the more urgent.
    package static func < (left: LogPriority, right: LogPriority) -> Bool { left.rawValue < right.rawValue }
}
