public import Units

/// Lowers one zone's output at once, past every queued segment.
///
/// Absolute and idempotent; newest wins.
///
/// It takes effect at the next pulse or RF slice and holds until the next `Ceiling` of the zone, `Arm` or `Start`. It can
/// never raise output above the segment or the envelope.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u8 | zone |
/// | 8 | u16 | stimulation, thousandths of what the segment says, 0 to 1000 |
/// | 10 | u16 | greatest RF power, mW |
public struct Ceiling: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.ceiling

    /// The zone that is lowered.
    public let zone: ZoneIndex
    /// The share of the segment's amplitude that may flow, 0 to 1000 ‰.
    public let stimulation: PerMille
    /// The greatest RF power, 0 to 65.535 W.
    public let power: Power

    /// The message with these values.
    public init(zone: ZoneIndex, stimulation: PerMille, power: Power) {
        self.zone = zone
        self.stimulation = stimulation
        self.power = power
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write8(zone.rawValue)
        buffer.write16(UInt16(clamping: stimulation.rawValue))
        buffer.write(power)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Ceiling.check(offset, end, length: 5)
        var reader = FieldReader(offset: offset)
        zone = try reader.readZone(bytes)
        stimulation = PerMille(rawValue: min(Int32(reader.read16(bytes)), 1000))
        power = reader.readPower(bytes)
    }
}
