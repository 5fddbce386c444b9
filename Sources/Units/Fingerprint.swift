/// The first 128 bits of a SHA-256 digest: enough to tell any two programs or approvals apart.
public struct Fingerprint: Equatable, Sendable, BitwiseCopyable {
    /// The digest's first eight bytes, read as a big-endian number.
    public let high: UInt64
    /// The digest's next eight bytes, read as a big-endian number.
    public let low: UInt64

    /// A fingerprint of the two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The fingerprint of nothing, used where no approval exists.
    @inlinable
    public static var none: Fingerprint { Fingerprint(high: 0, low: 0) }
}
