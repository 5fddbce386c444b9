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

    /// The code before the first byte of `storage`; 0 between two frames.
    private var firstCode = 0
    private var overflowed = false
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
        take(byte)
        return .nothing
    }

    /// Takes bytes from `cursor` on until one completes something, and moves the cursor behind it.
    ///
    /// `.nothing` means that all bytes were taken.
    public mutating func push(_ bytes: Span<UInt8>, from cursor: inout Int) -> Outcome {
        while cursor < bytes.count {
            let byte = bytes[cursor]
            cursor &+= 1
            if byte == 0 {
                let outcome = finish()
                if outcome != .nothing { return outcome }
            } else {
                take(byte)
                cursor = takeRun(of: bytes, from: cursor)
            }
        }
        return .nothing
    }

    /// Takes what lies before the next zero byte, in a frame that has begun, and says where it ends.
    ///
    /// Eight bytes at a time where there are so many and so much room: what of the last eight lies behind the run is
    /// copied too, where it means nothing. The count is kept outside of this value for so long, where the processor need
    /// not load and store it.
    @inline(__always)
    private mutating func takeRun(of bytes: Span<UInt8>, from start: Int) -> Int {
        let end = FrameDecoder.endOfRun(in: bytes, from: start)
        var cursor = start
        var place = count
        while cursor < end, bytes.count &- cursor >= 8, place >= 0, place <= FrameBuffer.capacity - 8 {
            let eight = bytes.extracting(cursor..<cursor &+ 8)
            for index in 0..<8 { storage[place &+ index] = eight[index] }
            let length = min(end &- cursor, 8)
            cursor &+= length
            place &+= length
        }
        while cursor < end {
            if place < FrameBuffer.capacity {
                storage[place] = bytes[cursor]
                place &+= 1
            } else {
                overflowed = true
            }
            cursor &+= 1
        }
        count = place
        return end
    }

    /// Where the next zero byte from `start` on lies, or the end of `bytes`.
    ///
    /// Eight bytes at a time: subtracting one from each borrows from its top bit only where it was zero, or behind such
    /// a byte. This is apart from the copying, because a compiler loads eight bytes as one word for one use of it only.
    @inline(__always)
    private static func endOfRun(in bytes: Span<UInt8>, from start: Int) -> Int {
        var cursor = start
        while bytes.count &- cursor >= 8 {
            let word = UInt64(littleEndian: bytes, at: cursor, count: 8)
            let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            guard zeros == 0 else { return cursor &+ zeros.trailingZeroBitCount / 8 }
            cursor &+= 8
        }
        while cursor < bytes.count, bytes[cursor] != 0 { cursor &+= 1 }
        return cursor
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) {
        if firstCode == 0 {
            firstCode = Int(byte)
            count = 0
            overflowed = false
            zeros = 0
        } else if count < FrameBuffer.capacity {
            storage[count] = byte
            count &+= 1
        } else {
            overflowed = true
        }
    }

    private mutating func finish() -> Outcome {
        zeros += 1
        let code = firstCode
        firstCode = 0
        if zeros == Protocol.stopRunAccepted { return .stopRun }
        guard code != 0 else { return .nothing }
        if overflowed {
            tooLong &+= 1
            return .nothing
        }
        guard unstuff(from: code), count >= FrameDecoder.shortest else {
            malformed &+= 1
            return .nothing
        }
        return .frame
    }

    /// Puts a zero byte where a code stands, from one code to the next, and says whether the last one counts to the end.
    ///
    /// A code of 255 has no zero byte behind it, but counts beyond every frame that fits.
    private mutating func unstuff(from first: Int) -> Bool {
        var place = first &- 1
        while place < count {
            let code = Int(storage[place])
            storage[place] = 0
            place &+= code
        }
        return place == count
    }

    /// A header and a checksum: no frame is shorter.
    private static let shortest = 11
}

extension FrameDecoder {
    /// The frame's header, once its checksum agrees with `seed` (the frozen messages always with seed 0).
    ///
    /// The payload lies from the header's length up to `count − 4`.
    @inlinable
    public func header(seed: SessionSeed) throws(WireError) -> FrameHeader {
        try withFrame { bytes throws(WireError) in try FrameHeader(checking: bytes, count: count, seed: seed) }
    }

    /// The message of type `Payload` that follows `header` in this frame.
    @inlinable
    public func message<Payload: Message>(
        _ type: Payload.Type, after header: FrameHeader
    ) throws(WireError) -> Payload {
        try withFrame { bytes throws(WireError) in
            try Payload(decoding: bytes, from: header.length, to: count - 4)
        }
    }

    /// The CRC-32C of the payload, by which a device recognises a repeated command.
    public func payloadChecksum(after header: FrameHeader) -> UInt32 {
        withFrame { bytes in
            let opcode = InlineArray<1, UInt8>(repeating: header.opcode.rawValue)
            return Checksum.crc32c(
                bytes, from: header.length, to: max(count - 4, header.length),
                seed: Checksum.crc32c(opcode.span, count: 1))
        }
    }
}

extension FrameHeader {
    /// The header of the frame in the first `count` bytes, once the checksum at their end agrees with `seed`.
    ///
    /// Apart from the decoder, which would be copied for a call that it is passed to as a whole.
    @usableFromInline
    init(checking bytes: Span<UInt8>, count: Int, seed: SessionSeed) throws(WireError) {
        let end = count - 4
        let header = try FrameHeader(decoding: bytes, count: end)
        var reader = FieldReader(offset: end)
        let expected = reader.read32(bytes)
        let actual = Checksum.crc32c(bytes, count: end, seed: header.opcode.isFrozen ? 0 : seed.value)
        guard actual == expected else { throw .checksumMismatch }
        self = header
    }
}
