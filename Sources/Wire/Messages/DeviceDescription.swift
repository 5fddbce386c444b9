public import Units

/// What the device is and how it is built.
///
/// The host compares it with its own table before it lets the device treat.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | 12 bytes | model, ASCII, filled with zeros |
/// | 19 | 16 bytes | serial number, ASCII, filled with zeros |
/// | 35 | u8 | firmware version, major |
/// | 36 | u8 | minor |
/// | 37 | u8 | patch |
/// | 38 | u8 | number of zones |
/// | 39 | u16 | fast telemetry, samples per second |
/// | 41 | u8 | flags: bit 0 simulator, bit 1 monopolar, bit 2 split return electrode, bit 3 the line has DTR |
/// | 42 | u8 | number of independent shut-off elements |
/// | 43 | u32 | RF frequency, kHz |
/// | 47 | u16 | greatest RF power density in single fault, mW/cm² |
/// | 49 | u16 | RF-quiet time that a temperature sample needs, µs |
/// | 51 | u16 | day of calibration, days since 1970-01-01 |
/// | 53 | u16 | day when calibration is due, days since 1970-01-01 |
/// | 55 | u32 | calibration hash |
public struct DeviceDescription: Message, Equatable {
    /// Which message this is.
    public static let opcode = Opcode.deviceDescription

    /// The model's name.
    public var model: ShortText<12>
    /// The device's own serial number, which identifies it besides that of its USB bridge.
    public var serialNumber: ShortText<16>
    /// Major, minor and patch version of the firmware.
    public var firmware: FirmwareVersion
    /// How many zones it has, 1 to 4.
    public var zoneCount: UInt8
    /// How many fast telemetry frames it sends each second, 50 to 500.
    public var sampleRateHertz: UInt16
    /// How it is built.
    public var traits: DeviceTraits
    /// How many elements can each cut all output alone.
    public var shutOffCount: UInt8
    /// The frequency of the RF generator in kHz.
    public var radioFrequencyKilohertz: UInt32
    /// The greatest RF density that the generator can give after any single fault.
    public var singleFaultDensity: PowerDensity
    /// How long RF must be quiet for a temperature sample, in µs.
    public var quietMicroseconds: UInt16
    /// The day of the calibration, counted from 1970-01-01.
    public var calibrationDay: UInt16
    /// The day on which the next calibration is due.
    public var calibrationDueDay: UInt16
    /// The hash of the calibration.
    public var calibrationHash: UInt32

    /// The message with these values.
    public init(
        model: ShortText<12>, serialNumber: ShortText<16>, firmware: FirmwareVersion, zoneCount: UInt8,
        sampleRateHertz: UInt16, traits: DeviceTraits, shutOffCount: UInt8, radioFrequencyKilohertz: UInt32,
        singleFaultDensity: PowerDensity, quietMicroseconds: UInt16, calibrationDay: UInt16,
        calibrationDueDay: UInt16, calibrationHash: UInt32
    ) {
        self.model = model
        self.serialNumber = serialNumber
        self.firmware = firmware
        self.zoneCount = zoneCount
        self.sampleRateHertz = sampleRateHertz
        self.traits = traits
        self.shutOffCount = shutOffCount
        self.radioFrequencyKilohertz = radioFrequencyKilohertz
        self.singleFaultDensity = singleFaultDensity
        self.quietMicroseconds = quietMicroseconds
        self.calibrationDay = calibrationDay
        self.calibrationDueDay = calibrationDueDay
        self.calibrationHash = calibrationHash
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        model.encode(into: &buffer)
        serialNumber.encode(into: &buffer)
        buffer.write8(firmware.major)
        buffer.write8(firmware.minor)
        buffer.write8(firmware.patch)
        buffer.write8(zoneCount)
        buffer.write16(sampleRateHertz)
        buffer.write8(traits.bits)
        buffer.write8(shutOffCount)
        buffer.write32(radioFrequencyKilohertz)
        buffer.write16(UInt16(clamping: singleFaultDensity.milliwattsPerSquareCentimetre))
        buffer.write16(quietMicroseconds)
        buffer.write16(calibrationDay)
        buffer.write16(calibrationDueDay)
        buffer.write32(calibrationHash)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try DeviceDescription.check(offset, end, length: 52)
        var reader = FieldReader(offset: offset)
        model = ShortText(reading: bytes, with: &reader)
        serialNumber = ShortText(reading: bytes, with: &reader)
        let major = reader.read8(bytes)
        let minor = reader.read8(bytes)
        firmware = FirmwareVersion(major: major, minor: minor, patch: reader.read8(bytes))
        zoneCount = reader.read8(bytes)
        guard zoneCount >= 1, Int(zoneCount) <= ZoneIndex.limit else {
            throw .valueOutOfRange(field: .zoneCount, value: UInt32(zoneCount))
        }
        sampleRateHertz = reader.read16(bytes)
        traits = DeviceTraits(bits: reader.read8(bytes))
        shutOffCount = reader.read8(bytes)
        radioFrequencyKilohertz = reader.read32(bytes)
        singleFaultDensity = .milliwattsPerSquareCentimetre(Int32(reader.read16(bytes)))
        quietMicroseconds = reader.read16(bytes)
        calibrationDay = reader.read16(bytes)
        calibrationDueDay = reader.read16(bytes)
        calibrationHash = reader.read32(bytes)
    }
}

