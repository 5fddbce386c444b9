public import Units

/// The measured round trip of the line, and the patience that follows from it (RFC 6298's estimator).
public struct RoundTrip: Equatable, Sendable, BitwiseCopyable {
    /// The smoothed round trip; nil before the first measurement.
    public private(set) var smoothed: Duration?
    /// The smoothed deviation from it.
    public private(set) var deviation = Duration.zero
    /// The shortest one seen.
    public private(set) var least: Duration?
    /// The longest one seen.
    public private(set) var greatest: Duration?

    /// A line of which nothing is known.
    public init() {}

    /// Takes one measurement, a span of 0 or more.
    public mutating func add(_ measured: Duration) {
        least = min(least ?? measured, measured)
        greatest = max(greatest ?? measured, measured)
        guard let known = smoothed else {
            smoothed = measured
            deviation = measured / 2
            return
        }
        let error = measured - known
        deviation += (error.magnitude - deviation) / 4
        smoothed = known + error / 8
    }

    /// How long to wait for an answer before a command is sent again: 10 to 200 ms.
    ///
    /// An answer may wait for one telemetry frame in front of it, hence the added 5 ms.
    public var patience: Duration {
        guard let smoothed else { return .milliseconds(60) }
        return (smoothed + deviation * 4 + .milliseconds(5)).clamped(to: .milliseconds(10) ... .milliseconds(200))
    }
}
