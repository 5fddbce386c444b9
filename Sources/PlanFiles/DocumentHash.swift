import Crypto
public import Units

/// The SHA-256 digest of a document.
public struct DocumentHash: Equatable, Sendable {
    /// The digest's 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `content`.
    public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    /// The digest in 64 lower-case hexadecimal digits.
    public var hex: String { DocumentHash.hex(bytes) }

    /// The digest's first 16 bytes.
    public var fingerprint: Fingerprint {
        Fingerprint(high: DocumentHash.bigEndian(bytes[0..<8]), low: DocumentHash.bigEndian(bytes[8..<16]))
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension Fingerprint {
    /// The fingerprint in 32 lower-case hexadecimal digits, as the beginning of the digest that it was cut from.
    public var hex: String {
        DocumentHash.hex(
            [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } })
    }
}