/// A firmware's version number.
public struct FirmwareVersion: Equatable, Sendable, BitwiseCopyable {
    /// Changes what the device does.
    public let major: UInt8
    /// Adds to it.
    public let minor: UInt8
    /// Mends it.
    public let patch: UInt8

    /// The message with these values.
    public init(major: UInt8, minor: UInt8, patch: UInt8) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }
}

/// How a device is built.
public struct DeviceTraits: Equatable, Sendable, BitwiseCopyable {
    /// The bits; those without a name are zero.
    public let bits: UInt8

    /// The flags of these bits.
    public init(bits: UInt8) { self.bits = bits }

    /// The traits that are true.
    public init(isSimulator: Bool, isMonopolar: Bool, returnIsSplit: Bool, hasTerminalReadyLine: Bool) {
        bits =
            (isSimulator ? 1 : 0) | (isMonopolar ? 2 : 0) | (returnIsSplit ? 4 : 0) | (hasTerminalReadyLine ? 8 : 0)
    }

    /// Bit 0: no patient can be connected; unapproved plans may run.
    public var isSimulator: Bool { bits & 1 != 0 }
    /// Bit 1: RF returns through an electrode elsewhere on the body.
    public var isMonopolar: Bool { bits & 2 != 0 }
    /// Bit 2: that electrode has two halves, so that its detachment can be seen.
    public var returnIsSplit: Bool { bits & 4 != 0 }
    /// Bit 3: the device sees DTR and stops when it falls.
    public var hasTerminalReadyLine: Bool { bits & 8 != 0 }
}

/// A short ASCII text of fixed size, filled with zeros.
public struct ShortText<let capacity: Int>: Equatable, Sendable {
    private var bytes: InlineArray<capacity, UInt8>

    /// The first `capacity` characters of `text`; what is not printable ASCII becomes "?".
    public init(_ text: StaticString) {
        bytes = InlineArray(repeating: 0)
        let length = text.utf8CodeUnitCount
        for index in 0..<min(length, capacity) {
            let unit = unsafe text.utf8Start[index]
            bytes[index] = ShortText.printable(unit)
        }
    }

    /// The character at `index`, 0 ..< `capacity`; 0 behind the end.
    public subscript(index: Int) -> UInt8 { bytes[index] }

    /// The same text with the character at `index` replaced, for numbering simulated devices.
    public func replacing(at index: Int, with unit: UInt8) -> ShortText {
        var copy = self
        copy.bytes[index] = ShortText.printable(unit)
        return copy
    }

    /// Whether both texts have the same characters.
    public static func == (left: ShortText, right: ShortText) -> Bool {
        for index in 0..<capacity where left.bytes[index] != right.bytes[index] { return false }
        return true
    }

    func encode(into buffer: inout FrameBuffer) {
        for index in 0..<capacity { buffer.write8(bytes[index]) }
    }

    init(reading source: Span<UInt8>, with reader: inout FieldReader) {
        bytes = InlineArray(repeating: 0)
        for index in 0..<capacity {
            let unit = reader.read8(source)
            bytes[index] = unit == 0 ? 0 : ShortText.printable(unit)
        }
    }

    private static func printable(_ unit: UInt8) -> UInt8 { unit >= 0x20 && unit < 0x7F ? unit : 0x3F }
}
