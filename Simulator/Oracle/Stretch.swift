import Units

/// For how long something was so without a break, at the longest.
struct Stretch: Equatable, Sendable {
    private var since: DeviceInstant?
    private var longest = Duration.zero

    /// Notes whether it is so from `now` on.
    mutating func note(_ isSo: Bool, at now: DeviceInstant) {
        if let since {
            longest = max(longest, now - since)
            if !isSo { self.since = nil }
        } else if isSo {
            since = now
        }
    }

    /// The longest stretch until `now`.
    func longest(at now: DeviceInstant) -> Duration { since.map { max(longest, now - $0) } ?? longest }
}
