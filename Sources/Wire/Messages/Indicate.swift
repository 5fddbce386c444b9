/// Sets the device's buzzer and light to the host's alarm.
///
/// Newest wins; repeated by the host every second.
///
/// A device that hears none for 3 s while it has a session gives a high-priority alarm by itself.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u8 | priority: 0 none, 1 low, 2 medium, 3 high |
public struct Indicate: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.indicate

    /// The bytes of the whole frame on the line.
    public static let frameLength = 14

    /// The alarm to give.
    public let priority: AlarmPriority

    /// The message with these values.
    public init(_ priority: AlarmPriority) { self.priority = priority }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write8(priority.rawValue) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Indicate.check(offset, end, length: 1)
        var reader = FieldReader(offset: offset)
        let code = reader.read8(bytes)
        guard let priority = AlarmPriority(rawValue: code) else {
            throw .valueOutOfRange(field: .priority, value: UInt32(code))
        }
        self.priority = priority
    }
}

/// Alarm priorities as IEC 60601-1-8 names them.
public enum AlarmPriority: UInt8, Equatable, Sendable, BitwiseCopyable {
    case none = 0
    case low = 1
    case medium = 2
    case high = 3
}
