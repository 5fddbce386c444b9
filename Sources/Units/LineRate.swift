/// How fast a serial line carries bytes, in bits per second.
///
/// A byte takes ten bits: a start bit, eight of data, a stop bit.
public struct LineRate: Quantity {
    /// Bits per second.
    public let rawValue: Int64

    /// A line of `rawValue` bits per second.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// A line of `value` bits per second, above 0.
    @inlinable
    public static func baud(_ value: Int64) -> LineRate { LineRate(rawValue: value) }

    /// What the protocol asks for unless told otherwise.
    public static let standard = LineRate.baud(921_600)

    /// How long `bytes` need on the line, rounded up to whole ns; none on a line without a rate.
    public func time(forBytes bytes: Int) -> Duration {
        guard rawValue > 0 else { return .zero }
        return .nanoseconds((Int64(bytes) * 10_000_000_000 + rawValue - 1) / rawValue)
    }
}
