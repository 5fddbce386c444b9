/// A span of time, in nanoseconds.
///
/// The standard library's `Duration` counts attoseconds in 128 bits; this one is a plain integer, because it is added
/// and compared in the control loop and on a microcontroller.
public struct Duration: AdditiveQuantity {
    /// Nanoseconds.
    public let rawValue: Int64

    /// A span of `rawValue` ns.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// A span given in ns.
    @inlinable
    public static func nanoseconds(_ value: Int64) -> Duration { Duration(rawValue: value) }

    /// A span given in µs.
    @inlinable
    public static func microseconds(_ value: Int64) -> Duration { Duration(rawValue: value * 1000) }

    /// A span given in ms.
    @inlinable
    public static func milliseconds(_ value: Int64) -> Duration { Duration(rawValue: value * 1_000_000) }

    /// A span given in whole seconds.
    @inlinable
    public static func seconds(_ value: Int64) -> Duration { Duration(rawValue: value * 1_000_000_000) }

    /// The value in ns.
    @inlinable
    public var nanoseconds: Int64 { rawValue }

    /// The value in whole µs, rounded towards zero.
    @inlinable
    public var microseconds: Int64 { rawValue / 1000 }

    /// The value in whole ms, rounded towards zero.
    @inlinable
    public var milliseconds: Int64 { rawValue / 1_000_000 }
}

/// A moment on the host's monotonic clock, in nanoseconds since an arbitrary start.
///
/// Never a wall-clock time: it does not jump, and two of them differ by a `Duration`.
public struct Instant: Quantity {
    /// Nanoseconds on the host's monotonic clock.
    public let rawValue: Int64

    /// The moment `rawValue` ns after the clock's start.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The moment `value` ns after the clock's start.
    @inlinable
    public static func nanoseconds(_ value: Int64) -> Instant { Instant(rawValue: value) }

    /// Nanoseconds since the clock's start.
    @inlinable
    public var nanoseconds: Int64 { rawValue }

    /// The time from `right` to `left`.
    @inlinable
    public static func - (left: Instant, right: Instant) -> Duration { .nanoseconds(left.rawValue - right.rawValue) }

    /// The moment `duration` later.
    @inlinable
    public static func + (left: Instant, duration: Duration) -> Instant {
        Instant(rawValue: left.rawValue + duration.rawValue)
    }

    /// The moment `duration` earlier.
    @inlinable
    public static func - (left: Instant, duration: Duration) -> Instant {
        Instant(rawValue: left.rawValue - duration.rawValue)
    }
}

/// A moment on the device's own clock, in microseconds since it started.
///
/// It has no fixed relation to `Instant`: the clock synchronisation of `Control` bounds their difference.
public struct DeviceInstant: Quantity {
    /// Microseconds on the device's clock.
    public let rawValue: Int64

    /// The moment `rawValue` µs after the device started.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The moment `value` µs after the device started.
    @inlinable
    public static func microseconds(_ value: Int64) -> DeviceInstant { DeviceInstant(rawValue: value) }

    /// Microseconds since the device started.
    @inlinable
    public var microseconds: Int64 { rawValue }

    /// The time from `right` to `left`.
    @inlinable
    public static func - (left: DeviceInstant, right: DeviceInstant) -> Duration {
        .microseconds(left.rawValue - right.rawValue)
    }

    /// The moment `duration` later, in whole µs, rounded towards zero.
    @inlinable
    public static func + (left: DeviceInstant, duration: Duration) -> DeviceInstant {
        DeviceInstant(rawValue: left.rawValue + duration.microseconds)
    }

    /// The moment `duration` earlier, in whole µs, rounded towards zero.
    @inlinable
    public static func - (left: DeviceInstant, duration: Duration) -> DeviceInstant {
        DeviceInstant(rawValue: left.rawValue - duration.microseconds)
    }
}
