/// The device's state in a form that every version understands.
///
/// Frozen for ever.
///
/// It answers `Hello` and every framed `Stop`, and is sent unasked ten times a second while the device has no session,
/// with a host instance of 0: so a host learns of a restart at once.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | magic "MYOT" |
/// | 11 | u16 | revision of the protocol document |
/// | 13 | u32 | schema hash |
/// | 17 | u64 | device boot id |
/// | 25 | u64 | host instance id of the session, 0 for none |
/// | 33 | u32 | last command taken in this session |
/// | 37 | u8 | device state |
/// | 38 | u8 | flags: bit 0 output measured zero, bit 1 halted |
/// | 39 | u8 | first cause |
public struct HelloAnswer: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.helloAnswer

    /// The revision of the protocol document that the device was built from.
    public let revision: UInt16
    /// The device's schema hash.
    public let schemaHash: UInt32
    /// A number that differs at every start of the device.
    public let bootID: UInt64
    /// The host instance whose session this is; 0 when there is none.
    public let hostInstance: UInt64
    /// The sequence number of the last command that the device took in this session.
    public let lastSequence: UInt32
    /// What the device is doing.
    public let state: DeviceState
    /// Whether the device measured that no output is on.
    public let outputIsZero: Bool
    /// Whether a STOP run closed the device until the framed `Stop`.
    public let isHalted: Bool
    /// Why the device stopped by itself; `.none` when it did not.
    public let firstCause: DeviceCause

    /// The message with these values.
    public init(
        revision: UInt16 = Protocol.revision, schemaHash: UInt32 = Protocol.schemaHash, bootID: UInt64,
        hostInstance: UInt64, lastSequence: UInt32, state: DeviceState, outputIsZero: Bool, isHalted: Bool,
        firstCause: DeviceCause
    ) {
        self.revision = revision
        self.schemaHash = schemaHash
        self.bootID = bootID
        self.hostInstance = hostInstance
        self.lastSequence = lastSequence
        self.state = state
        self.outputIsZero = outputIsZero
        self.isHalted = isHalted
        self.firstCause = firstCause
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(Protocol.magic)
        buffer.write16(revision)
        buffer.write32(schemaHash)
        buffer.write64(bootID)
        buffer.write64(hostInstance)
        buffer.write32(lastSequence)
        buffer.write8(state.rawValue)
        buffer.write8((outputIsZero ? 1 : 0) | (isHalted ? 2 : 0))
        buffer.write8(firstCause.rawValue)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try HelloAnswer.check(offset, end, length: 33)
        var reader = FieldReader(offset: offset)
        let magic = reader.read32(bytes)
        guard magic == Protocol.magic else { throw .valueOutOfRange(field: .magic, value: magic) }
        revision = reader.read16(bytes)
        schemaHash = reader.read32(bytes)
        bootID = reader.read64(bytes)
        hostInstance = reader.read64(bytes)
        lastSequence = reader.read32(bytes)
        state = try reader.readState(bytes)
        let flags = reader.read8(bytes)
        outputIsZero = flags & 1 != 0
        isHalted = flags & 2 != 0
        firstCause = DeviceCause(rawValue: reader.read8(bytes))
    }
}
