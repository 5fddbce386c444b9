/// The framed part of STOP: what the STOP run already did, with the epoch that it began.
///
/// Frozen for ever.
///
/// The device's epoch becomes the greater one of its own and this; commands of an older epoch are then dropped. It lifts
/// the halted latch, disarms, and is answered by `HelloAnswer`.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | epoch |
public struct Stop: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.stop

    /// The epoch that begins with this stop.
    public let epoch: UInt32

    /// The message with these values.
    public init(epoch: UInt32) { self.epoch = epoch }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write32(epoch) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Stop.check(offset, end, length: 4)
        var reader = FieldReader(offset: offset)
        epoch = reader.read32(bytes)
    }
}
