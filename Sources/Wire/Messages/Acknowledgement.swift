/// The device's answer to one command, and how far it has taken commands in order.
///
/// A host also learns `taken` from every telemetry frame; a lost acknowledgement therefore delays nothing but the result,
/// which the device gives again for a repeated command.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | last command taken in order |
/// | 11 | u32 | the command that this result is about |
/// | 15 | u8 | result |
public struct Acknowledgement: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.acknowledgement

    /// Every command up to this one was taken, in order, each once.
    public let taken: UInt32
    /// The command that `result` is about.
    public let about: UInt32
    /// What became of it.
    public let result: CommandResult

    /// The message with these values.
    public init(taken: UInt32, about: UInt32, result: CommandResult) {
        self.taken = taken
        self.about = about
        self.result = result
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(taken)
        buffer.write32(about)
        buffer.write8(result.rawValue)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Acknowledgement.check(offset, end, length: 9)
        var reader = FieldReader(offset: offset)
        taken = reader.read32(bytes)
        about = reader.read32(bytes)
        result = CommandResult(rawValue: reader.read8(bytes))
    }
}
