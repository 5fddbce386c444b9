public import Units

/// A moment by the wall clock, as records keep it: what survives a restart of the machine, and what a person can set.
public struct WallTime: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Milliseconds since 1970-01-01T00:00Z.
    public let millisecondsSince1970: Int64

    /// The moment so many ms after 1970-01-01T00:00Z.
    public init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

    /// The moment `duration` later, in whole ms; the last moment there is rather than a wrong one.
    public static func + (left: WallTime, duration: Duration) -> WallTime {
        let (sum, isBeyond) = left.millisecondsSince1970.addingReportingOverflow(duration.milliseconds)
        guard isBeyond else { return WallTime(millisecondsSince1970: sum) }
        return WallTime(millisecondsSince1970: duration.milliseconds < 0 ? .min : .max)
    }

    /// Whether the left moment comes first.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }
}
