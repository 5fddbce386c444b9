public import Units

/// Asks for one part of the device's description.
///
/// Idempotent; the host asks again until it is answered.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u8 | part: 0 device, 1 applicator, 2 + n zone n |
public struct Describe: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.describe

    /// Which part is asked for.
    public let part: DescriptionPart

    /// The message with these values.
    public init(_ part: DescriptionPart) { self.part = part }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        switch part {
        case .device: buffer.write8(0)
        case .applicator: buffer.write8(1)
        case .zone(let zone): buffer.write8(2 + zone.rawValue)
        }
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Describe.check(offset, end, length: 1)
        var reader = FieldReader(offset: offset)
        let code = reader.read8(bytes)
        switch code {
        case 0: part = .device
        case 1: part = .applicator
        default:
            guard let zone = ZoneIndex(Int(code) - 2) else { throw .valueOutOfRange(field: .part, value: UInt32(code)) }
            part = .zone(zone)
        }
    }
}

/// A part of the device's description.
public enum DescriptionPart: Equatable, Sendable, BitwiseCopyable {
    /// `DeviceDescription`.
    case device
    /// `ApplicatorDescription`.
    case applicator
    /// `ZoneDescription` of one zone.
    case zone(ZoneIndex)
}
