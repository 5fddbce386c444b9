public import Units

/// One sample of everything that the interlocks judge, 200 times a second by default.
///
/// With four zones the frame has 128 bytes on the line: 2.5 ms together with a slow one at 921,600 baud.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | sample number |
/// | 11 | u48 | device time of the sample, µs |
/// | 17 | u8 | device state |
/// | 18 | u8 | flags |
/// | 19 | u8 | first cause |
/// | 20 | u8 | lease margin, ms, 255 for more |
/// | 21 | u16 | number of the host frame last seen |
/// | 23 | u32 | device time when it had arrived, µs, lowest 32 bits |
/// | 27 | u32 | last command taken |
/// | 31 | u16 | commands between the last taken and the last segment executed |
/// | 33 | u8 | number of zones n |
/// | 34 | 22 bytes × n | zones |
public struct FastTelemetry: Message, Equatable {
    /// Which message this is.
    public static let opcode = Opcode.fastTelemetry

    /// Counts samples from the device's start; a gap is a lost frame.
    public var sample: UInt32
    /// When it was taken.
    public var time: DeviceInstant
    /// What the device is doing.
    public var state: DeviceState
    /// Single bits.
    public var flags: TelemetryFlags
    /// Why the device stopped by itself.
    public var firstCause: DeviceCause
    /// How long the lease still lasts, 0 to 255 ms.
    public var leaseMarginMilliseconds: UInt8
    /// The number of the host frame that the device saw last, for the clock exchange and the bytes in flight.
    public var echoFrame: UInt16
    /// When that frame had arrived, the lowest 32 bits of the device's µs.
    public var echoArrival: UInt32
    /// The last command taken in order.
    public var lastTaken: UInt32
    /// How far the last completely executed segment lies behind `lastTaken`; 65,535 for none or more.
    public var executedBehind: UInt16
    /// How many zones the device has, 1 to 4.
    public var zoneCount: UInt8
    /// The zones' values; those from `zoneCount` on mean nothing.
    public var zones: PerZone<ZoneSample>

    /// The message with these values.
    public init(
        sample: UInt32, time: DeviceInstant, state: DeviceState, flags: TelemetryFlags, firstCause: DeviceCause,
        leaseMarginMilliseconds: UInt8, echoFrame: UInt16, echoArrival: UInt32, lastTaken: UInt32,
        executedBehind: UInt16, zoneCount: UInt8, zones: PerZone<ZoneSample>
    ) {
        self.sample = sample
        self.time = time
        self.state = state
        self.flags = flags
        self.firstCause = firstCause
        self.leaseMarginMilliseconds = leaseMarginMilliseconds
        self.echoFrame = echoFrame
        self.echoArrival = echoArrival
        self.lastTaken = lastTaken
        self.executedBehind = executedBehind
        self.zoneCount = zoneCount
        self.zones = zones
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(sample)
        buffer.write(time)
        buffer.write8(state.rawValue)
        buffer.write8(flags.bits)
        buffer.write8(firstCause.rawValue)
        buffer.write8(leaseMarginMilliseconds)
        buffer.write16(echoFrame)
        buffer.write32(echoArrival)
        buffer.write32(lastTaken)
        buffer.write16(executedBehind)
        buffer.write8(zoneCount)
        var walk = ZoneSet(first: Int(zoneCount))
        while let zone = walk.next() { zones[zone].encode(into: &buffer) }
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        let zoneBytes = end - offset - 27
        guard zoneBytes >= ZoneSample.length, zoneBytes.isMultiple(of: ZoneSample.length) else {
            throw .wrongLength(
                opcode: Opcode.fastTelemetry.rawValue, expected: 27 + ZoneSample.length, actual: end - offset)
        }
        var reader = FieldReader(offset: offset)
        sample = reader.read32(bytes)
        time = reader.readDeviceInstant(bytes)
        state = try reader.readState(bytes)
        flags = TelemetryFlags(bits: reader.read8(bytes))
        firstCause = DeviceCause(rawValue: reader.read8(bytes))
        leaseMarginMilliseconds = reader.read8(bytes)
        echoFrame = reader.read16(bytes)
        echoArrival = reader.read32(bytes)
        lastTaken = reader.read32(bytes)
        executedBehind = reader.read16(bytes)
        zoneCount = reader.read8(bytes)
        guard Int(zoneCount) * ZoneSample.length == zoneBytes, Int(zoneCount) <= ZoneIndex.limit else {
            throw .valueOutOfRange(field: .zoneCount, value: UInt32(zoneCount))
        }
        zones = PerZone(repeating: ZoneSample())
        var walk = ZoneSet(first: Int(zoneCount))
        while let zone = walk.next() { try zones[zone].read(bytes, with: &reader) }
    }
}

/// Single bits of the fast telemetry.
public struct TelemetryFlags: Equatable, Sendable, BitwiseCopyable {
    /// The bits; those without a name are zero.
    public let bits: UInt8

    /// The flags of these bits.
    public init(bits: UInt8) { self.bits = bits }

    /// The flags with these names set.
    public init(
        buttonPressed: Bool = false, buttonTested: Bool = false, outputIsZero: Bool, shutOffsClosed: Bool = false,
        selfTestPassed: Bool = false
    ) {
        bits =
            (buttonPressed ? 1 : 0) | (buttonTested ? 2 : 0) | (outputIsZero ? 4 : 0) | (shutOffsClosed ? 8 : 0)
            | (selfTestPassed ? 16 : 0)
    }

    /// Bit 0: the patient presses the stop button, or its circuit is open.
    public var buttonPressed: Bool { bits & 1 != 0 }
    /// Bit 1: it was pressed and let go since the device was last armed.
    public var buttonTested: Bool { bits & 2 != 0 }
    /// Bit 2: no output is measured in any zone, and no pulse is in flight.
    public var outputIsZero: Bool { bits & 4 != 0 }
    /// Bit 3: both shut-off elements are closed, so that output could flow.
    public var shutOffsClosed: Bool { bits & 8 != 0 }
    /// Bit 4: every self-test step passed since the device was last armed.
    public var selfTestPassed: Bool { bits & 16 != 0 }
}
