public import Units

/// Notices that the computer slept: of two clocks, one that counts through sleep goes ahead of one that stands still.
public struct SleepWatch: Equatable, Sendable {
    /// How far both may come apart because they are not read at the same moment.
    static let slack = Duration.milliseconds(50)

    private var lead: Duration

    /// A watch that begins with both clocks read at the same moment: `awake` stands still during sleep, `all` does not.
    public init(awake: Instant, all: Instant) { lead = all - awake }

    /// How long the computer slept since it was last asked; nil when it did not.
    public mutating func slept(awake: Instant, all: Instant) -> Duration? {
        let gained = all - awake - lead
        guard gained > SleepWatch.slack else { return nil }
        lead += gained
        return gained
    }
}
