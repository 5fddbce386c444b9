public import Units

/// What a self-test found.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u8 | step |
/// | 8 | u8 | 1 passed, 0 failed |
/// | 9 | u32 | sequence number of the command that asked |
/// | 13 | u16 | RF power measured with the element open, mW |
/// | 15 | u16 | stimulation current measured with the element open, µA |
public struct SelfTestResult: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.selfTestResult

    /// What was tested.
    public let step: SelfTestStep
    /// Whether the barrier works.
    public let passed: Bool
    /// The command that asked for it.
    public let sequence: UInt32
    /// The RF power that was left with the element open.
    public let power: Power
    /// The stimulation current that was left with the element open.
    public let current: Current

    /// The message with these values.
    public init(step: SelfTestStep, passed: Bool, sequence: UInt32, power: Power, current: Current) {
        self.step = step
        self.passed = passed
        self.sequence = sequence
        self.power = power
        self.current = current
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write8(step.rawValue)
        buffer.write8(passed ? 1 : 0)
        buffer.write32(sequence)
        buffer.write(power)
        buffer.write(current)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try SelfTestResult.check(offset, end, length: 10)
        var reader = FieldReader(offset: offset)
        step = try reader.readStep(bytes)
        passed = reader.read8(bytes) == 1
        sequence = reader.read32(bytes)
        power = reader.readPower(bytes)
        current = reader.readCurrent(bytes)
    }
}
