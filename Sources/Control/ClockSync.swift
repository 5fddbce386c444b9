public import Link
public import Units

/// The interval in which the device's clock minus the host's lies, true always and as narrow as the line allows.
///
/// Two assumptions, and no others: no frame arrives before it was sent, and the clocks' rates differ by at most
/// δ = 250 ppm. Let O(t) be the difference at the host's time t, so that |O(t) − O(u)| ≤ δ·|t − u|. An exchange is a frame
/// that left at s and arrived when the device showed a, and a sample taken when it showed p that came back at r.
///
/// - The device shows whole µs, so it stood below a + 1 µs when the frame arrived, at some A ≥ s: O(A) < a + 1 µs − A.
///   Hence for every t ≥ A: O(t) < a + 1 µs − A + δ·(t − A), which is greatest for A = s.
/// - It stood at p or more when it took the sample, at some P ≤ r: O(P) ≥ p − P. Hence for every t ≥ r:
///   O(t) ≥ p − P − δ·(t − P), which is least for P = r.
///
/// So at t ≥ r the difference lies in [p − r − δ·(t − r), a + 1 µs − s + δ·(t − s)], for each exchange that ever was, and in
/// the intersection of all. All these bounds part at the same rate, so the greatest lower and the least upper one stay
/// what they are: each is kept as its height at the host's time 0, with one rounding, and no exchange is widened twice.
///
/// Half the width is never more than (r − s − p + a) / 2 + δ·(t − r) + δ·(r − s) / 2 + 0.5 µs, for whichever exchange makes
/// this least: half a round trip, and the drift since. Midpoint estimates would be off by milliseconds on lines with
/// latency timers; this bound is a theorem.
public struct ClockSync: Equatable, Sendable {
    /// The greatest difference of the clocks' rates.
    public static let driftPartsPerMillion: Int64 = 250

    /// The bounds at the host's time 0, in ns, from where they part by the drift.
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
        let low = ClockSync.nanoseconds(exchange.sampled) - exchange.received.nanoseconds
        let high = ClockSync.nanoseconds(exchange.arrived) + 1000 - exchange.sent.nanoseconds
        let lowest = low + ClockSync.drift(until: exchange.received)
        let highest = high - ClockSync.drift(until: exchange.sent)
        lower = isKnown ? max(lower, lowest) : lowest
        upper = isKnown ? min(upper, highest) : highest
        asOf = exchange.received
        let now = interval(at: asOf)
        isKnown = now.lower <= now.upper
        // Nothing is known any more: what is judged now stops output, and the next exchange begins afresh.
        if !isKnown { contradictions &+= 1 }
    }

    /// The device's clock was seen to go backwards: nothing is known any more.
    public mutating func breakOff() {
        contradictions &+= 1
        isKnown = false
    }

    /// The interval of what the device's clock shows beyond the host's at `now`; nil before the first exchange.
    public func difference(at now: Instant) -> ClosedRange<Duration>? {
        guard isKnown else { return nil }
        let (lower, upper) = interval(at: now)
        return .nanoseconds(lower) ... .nanoseconds(upper)
    }

    /// Half the width of the interval at `now`; nil before the first exchange.
    public func bound(at now: Instant) -> Duration? {
        guard isKnown else { return nil }
        let (lower, upper) = interval(at: now)
        return .nanoseconds((upper - lower) / 2)
    }

    /// The latest that the device's clock can show at `now`.
    public func latestDeviceTime(at now: Instant) -> DeviceInstant {
        .microseconds((now.nanoseconds + interval(at: now).upper) / 1000)
    }

    /// The earliest moment at which the device's clock can show `time`, judged at `now`.
    public func earliestHostTime(of time: DeviceInstant, at now: Instant) -> Instant {
        .nanoseconds(ClockSync.nanoseconds(time) - interval(at: now).upper)
    }

    /// The latest moment at which the device's clock can have shown `time`, judged at `now`; nil before the first exchange.
    public func latestHostTime(of time: DeviceInstant, at now: Instant) -> Instant? {
        guard isKnown else { return nil }
        return .nanoseconds(ClockSync.nanoseconds(time) - interval(at: now).lower)
    }

    /// Both bounds at `now`, rounded outwards; as wide before the last exchange as they are so long behind it.
    private func interval(at now: Instant) -> (lower: Int64, upper: Int64) {
        let drift = ClockSync.drift(until: asOf + (now - asOf).magnitude) + 1
        return (lower - drift, upper + drift)
    }

    /// How far the clocks may part from the host's time 0 to `now`, rounded down: 250 ppm are a 4,000th.
    private static func drift(until now: Instant) -> Int64 { now.nanoseconds / (1_000_000 / driftPartsPerMillion) }

    private static func nanoseconds(_ time: DeviceInstant) -> Int64 { time.microseconds * 1000 }
}
