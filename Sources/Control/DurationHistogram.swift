public import Units

/// How often a span was how long: a histogram of fixed size, 1 µs to 16 s, no coarser than an eighth of the span.
///
/// Below 8 µs each microsecond has a bin; from there on each doubling has eight. It allocates nothing and is a plain value.
public struct DurationHistogram: Equatable, Sendable {
    /// How many bins there are.
    public static let binCount = 176
    private static let binsPerDoubling = 8

    private var bins = InlineArray<176, UInt32>(repeating: 0)

    /// How many spans were counted.
    public private(set) var count: UInt32 = 0

    /// The longest one; zero without any.
    public private(set) var greatest = Duration.zero

    /// The shortest one; zero without any.
    public private(set) var least = Duration.zero

    /// Nothing counted.
    public init() {}

    /// Counts one span; what is below zero counts as zero, and what is longer than the last bin goes there.
    public mutating func add(_ span: Duration) {
        let span = span.clampedToPositive
        bins[DurationHistogram.bin(of: span)] &+= 1
        least = count == 0 ? span : min(least, span)
        count &+= 1
        greatest = max(greatest, span)
    }

    /// The spans in bin `index`, 0 ..< `binCount`.
    public subscript(index: Int) -> UInt32 { bins[index] }

    /// The first span, in whole µs, that is too long for bin `index`, 0 ..< `binCount`.
    public static func upperEnd(ofBin index: Int) -> Duration {
        guard index >= binsPerDoubling else { return .microseconds(Int64(index) + 1) }
        let (doubling, place) = (index - binsPerDoubling).quotientAndRemainder(dividingBy: binsPerDoubling)
        return .microseconds(Int64(binsPerDoubling + place + 1) << Int64(doubling))
    }

    /// The span that `share` of all, 0 … 1000 ‰, did not exceed: the upper end of its bin, or the longest one if that is
    /// shorter; zero without any.
    public func quantile(_ share: PerMille) -> Duration {
        var seen: UInt64 = 0
        let wanted = UInt64(count) * UInt64(max(share.rawValue, 0))
        for bin in 0..<DurationHistogram.binCount {
            seen += UInt64(bins[bin])
            if seen * 1000 >= wanted { return min(DurationHistogram.upperEnd(ofBin: bin), greatest) }
        }
        return greatest
    }

    private static func bin(of span: Duration) -> Int {
        let microseconds = UInt64(span.microseconds)
        guard microseconds >= UInt64(binsPerDoubling) else { return Int(microseconds) }
        // The three bits behind the leading one choose the place within the doubling.
        let doubling = 60 - microseconds.leadingZeroBitCount
        let place = Int(microseconds >> UInt64(doubling)) - binsPerDoubling
        return min(binsPerDoubling * (doubling + 1) + place, binCount - 1)
    }

    /// Whether both are equal in everything.
    public static func == (left: DurationHistogram, right: DurationHistogram) -> Bool {
        for bin in 0..<binCount where left.bins[bin] != right.bins[bin] { return false }
        return left.count == right.count && left.greatest == right.greatest && left.least == right.least
    }
}
