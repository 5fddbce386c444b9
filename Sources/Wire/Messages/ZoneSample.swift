public import Units

/// One zone's part of the fast telemetry: 22 bytes.
///
/// | offset | type | field |
/// |---|---|---|
/// | 0 | u16 | centre sensor, m°C + 10,000 |
/// | 2 | u16 | edge sensor, m°C + 10,000 |
/// | 4 | u16 | RF power absorbed, mean over 100 ms, mW |
/// | 6 | u24 | RF impedance, mΩ |
/// | 9 | u24 | stimulation load, mΩ |
/// | 12 | u16 | current of the last pulse, µA |
/// | 14 | i16 | charge that the last pulse left, nC |
/// | 16 | u24 | pulses done since arming |
/// | 19 | u16 | validity: 3 bits each for centre, edge, RF impedance, stimulation load |
/// | 21 | u8 | age of the pulse-derived values, 10 ms, 255 for more or none |
public struct ZoneSample: Equatable, Sendable {
    /// The bytes of one zone.
    static let length = 22

    /// The contact temperature in the zone's centre, as read.
    public var centre = Temperature.zero
    /// The contact temperature at the zone's edge, as read.
    public var edge = Temperature.zero
    /// The RF power that the tissue absorbed, as its mean over 100 ms.
    public var power = Power.zero
    /// The RF impedance of pad and tissue.
    public var impedance = Impedance.zero
    /// The stimulation load: of the last pulse, or of the sub-threshold contact measurement when that is younger.
    public var load = Impedance.zero
    /// The measured current of the last pulse.
    public var pulseCurrent = Current.zero
    /// The charge that the last pulse left behind, with its sign, in nC.
    public var residueNanocoulombs: Int16 = 0
    /// The pulses given since arming.
    public var pulses: UInt32 = 0
    /// Whether `centre` can be believed.
    public var centreValidity = Validity.stale
    /// Whether `edge` can be believed.
    public var edgeValidity = Validity.stale
    /// Whether `impedance` can be believed.
    public var impedanceValidity = Validity.stale
    /// Whether `load` can be believed.
    public var loadValidity = Validity.stale
    /// How old the pulse-derived values are, in steps of 10 ms; 255 for 2.55 s or more, or none yet.
    public var pulseAgeCentiseconds: UInt8 = 255

    /// A zone of which nothing is known.
    public init() {}

    @inline(__always)
    func encode(into buffer: inout FrameBuffer) {
        buffer.write(centre)
        buffer.write(edge)
        buffer.write(power)
        buffer.write(impedance)
        buffer.write(load)
        buffer.write(pulseCurrent)
        buffer.write16(UInt16(bitPattern: residueNanocoulombs))
        buffer.write24(min(pulses, 0xFF_FFFF))
        let validity =
            UInt16(centreValidity.rawValue) | UInt16(edgeValidity.rawValue) << 3
            | UInt16(impedanceValidity.rawValue) << 6 | UInt16(loadValidity.rawValue) << 9
        buffer.write16(validity)
        buffer.write8(pulseAgeCentiseconds)
    }

    /// Reads the fields into this value, where it lies: one that is made and then copied costs more than reading it.
    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, with reader: inout FieldReader) throws(WireError) {
        centre = reader.readTemperature(bytes)
        edge = reader.readTemperature(bytes)
        power = reader.readPower(bytes)
        impedance = reader.readImpedance(bytes)
        load = reader.readImpedance(bytes)
        pulseCurrent = reader.readCurrent(bytes)
        residueNanocoulombs = Int16(bitPattern: reader.read16(bytes))
        pulses = reader.read24(bytes)
        let validity = reader.read16(bytes)
        centreValidity = try Validity(bits: validity)
        edgeValidity = try Validity(bits: validity >> 3)
        impedanceValidity = try Validity(bits: validity >> 6)
        loadValidity = try Validity(bits: validity >> 9)
        pulseAgeCentiseconds = reader.read8(bytes)
    }
}

/// Whether a measured value can be believed, and why not.
public enum Validity: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// It can.
    case ok = 0
    /// It is older than the quantity allows, or was never measured.
    case stale = 1
    /// The circuit is open.
    case open = 2
    /// The circuit is short.
    case short = 3
    /// It lies outside what the channel can measure.
    case range = 4

    @inline(__always)
    init(bits: UInt16) throws(WireError) {
        guard let value = Validity(rawValue: UInt8(truncatingIfNeeded: bits & 7)) else {
            throw .valueOutOfRange(field: .validity, value: UInt32(bits & 7))
        }
        self = value
    }
}
