/// Permission for output until 200 ms after the device time of the sample that was judged.
///
/// Newest wins: a lease that names an older sample than the one held changes nothing. Never retransmitted.
///
/// | offset | type | field |
/// |---|---|---|
/// | 7 | u32 | number of the fast telemetry sample that was judged |
/// | 11 | u32 | number of the evaluation, counted by the host |
public struct Lease: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.lease

    /// The fast telemetry sample on which the interlocks were evaluated.
    public let sample: UInt32
    /// The host's count of evaluations, for the record.
    public let evaluation: UInt32

    /// The message with these values.
    public init(sample: UInt32, evaluation: UInt32) {
        self.sample = sample
        self.evaluation = evaluation
    }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {
        buffer.write32(sample)
        buffer.write32(evaluation)
    }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Lease.check(offset, end, length: 8)
        var reader = FieldReader(offset: offset)
        sample = reader.read32(bytes)
        evaluation = reader.read32(bytes)
    }
}
