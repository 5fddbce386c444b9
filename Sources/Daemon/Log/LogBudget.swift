import Units

/// How much an entry matters where there is not room for all.
enum LogRank: Sendable {
    /// Anything can cause it again and again: a client that connects, a line that comes and goes.
    case ordinary
    /// Without it the log would mislead.
    case essential
    /// Somebody must act.
    case alarm

    /// How many of `all` places are kept from it.
    func reserve(of all: Int) -> Int {
        switch self {
        case .ordinary: all / 2
        case .essential: all / 8
        case .alarm: 0
        }
    }
}

/// How much may be logged: a burst, and after that so many entries per second.
///
/// A storm of one kind neither fills the disk nor takes the place of what matters more.
struct LogBudget {
    /// Entries at once.
    static let burst = 256
    /// Entries per second in the long run.
    static let perSecond = 10

    private var thousandths = LogBudget.burst * 1000
    private var filled: Instant

    /// A full one.
    init(at now: Instant) { filled = now }

    /// Whether an entry of this rank may be logged now; if so, it is counted.
    mutating func admit(_ rank: LogRank, at now: Instant) -> Bool {
        let elapsed = min(max((now - filled).milliseconds, 0), 1_000_000)
        // Only whole milliseconds are filled up, so that none are lost between two calls.
        filled = elapsed < 1_000_000 ? filled + .milliseconds(elapsed) : now
        thousandths = min(thousandths + Int(elapsed) * LogBudget.perSecond, LogBudget.burst * 1000)
        guard thousandths >= (rank.reserve(of: LogBudget.burst) + 1) * 1000 else { return false }
        thousandths -= 1000
        return true
    }
}
