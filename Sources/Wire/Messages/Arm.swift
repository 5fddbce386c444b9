public import Units

/// Arms the device for one program within the envelopes sent before.
///
/// Output still needs `Start` and a lease.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | 16 bytes | program's fingerprint |
/// | 27 | 16 bytes | approval's fingerprint, zero when there is none |
/// | 43 | u32 | envelope hash |
/// | 47 | u8 | zones that take part, one bit each |
public struct Arm: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.arm

    /// The program that will be played.
    public let program: Fingerprint
    /// The approval that stands behind it; `.none` is accepted by simulators alone.
    public let approval: Fingerprint
    /// The hash over the envelopes that the host sent.
    public let envelopeHash: UInt32
    /// The zones that take part, at least one.
    public let zones: ZoneSet

    /// The message with these values.
    public init(program: Fingerprint, approval: Fingerprint, envelopeHash: UInt32, zones: ZoneSet) {
        self.program = program
        self.approval = approval
        self.envelopeHash = envelopeHash
        self.zones = zones
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write(program)
        buffer.write(approval)
        buffer.write32(envelopeHash)
        buffer.write8(zones.bits)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Arm.check(offset, end, length: 37)
        var reader = FieldReader(offset: offset)
        program = reader.readFingerprint(bytes)
        approval = reader.readFingerprint(bytes)
        envelopeHash = reader.read32(bytes)
        let bits = reader.read8(bytes)
        zones = ZoneSet(bits: bits)
        // A zone that cannot exist must not be dropped in silence: the host believes that it armed it.
        guard !zones.isEmpty, zones.bits == bits else { throw .valueOutOfRange(field: .zone, value: UInt32(bits)) }
    }
}
