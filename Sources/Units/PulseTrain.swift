/// The fixed time grid that the plan compiler, the host and the device share.
///
/// These are constants of the line, not settings: both ends must agree on them to the microsecond.
public enum TimeGrid {
    /// The length of one segment, the unit in which output is released: 50 ms.
    public static let segment = Duration.milliseconds(50)

    /// The pulses of zone n start n slots after their nominal time: 2 ms, so that four zones of one rate never meet.
    public static let pulseSlot = Duration.microseconds(2000)

    /// The rest between the two phases of a balanced pulse: 100 µs.
    public static let interphaseGap = Duration.microseconds(100)

    /// The least silence between the end of one zone's pulse and the start of any other's: 200 µs.
    public static let pulseGuard = Duration.microseconds(200)

    /// How much later than its nominal time a pulse of `zone` starts.
    @inlinable
    public static func slotDelay(of zone: ZoneIndex) -> Duration { pulseSlot * Int64(zone.rawValue) }

    /// The time that a balanced pulse of phase `width` occupies: two phases and the gap between them.
    @inlinable
    public static func pulseLength(_ width: PulseWidth) -> Duration { width.duration * 2 + interphaseGap }
}

/// The arithmetic of a train of equidistant pulses.
///
/// Pulse k starts floor(k · 10⁹ / f) µs after the train, with f in mHz. Both ends of the line compute it with whole
/// numbers, so that they agree on every pulse of a train however it is cut into segments.
public struct PulseTrain: Equatable, Sendable, BitwiseCopyable {
    /// The repetition rate, above zero.
    public let rate: Frequency

    /// A train at `rate`, or nil for a rate that is not above zero.
    @inlinable
    public init?(rate: Frequency) {
        guard rate.millihertz > 0 else { return nil }
        self.rate = rate
    }

    /// When pulse `index` (from 0) starts, counted from the start of the train.
    @inlinable
    public func start(ofPulse index: Int64) -> Duration {
        .microseconds(index * 1_000_000_000 / Int64(rate.millihertz))
    }

    /// The first pulse that does not start before `offset`, a span of 0 or more from the start of the train.
    @inlinable
    public func firstPulse(notBefore offset: Duration) -> Int64 {
        let product = offset.microseconds * Int64(rate.millihertz)
        return (product + 999_999_999) / 1_000_000_000
    }

    /// How many pulses start within `length` from `offset` on.
    @inlinable
    public func pulseCount(from offset: Duration, length: Duration) -> Int64 {
        firstPulse(notBefore: offset + length) - firstPulse(notBefore: offset)
    }
}

/// A current that changes linearly over one segment.
public struct CurrentRamp: Equatable, Sendable, BitwiseCopyable {
    /// The current at the segment's start.
    public let start: Current
    /// The current at the segment's end.
    public let end: Current

    /// A ramp from `start` to `end`.
    @inlinable
    public init(from start: Current, to end: Current) {
        self.start = start
        self.end = end
    }

    /// The current at `offset` into the segment, 0 ..< 50 ms, rounded towards the start's value.
    @inlinable
    public func current(at offset: Duration) -> Current {
        let rise = Int64(end.rawValue - start.rawValue) * offset.microseconds / TimeGrid.segment.microseconds
        return .microamps(start.rawValue + Int32(rise))
    }

    /// The greater one of both ends.
    @inlinable
    public var peak: Current { max(start, end) }
}
