public import Units

/// What changes slowly or only needs to be compared, ten times a second: at most 102 bytes on the line.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u16 | reference channel, m°C + 10,000 |
/// | 9 | u24 | first half of the return electrode, mΩ, 0 for none |
/// | 12 | u24 | second half of the return electrode, mΩ, 0 for none |
/// | 15 | u32 | applicator id |
/// | 19 | u32 | calibration hash |
/// | 23 | u8 | first cause |
/// | 24 | u8 | zone of the first cause, 255 for none |
/// | 25 | u32 | value that led to the first cause, in the unit of its quantity |
/// | 29 | u32 | running hash of the segments taken since arming |
/// | 33 | u16 | last command taken when that hash was read, lowest 16 bits |
/// | 35 | u16 | frames dropped as damaged |
/// | 37 | u16 | frames dropped as of an older epoch |
/// | 39 | u8 | number of zones n |
/// | 40 | 14 bytes × n | zones |
public struct SlowTelemetry: Message, Equatable {
    /// Which message this is.
    public static let opcode = Opcode.slowTelemetry

    /// The bytes of the whole frame on the line, from a device with so many zones.
    public static func frameLength(zones: Int) -> Int { 46 + zones * ZoneTotals.length }

    /// A resistor in place of a sensor, read by the same channel: 37.000 °C when nothing drifts.
    public var reference: Temperature
    /// The first half of a split return electrode; zero where there is none.
    public var returnFirst: Impedance
    /// The second half.
    public var returnSecond: Impedance
    /// Which applicator is plugged in; 0 for none.
    public var applicatorID: UInt32
    /// The hash of the calibration in use.
    public var calibrationHash: UInt32
    /// Why the device stopped by itself.
    public var firstCause: DeviceCause
    /// Where; 255 when the cause has no zone.
    public var firstCauseZone: UInt8
    /// The value that led to it.
    public var firstCauseValue: UInt32
    /// CRC-32C over the payloads of all segments taken since arming, each seeded with the hash so far.
    public var segmentHash: UInt32
    /// The lowest 16 bits of the last taken command's number when `segmentHash` was read.
    public var segmentHashAt: UInt16
    /// Frames dropped because they were damaged.
    public var damagedFrames: UInt16
    /// Frames dropped because their epoch had ended.
    public var staleFrames: UInt16
    /// How many zones the device has, 1 to 4.
    public var zoneCount: UInt8
    /// The zones' values; those from `zoneCount` on mean nothing.
    public var zones: PerZone<ZoneTotals>

    /// The message with these values.
    public init(
        reference: Temperature, returnFirst: Impedance, returnSecond: Impedance, applicatorID: UInt32,
        calibrationHash: UInt32, firstCause: DeviceCause, firstCauseZone: UInt8, firstCauseValue: UInt32,
        segmentHash: UInt32, segmentHashAt: UInt16, damagedFrames: UInt16, staleFrames: UInt16, zoneCount: UInt8,
        zones: PerZone<ZoneTotals>
    ) {
        self.reference = reference
        self.returnFirst = returnFirst
        self.returnSecond = returnSecond
        self.applicatorID = applicatorID
        self.calibrationHash = calibrationHash
        self.firstCause = firstCause
        self.firstCauseZone = firstCauseZone
        self.firstCauseValue = firstCauseValue
        self.segmentHash = segmentHash
        self.segmentHashAt = segmentHashAt
        self.damagedFrames = damagedFrames
        self.staleFrames = staleFrames
        self.zoneCount = zoneCount
        self.zones = zones
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write(reference)
        buffer.write(returnFirst)
        buffer.write(returnSecond)
        buffer.write32(applicatorID)
        buffer.write32(calibrationHash)
        buffer.write8(firstCause.rawValue)
        buffer.write8(firstCauseZone)
        buffer.write32(firstCauseValue)
        buffer.write32(segmentHash)
        buffer.write16(segmentHashAt)
        buffer.write16(damagedFrames)
        buffer.write16(staleFrames)
        buffer.write8(zoneCount)
        var walk = ZoneSet(first: Int(zoneCount))
        while let zone = walk.next() { zones[zone].encode(into: &buffer) }
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        let zoneBytes = end - offset - 33
        guard zoneBytes >= ZoneTotals.length, zoneBytes.isMultiple(of: ZoneTotals.length) else {
            throw .wrongLength(
                opcode: Opcode.slowTelemetry.rawValue, expected: 33 + ZoneTotals.length, actual: end - offset)
        }
        var reader = FieldReader(offset: offset)
        reference = reader.readTemperature(bytes)
        returnFirst = reader.readImpedance(bytes)
        returnSecond = reader.readImpedance(bytes)
        applicatorID = reader.read32(bytes)
        calibrationHash = reader.read32(bytes)
        firstCause = DeviceCause(rawValue: reader.read8(bytes))
        firstCauseZone = reader.read8(bytes)
        firstCauseValue = reader.read32(bytes)
        segmentHash = reader.read32(bytes)
        segmentHashAt = reader.read16(bytes)
        damagedFrames = reader.read16(bytes)
        staleFrames = reader.read16(bytes)
        zoneCount = reader.read8(bytes)
        guard Int(zoneCount) * ZoneTotals.length == zoneBytes, Int(zoneCount) <= ZoneIndex.limit else {
            throw .valueOutOfRange(field: .zoneCount, value: UInt32(zoneCount))
        }
        zones = PerZone(repeating: ZoneTotals())
        var walk = ZoneSet(first: Int(zoneCount))
        while let zone = walk.next() { zones[zone] = ZoneTotals(reading: bytes, with: &reader) }
    }
}

/// One zone's part of the slow telemetry: 14 bytes.
///
/// | offset | type | field |
/// |---|---|---|
/// | 0 | u32 | RF energy since arming, mJ |
/// | 4 | u24 | charge since arming, first phases, µC |
/// | 7 | u24 | thermal dose since arming, thousandths of a CEM43 minute |
/// | 10 | u16 | power that the RF stage draws, mW |
/// | 12 | u16 | greatest RF power of the last 100 ms, mW |
public struct ZoneTotals: Equatable, Sendable {
    /// The bytes of one zone.
    static let length = 14

    /// The RF energy since arming, in whole mJ.
    public var energyMillijoules: UInt32 = 0
    /// The charge since arming, first phases only, in whole µC.
    public var chargeMicrocoulombs: UInt32 = 0
    /// The thermal dose since arming, in thousandths of an equivalent minute at 43 °C.
    public var doseMilliminutes: UInt32 = 0
    /// What the RF stage draws: a second figure for its power, measured elsewhere.
    public var supplyPower = Power.zero
    /// The greatest RF power of the last 100 ms.
    public var peakPower = Power.zero

    /// A zone in which nothing happened yet.
    public init() {}

    func encode(into buffer: inout FrameBuffer) {
        buffer.write32(energyMillijoules)
        buffer.write24(min(chargeMicrocoulombs, 0xFF_FFFF))
        buffer.write24(min(doseMilliminutes, 0xFF_FFFF))
        buffer.write(supplyPower)
        buffer.write(peakPower)
    }

    init(reading bytes: Span<UInt8>, with reader: inout FieldReader) {
        energyMillijoules = reader.read32(bytes)
        chargeMicrocoulombs = reader.read24(bytes)
        doseMilliminutes = reader.read24(bytes)
        supplyPower = reader.readPower(bytes)
        peakPower = reader.readPower(bytes)
    }
}
