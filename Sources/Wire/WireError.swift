/// Why bytes from the line are no message.
public enum WireError: Error, Equatable, Sendable {
    /// The payload of `opcode` has `actual` bytes instead of `expected`.
    case wrongLength(opcode: UInt8, expected: Int, actual: Int)
    /// No message of this direction has this opcode.
    case unknownOpcode(UInt8)
    /// The field holds a value outside the closed set or range that the protocol gives.
    case valueOutOfRange(field: Field, value: UInt32)
    /// The checksum does not agree: damaged, of another session, or of another schema.
    case checksumMismatch

    /// The fields whose range a decoder checks.
    public enum Field: UInt8, Equatable, Sendable {
        case zone
        case zoneCount
        case magic
        case priority
        case part
        case step
        case state
        case validity
        case hostInstance
    }
}
