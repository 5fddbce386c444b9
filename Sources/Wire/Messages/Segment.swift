public import Units

/// 50 ms of output in one zone, stamped in the device's time.
///
/// The only message that asks for energy.
///
/// Pulse k of the train starts at `start − trainOffset + floor(k · 10⁹ / rate)` µs, plus the zone's slot delay; the
/// segment holds the pulses whose time without the slot delay lies in `start ..< start + 50 ms`. The amplitude runs
/// linearly from `ramp.start` to `ramp.end` over those 50 ms.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | u8 | zone |
/// | 12 | u8 | flags: bit 0 final |
/// | 13 | u48 | start, µs of device time |
/// | 19 | u32 | train offset: from the train's start to this segment's, µs |
/// | 23 | u32 | rate, mHz; 0 for no stimulation |
/// | 27 | u16 | width of one phase, µs |
/// | 29 | u16 | amplitude at the start, µA |
/// | 31 | u16 | amplitude at the end, µA |
/// | 33 | u16 | RF power, mean, mW |
public struct Segment: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.segment

    /// The bytes of the whole frame on the line.
    public static let frameLength = 41

    /// The zone.
    public let zone: ZoneIndex
    /// Whether nothing follows in this zone.
    public let isFinal: Bool
    /// When it starts, on the device's clock.
    public let start: DeviceInstant
    /// How long before `start` the pulse train began; the train crosses segments.
    public let trainOffset: Duration
    /// The train's rate; zero for no stimulation.
    public let rate: Frequency
    /// The width of one phase.
    public let width: PulseWidth
    /// The amplitude over the segment.
    public let ramp: CurrentRamp
    /// The mean RF power.
    public let power: Power

    /// The message with these values.
    public init(
        zone: ZoneIndex, isFinal: Bool, start: DeviceInstant, trainOffset: Duration, rate: Frequency,
        width: PulseWidth, ramp: CurrentRamp, power: Power
    ) {
        self.zone = zone
        self.isFinal = isFinal
        self.start = start
        self.trainOffset = trainOffset
        self.rate = rate
        self.width = width
        self.ramp = ramp
        self.power = power
    }

    /// When it ends.
    public var end: DeviceInstant { start + TimeGrid.segment }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write8(zone.rawValue)
        buffer.write8(isFinal ? 1 : 0)
        buffer.write(start)
        buffer.write32(UInt32(clamping: trainOffset.microseconds))
        buffer.write(rate)
        buffer.write(width)
        buffer.write(ramp.start)
        buffer.write(ramp.end)
        buffer.write(power)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Segment.check(offset, end, length: 24)
        var reader = FieldReader(offset: offset)
        zone = try reader.readZone(bytes)
        isFinal = reader.read8(bytes) & 1 != 0
        start = reader.readDeviceInstant(bytes)
        trainOffset = .microseconds(Int64(reader.read32(bytes)))
        rate = reader.readFrequency(bytes)
        width = reader.readPulseWidth(bytes)
        let first = reader.readCurrent(bytes)
        ramp = CurrentRamp(from: first, to: reader.readCurrent(bytes))
        power = reader.readPower(bytes)
    }
}
