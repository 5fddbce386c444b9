/// Asks the device to test one of its own barriers.
///
/// Allowed only in the state `idle`; answered by `SelfTestResult`.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | u8 | step: 1 first shut-off, 2 second shut-off, 3 sensors |
public struct SelfTest: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.selfTest

    /// What is tested.
    public let step: SelfTestStep

    /// The message with these values.
    public init(_ step: SelfTestStep) { self.step = step }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write8(step.rawValue) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try SelfTest.check(offset, end, length: 1)
        var reader = FieldReader(offset: offset)
        step = try reader.readStep(bytes)
    }
}

/// The barriers that a device can test one by one.
public enum SelfTestStep: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// Opens the first shut-off element alone and looks for zero.
    case firstShutOff = 1
    /// Opens the second shut-off element alone and looks for zero.
    case secondShutOff = 2
    /// Reads every sensor and the reference channel.
    case sensors = 3
}

extension FieldReader {
    mutating func readStep(_ bytes: Span<UInt8>) throws(WireError) -> SelfTestStep {
        let code = read8(bytes)
        guard let step = SelfTestStep(rawValue: code) else { throw .valueOutOfRange(field: .step, value: UInt32(code)) }
        return step
    }
}
