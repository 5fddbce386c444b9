/// The part that touches the patient.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | applicator id, 0 for none plugged in |
/// | 11 | u8 | type, as its maker numbers them |
/// | 12 | u8 | side: 0 both, 1 left, 2 right |
/// | 13 | u16 | uses left |
/// | 15 | u16 | last day of use, days since 1970-01-01 |
public struct ApplicatorDescription: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.applicatorDescription

    /// The applicator's id; 0 when none is plugged in.
    public var id: UInt32
    /// Its type, as its maker numbers them.
    public var type: UInt8
    /// The side of the face that it fits: 0 both, 1 left, 2 right.
    public var side: UInt8
    /// How many treatments it may still serve.
    public var usesLeft: UInt16
    /// The last day of use, counted from 1970-01-01.
    public var expiryDay: UInt16

    /// The message with these values.
    public init(id: UInt32, type: UInt8, side: UInt8, usesLeft: UInt16, expiryDay: UInt16) {
        self.id = id
        self.type = type
        self.side = side
        self.usesLeft = usesLeft
        self.expiryDay = expiryDay
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(id)
        buffer.write8(type)
        buffer.write8(side)
        buffer.write16(usesLeft)
        buffer.write16(expiryDay)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try ApplicatorDescription.check(offset, end, length: 10)
        var reader = FieldReader(offset: offset)
        id = reader.read32(bytes)
        type = reader.read8(bytes)
        side = reader.read8(bytes)
        usesLeft = reader.read16(bytes)
        expiryDay = reader.read16(bytes)
    }
}
