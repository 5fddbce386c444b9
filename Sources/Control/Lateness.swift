public import Units

/// How late releases were: a histogram of fixed size over powers of two of microseconds.
public struct LatenessHistogram: Equatable, Sendable {
    /// How many bins there are: bin n holds 2ⁿ⁻¹ ..< 2ⁿ µs, bin 0 what was not late.
    public static let binCount = 24

    private var bins = InlineArray<24, UInt32>(repeating: 0)

    /// How many releases were counted.
    public private(set) var count: UInt32 = 0

    /// The latest one.
    public private(set) var greatest = Duration.zero

    /// No releases.
    public init() {}

    /// Counts one release.
    public mutating func add(_ lateness: Duration) {
        let microseconds = UInt64(max(lateness.microseconds, 0))
        let bin = min(64 - microseconds.leadingZeroBitCount, LatenessHistogram.binCount - 1)
        bins[bin] &+= 1
        count &+= 1
        greatest = max(greatest, lateness)
    }

    /// The releases in bin `index`, 0 ..< `binCount`.
    public subscript(index: Int) -> UInt32 { bins[index] }

    /// The upper end of the bin in which the given share of all releases, 0 … 1000 ‰, is reached.
    public func quantile(_ share: PerMille) -> Duration {
        var seen: UInt64 = 0
        for bin in 0..<LatenessHistogram.binCount {
            seen += UInt64(bins[bin])
            if seen * 1000 >= UInt64(count) * UInt64(max(share.rawValue, 0)) { return .microseconds(1 << bin) }
        }
        return greatest
    }

    /// Whether both are equal in everything.
    public static func == (left: LatenessHistogram, right: LatenessHistogram) -> Bool {
        for bin in 0..<binCount where left.bins[bin] != right.bins[bin] { return false }
        return left.count == right.count && left.greatest == right.greatest
    }
}
