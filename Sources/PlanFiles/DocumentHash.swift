import Crypto
public import Units

/// The SHA-256 digest of a document.
public struct DocumentHash: Equatable, Sendable {
    /// The digest's 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `content`.
    public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    /// The digest that these 64 lower-case hexadecimal digits are, or nil when they are none.
    public init?(hex: String) {
        let digits = Array(hex.utf8).map { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: 64, by: 2) {
            guard let high = digits[place], let low = digits[place + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

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
