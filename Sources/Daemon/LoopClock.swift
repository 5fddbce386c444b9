import Units

/// The control loop's clock: the host's, unless the loop was told to begin at another moment.
struct LoopClock {
    private var ahead = Duration.zero

    /// Now, as the machine counts.
    var now: Instant { HostClock.now + ahead }

    /// Goes on from `moment`.
    mutating func begin(at moment: Instant) { ahead = moment - HostClock.now }

    /// When the host's clock shows what this one calls `moment`.
    func real(_ moment: Instant) -> Instant { moment - ahead }
}
