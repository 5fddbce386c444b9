/// A stream of random numbers that a seed determines entirely (SplitMix64, Steele, Lea and Flood 2014).
///
/// The pure modules draw nothing by themselves: whoever owns chance passes a stream in. Streams for different purposes
/// are split from one seed by `purpose`, so that a new consumer does not shift the numbers of the others.
public struct RandomStream: Sendable, Equatable, BitwiseCopyable {
    @usableFromInline
    var state: UInt64

    /// The stream of `seed` for one `purpose`, any small number.
    public init(seed: UInt64, purpose: UInt64 = 0) {
        state = seed
        state = next() ^ (purpose &* 0xD6E8_FEB8_6659_FD93)
    }

    /// The next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next number in 0 ..< 1, in steps of 2⁻⁵³.
    @inlinable
    public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number in 0 ..< `bound`; 0 for a bound of 0.
    @inlinable
    public mutating func next(below bound: UInt64) -> UInt64 {
        bound == 0 ? 0 : next().multipliedFullWidth(by: bound).high
    }

    /// A whole number in `range`, both ends included.
    @inlinable
    public mutating func next(in range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(next(below: UInt64(range.upperBound - range.lowerBound) + 1))
    }
}
