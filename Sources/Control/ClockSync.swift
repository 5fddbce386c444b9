public import Link
public import Units

/// The interval in which the device's clock minus the host's lies, true always and as narrow as the line allows.
///
/// Two assumptions, and no others: no frame arrives before it was sent, and the clocks' rates differ by at most 250 ppm.
/// A frame of the host that arrived at device time a bounds the difference from above by a − sent; a sample that came
/// back bounds it from below by sampled − received. Every exchange intersects both with what was known, after that has
/// been widened by the drift since. Midpoint estimates would be off by milliseconds on lines with latency timers; this
/// bound is a theorem.
public struct ClockSync: Equatable, Sendable {
    /// The greatest difference of the clocks' rates.
    public static let driftPartsPerMillion: Int64 = 250

    private var lower: Int64 = 0
    private var upper: Int64 = 0
    private var asOf = Instant.zero

    /// Whether there was an exchange.
    public private(set) var isKnown = false

    /// How often the interval was empty, which means that an assumption is broken: a clock stepped.
    public private(set) var contradictions: UInt32 = 0

    /// A clock of which nothing is known.
    public init() {}

    /// Takes one exchange.
    public mutating func add(_ exchange: ClockExchange) {
        // What bounded the difference while the frames were on their way bounds it now only within the drift since.
        let age = ClockSync.drift(over: exchange.received - exchange.sent)
        let low = exchange.sampled.microseconds * 1000 - exchange.received.nanoseconds - age
        // The device counts whole microseconds: what arrived at a came before a + 1 µs.
        let high = (exchange.arrived.microseconds + 1) * 1000 - exchange.sent.nanoseconds + age
        let now = exchange.received
        guard isKnown else {
            (lower, upper, asOf, isKnown) = (low, high, now, low <= high)
            if low > high { contradictions &+= 1 }
            return
        }
        let widened = interval(at: now)
        lower = max(widened.lower, low)
        upper = min(widened.upper, high)
        asOf = now
        if lower > upper {
            // Nothing is known any more: what is judged now stops output, and the next exchange begins afresh.
            contradictions &+= 1
            isKnown = false
        }
    }

    /// The device's clock was seen to go backwards: nothing is known any more.
    public mutating func breakOff() {
        contradictions &+= 1
        isKnown = false
    }

    /// Half the width of the interval at `now`; nil before the first exchange.
    public func bound(at now: Instant) -> Duration? {
        guard isKnown else { return nil }
        let widened = interval(at: now)
        return .nanoseconds((widened.upper - widened.lower) / 2)
    }

    /// The latest that the device's clock can show at `now`.
    public func latestDeviceTime(at now: Instant) -> DeviceInstant {
        .microseconds((now.nanoseconds + interval(at: now).upper) / 1000)
    }

    /// The earliest moment at which the device's clock can show `time`, judged at `now`.
    public func earliestHostTime(of time: DeviceInstant, at now: Instant) -> Instant {
        .nanoseconds(time.microseconds * 1000 - interval(at: now).upper)
    }

    /// The latest moment at which the device's clock can have shown `time`, judged at `now`; nil before the first exchange.
    public func latestHostTime(of time: DeviceInstant, at now: Instant) -> Instant? {
        guard isKnown else { return nil }
        return .nanoseconds(time.microseconds * 1000 - interval(at: now).lower)
    }

    private func interval(at now: Instant) -> (lower: Int64, upper: Int64) {
        let drift = ClockSync.drift(over: now - asOf)
        return (lower - drift, upper + drift)
    }

    private static func drift(over span: Duration) -> Int64 {
        span.magnitude.nanoseconds * driftPartsPerMillion / 1_000_000 + 1
    }
}
