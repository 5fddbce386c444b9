public import Units

/// One zone of the applicator: where it lies, how large it is, what it can do and what it will never do.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u8 | zone |
/// | 8 | u8 | site: 1 forehead, 2 left cheek, 3 right cheek, 4 submentum |
/// | 9 | u16 | RF area, mm² |
/// | 11 | u16 | area of the smaller stimulation electrode, mm² |
/// | 13 | u16 | sensor resolution, m°C |
/// | 15 | u16 | sensor noise, r.m.s., m°C |
/// | 17 | u16 | sensor time constant, ms |
/// | 19 | u16 | hard limit: current, µA |
/// | 21 | u16 | hard limit: width of one phase, µs |
/// | 23 | u32 | hard limit: rate, mHz |
/// | 27 | u16 | hard limit: mean RF power, mW |
/// | 29 | u16 | hard limit: sensor temperature, m°C + 10,000 |
/// | 31 | u16 | hard limit: charge per phase, nC |
/// | 33 | u24 | RF impedance below which the zone is short, mΩ |
/// | 36 | u24 | RF impedance above which the zone is open, mΩ |
/// | 39 | u24 | stimulation load below which the zone is short, mΩ |
/// | 42 | u24 | stimulation load above which the zone is open, mΩ |
public struct ZoneDescription: Message, Equatable {
    /// Which message this is.
    public static let opcode = Opcode.zoneDescription

    /// The zone's place on the applicator.
    public var zone: ZoneIndex
    /// Where on the face it lies: 1 forehead, 2 left cheek, 3 right cheek, 4 submentum.
    public var site: UInt8
    /// The skin area that RF heats.
    public var radioFrequencyArea: Area
    /// The area of the smaller stimulation electrode, where the density is greatest.
    public var stimulationArea: Area
    /// The step of a sensor reading.
    public var sensorResolution: TemperatureDifference
    /// The noise of a sensor reading, root mean square.
    public var sensorNoise: TemperatureDifference
    /// The time constant with which a sensor follows the skin.
    public var sensorTimeConstant: Duration
    /// The current that the device never exceeds.
    public var currentLimit: Current
    /// The phase width that it never exceeds.
    public var widthLimit: PulseWidth
    /// The rate that it never exceeds.
    public var rateLimit: Frequency
    /// The mean RF power that it never exceeds.
    public var powerLimit: Power
    /// The sensor temperature at which it stops by itself.
    public var temperatureLimit: Temperature
    /// The charge of one phase that it never exceeds.
    public var phaseChargeLimit: Charge
    /// The RF impedance below which it takes the zone for short.
    public var shortImpedance: Impedance
    /// The RF impedance above which it takes the zone for open.
    public var openImpedance: Impedance
    /// The stimulation load below which it takes the zone for short.
    public var shortLoad: Impedance
    /// The stimulation load above which it takes the zone for open.
    public var openLoad: Impedance

    /// The message with these values.
    public init(
        zone: ZoneIndex, site: UInt8, radioFrequencyArea: Area, stimulationArea: Area,
        sensorResolution: TemperatureDifference, sensorNoise: TemperatureDifference, sensorTimeConstant: Duration,
        currentLimit: Current, widthLimit: PulseWidth, rateLimit: Frequency, powerLimit: Power,
        temperatureLimit: Temperature, phaseChargeLimit: Charge, shortImpedance: Impedance,
        openImpedance: Impedance, shortLoad: Impedance, openLoad: Impedance
    ) {
        self.zone = zone
        self.site = site
        self.radioFrequencyArea = radioFrequencyArea
        self.stimulationArea = stimulationArea
        self.sensorResolution = sensorResolution
        self.sensorNoise = sensorNoise
        self.sensorTimeConstant = sensorTimeConstant
        self.currentLimit = currentLimit
        self.widthLimit = widthLimit
        self.rateLimit = rateLimit
        self.powerLimit = powerLimit
        self.temperatureLimit = temperatureLimit
        self.phaseChargeLimit = phaseChargeLimit
        self.shortImpedance = shortImpedance
        self.openImpedance = openImpedance
        self.shortLoad = shortLoad
        self.openLoad = openLoad
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write8(zone.rawValue)
        buffer.write8(site)
        buffer.write16(UInt16(clamping: radioFrequencyArea.squareMillimetres))
        buffer.write16(UInt16(clamping: stimulationArea.squareMillimetres))
        buffer.write16(UInt16(clamping: sensorResolution.millikelvin))
        buffer.write16(UInt16(clamping: sensorNoise.millikelvin))
        buffer.write16(UInt16(clamping: sensorTimeConstant.milliseconds))
        buffer.write(currentLimit)
        buffer.write(widthLimit)
        buffer.write(rateLimit)
        buffer.write(powerLimit)
        buffer.write(temperatureLimit)
        buffer.write16(UInt16(clamping: phaseChargeLimit.nanocoulombs))
        buffer.write(shortImpedance)
        buffer.write(openImpedance)
        buffer.write(shortLoad)
        buffer.write(openLoad)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try ZoneDescription.check(offset, end, length: 38)
        var reader = FieldReader(offset: offset)
        zone = try reader.readZone(bytes)
        site = reader.read8(bytes)
        radioFrequencyArea = .squareMillimetres(Int32(reader.read16(bytes)))
        stimulationArea = .squareMillimetres(Int32(reader.read16(bytes)))
        sensorResolution = .millikelvin(Int32(reader.read16(bytes)))
        sensorNoise = .millikelvin(Int32(reader.read16(bytes)))
        sensorTimeConstant = .milliseconds(Int64(reader.read16(bytes)))
        currentLimit = reader.readCurrent(bytes)
        widthLimit = reader.readPulseWidth(bytes)
        rateLimit = reader.readFrequency(bytes)
        powerLimit = reader.readPower(bytes)
        temperatureLimit = reader.readTemperature(bytes)
        phaseChargeLimit = .nanocoulombs(Int64(reader.read16(bytes)))
        shortImpedance = reader.readImpedance(bytes)
        openImpedance = reader.readImpedance(bytes)
        shortLoad = reader.readImpedance(bytes)
        openLoad = reader.readImpedance(bytes)
    }
}
