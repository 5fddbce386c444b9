/// Opens a session: who the host is and which schema it speaks.
///
/// Frozen for ever.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | magic "MYOT" |
/// | 11 | u16 | revision of the protocol document |
/// | 13 | u32 | schema hash |
/// | 17 | u64 | host instance id |
public struct Hello: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.hello

    /// The revision of the protocol document that the host was built from.
    public let revision: UInt16
    /// The host's schema hash; a device of another schema answers, and treats no other frame.
    public let schemaHash: UInt32
    /// A number that the host drew when it started; never 0, which stands for no session.
    public let hostInstance: UInt64

    /// The message with these values.
    public init(revision: UInt16 = Protocol.revision, schemaHash: UInt32 = Protocol.schemaHash, hostInstance: UInt64) {
        self.revision = revision
        self.schemaHash = schemaHash
        self.hostInstance = hostInstance
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(Protocol.magic)
        buffer.write16(revision)
        buffer.write32(schemaHash)
        buffer.write64(hostInstance)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Hello.check(offset, end, length: 18)
        var reader = FieldReader(offset: offset)
        let magic = reader.read32(bytes)
        guard magic == Protocol.magic else { throw .valueOutOfRange(field: .magic, value: magic) }
        revision = reader.read16(bytes)
        schemaHash = reader.read32(bytes)
        hostInstance = reader.read64(bytes)
        guard hostInstance != 0 else { throw .valueOutOfRange(field: .hostInstance, value: 0) }
    }
}
