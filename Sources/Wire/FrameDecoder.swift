/// Takes bytes in any cut, undoes the stuffing, and says when a frame or a STOP is complete.
///
/// It allocates nothing, and a damaged frame costs no more than the frame after it: every zero byte starts afresh.
/// What it throws away is counted by reason.
public struct FrameDecoder: Sendable {
    /// What one more byte completed.
    public enum Outcome: Equatable, Sendable {
        /// Nothing yet.
        case nothing
        /// A frame without stuffing errors; `bytes` and `count` hold it, its checksum not yet checked.
        case frame
        /// The fourth zero byte in a row: STOP. Further zeros of the same run report nothing.
        case stopRun
    }

    /// The unstuffed bytes of the frame, checksum included; valid from `.frame` to the next byte.
    @usableFromInline
    var storage = InlineArray<128, UInt8>(repeating: 0)

    /// How many bytes the frame has.
    public private(set) var count = 0

    /// Frames dropped because they were longer than any message.
    public private(set) var tooLong: UInt32 = 0

    /// Frames dropped because the stuffing was broken or the frame was too short to be any.
    public private(set) var malformed: UInt32 = 0

    private var untilCode = 0
    private var endsWithZero = false
    private var overflowed = false
    private var started = false
    private var zeros = 0

    /// A decoder between two frames.
    public init() {}

    /// Gives the frame's storage to `body`; only the first `count` bytes mean anything.
    @inlinable
    public func withFrame<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span)
    }

    /// Takes the next byte from the line.
    public mutating func push(_ byte: UInt8) -> Outcome {
        guard byte != 0 else { return finish() }
        zeros = 0
        if !started {
            begin(code: byte)
        } else if untilCode == 0 {
            if endsWithZero { store(0) }
            untilCode = Int(byte) - 1
            endsWithZero = byte != 0xFF
        } else {
            store(byte)
            untilCode -= 1
        }
        return .nothing
    }

    private mutating func begin(code: UInt8) {
        started = true
        overflowed = false
        count = 0
        untilCode = Int(code) - 1
        endsWithZero = code != 0xFF
    }

    private mutating func store(_ byte: UInt8) {
        guard count < FrameBuffer.capacity else {
            overflowed = true
            return
        }
        storage[count] = byte
        count += 1
    }

    private mutating func finish() -> Outcome {
        zeros += 1
        defer { started = false }
        if zeros == Protocol.stopRunAccepted { return .stopRun }
        guard started else { return .nothing }
        if overflowed {
            tooLong &+= 1
            return .nothing
        }
        guard untilCode == 0, count >= FrameDecoder.shortest else {
            malformed &+= 1
            return .nothing
        }
        return .frame
    }

    /// A header and a checksum: no frame is shorter.
    private static let shortest = 11
}

extension FrameDecoder {
    /// The frame's header, once its checksum agrees with `seed` (the frozen messages always with seed 0).
    ///
    /// The payload lies from the header's length up to `count − 4`.
    public func header(seed: SessionSeed) throws(WireError) -> FrameHeader {
        try withFrame { bytes throws(WireError) in
            let end = count - 4
            let header = try FrameHeader(decoding: bytes, count: end)
            var reader = FieldReader(offset: end)
            let expected = reader.read32(bytes)
            let actual = Checksum.crc32c(bytes, count: end, seed: header.opcode.isFrozen ? 0 : seed.value)
            guard actual == expected else { throw .checksumMismatch }
            return header
        }
    }

    /// The message of type `Payload` that follows `header` in this frame.
    public func message<Payload: Message>(
        _ type: Payload.Type, after header: FrameHeader
    ) throws(WireError) -> Payload {
        try withFrame { bytes throws(WireError) in
            try Payload(decoding: bytes, from: header.length, to: count - 4)
        }
    }

    /// The CRC-32C of the payload, by which a device recognises a repeated command.
    public func payloadChecksum(after header: FrameHeader) -> UInt32 {
        var body = FrameBuffer()
        withFrame { bytes in
            body.append(header.opcode.rawValue)
            for index in header.length..<max(count - 4, header.length) { body.append(bytes[index]) }
        }
        return body.withBytes { Checksum.crc32c($0, count: body.count) }
    }
}
