public import Units

/// Notices that somebody set the wall clock: it comes apart from a clock that nobody can set.
///
/// Network time that slews, at most 500 ppm, moves it by 25 µs between two looks of a loop that looks every 50 ms. A loop
/// that does not look for minutes would take a slew for a step; it does so only without a device.
public struct StepWatch: Equatable, Sendable {
    /// How far both may come apart between two looks without a step.
    static let slack = Duration.milliseconds(50)

    private var lead: Duration

    /// A watch that begins with both clocks read at the same moment: nobody can set `steady`.
    public init(steady: Instant, wall: Instant) { lead = wall - steady }

    /// By how much the wall clock was set since it was last asked, below zero where it was set back; nil when it was not.
    public mutating func stepped(steady: Instant, wall: Instant) -> Duration? {
        let gained = wall - steady - lead
        lead += gained
        return gained.magnitude > StepWatch.slack ? gained : nil
    }
}
