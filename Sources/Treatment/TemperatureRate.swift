public import Units

/// How fast a temperature changes, in thousandths of a degree Celsius per minute.
public struct TemperatureRate: Quantity {
    /// Thousandths of a degree Celsius per minute.
    public let rawValue: Int32

    /// A rate of `rawValue` m°C/min.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A rate given in m°C/min.
    @inlinable
    public static func milliCelsiusPerMinute(_ value: Int32) -> TemperatureRate { TemperatureRate(rawValue: value) }

    /// The value in m°C/min.
    @inlinable
    public var milliCelsiusPerMinute: Int32 { rawValue }

    /// The rise within `duration`, a span of 0 or more, rounded down to 1 mK.
    @inlinable
    public static func * (rate: TemperatureRate, duration: Duration) -> TemperatureDifference {
        .millikelvin(Int32(Int64(rate.rawValue) * duration.milliseconds / 60_000))
    }

    /// The least span in whole ms in which `rise` stays within this rate.
    ///
    /// - Parameter rise: 0 or more. The rate itself must be above 0.
    @inlinable
    public func shortestTime(for rise: TemperatureDifference) -> Duration {
        let product = Int64(rise.millikelvin) * 60_000
        return .milliseconds((product + Int64(rawValue) - 1) / Int64(rawValue))
    }
}
