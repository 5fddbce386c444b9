public import Units

/// What the approved plan allows in one zone.
///
/// The device enforces it on every segment, pulse and RF slice.
///
/// Allowed only in the state `idle`: it cannot be widened without disarming.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | u8 | zone |
/// | 12 | u16 | greatest current, µA |
/// | 14 | u16 | greatest pulse width, µs |
/// | 16 | u32 | greatest rate, mHz |
/// | 20 | u16 | greatest mean RF power, mW |
/// | 22 | u16 | greatest sensor temperature, m°C + 10,000 |
/// | 24 | u32 | pulses in all |
/// | 28 | u32 | charge in all, first phases, µC |
/// | 32 | u32 | RF energy in all, mJ |
/// | 36 | u32 | output time in all, ms |
public struct Envelope: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.envelope

    /// The zone.
    public let zone: ZoneIndex
    /// The greatest pulse current.
    public let current: Current
    /// The greatest width of one phase.
    public let width: PulseWidth
    /// The greatest repetition rate.
    public let rate: Frequency
    /// The greatest RF power, as its mean over 100 ms.
    public let power: Power
    /// The greatest temperature of any sensor of the zone.
    public let sensorTemperature: Temperature
    /// The greatest number of pulses since arming.
    public let pulses: UInt32
    /// The greatest charge since arming, in whole µC, counting first phases.
    public let chargeMicrocoulombs: UInt32
    /// The greatest RF energy since arming, in whole mJ.
    public let energyMillijoules: UInt32
    /// The longest time in the state `running` since arming, in ms.
    public let durationMilliseconds: UInt32

    /// The message with these values.
    public init(
        zone: ZoneIndex, current: Current, width: PulseWidth, rate: Frequency, power: Power,
        sensorTemperature: Temperature, pulses: UInt32, chargeMicrocoulombs: UInt32, energyMillijoules: UInt32,
        durationMilliseconds: UInt32
    ) {
        self.zone = zone
        self.current = current
        self.width = width
        self.rate = rate
        self.power = power
        self.sensorTemperature = sensorTemperature
        self.pulses = pulses
        self.chargeMicrocoulombs = chargeMicrocoulombs
        self.energyMillijoules = energyMillijoules
        self.durationMilliseconds = durationMilliseconds
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write8(zone.rawValue)
        buffer.write(current)
        buffer.write(width)
        buffer.write(rate)
        buffer.write(power)
        buffer.write(sensorTemperature)
        buffer.write32(pulses)
        buffer.write32(chargeMicrocoulombs)
        buffer.write32(energyMillijoules)
        buffer.write32(durationMilliseconds)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Envelope.check(offset, end, length: 29)
        var reader = FieldReader(offset: offset)
        zone = try reader.readZone(bytes)
        current = reader.readCurrent(bytes)
        width = reader.readPulseWidth(bytes)
        rate = reader.readFrequency(bytes)
        power = reader.readPower(bytes)
        sensorTemperature = reader.readTemperature(bytes)
        pulses = reader.read32(bytes)
        chargeMicrocoulombs = reader.read32(bytes)
        energyMillijoules = reader.read32(bytes)
        durationMilliseconds = reader.read32(bytes)
    }
}

/// What `Arm` binds itself to: the CRC-32C of each envelope payload in the order of the zones, each seeded with the hash so
/// far, from 0.
public struct EnvelopeHash: Equatable, Sendable, BitwiseCopyable {
    /// The checksum so far.
    public private(set) var value: UInt32 = 0

    /// The hash of no envelope.
    public init() {}

    /// Adds the next zone's envelope.
    public mutating func add(_ envelope: Envelope) {
        var payload = FrameBuffer()
        envelope.encode(into: &payload)
        value = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: value) }
    }
}
