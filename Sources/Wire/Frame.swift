/// What stands before every payload.
///
/// | offset | type | field |
/// |---|---|---|
/// | 0 | u8 | opcode |
/// | 1 | u16 | frame number |
/// | 3 | u32 | epoch |
/// | 7 | u32 | sequence number, in commands only |
public struct FrameHeader: Equatable, Sendable, BitwiseCopyable {
    /// Which message follows.
    public let opcode: Opcode
    /// Counts every frame that this end sent, retransmissions included; wraps at 65,536.
    public let frameNumber: UInt16
    /// The stop epoch that the sender lives in.
    public let epoch: UInt32
    /// The command's place in the session, from 1; 0 in every other frame.
    public let sequence: UInt32

    /// A header; `sequence` is written only for commands.
    public init(opcode: Opcode, frameNumber: UInt16, epoch: UInt32, sequence: UInt32 = 0) {
        self.opcode = opcode
        self.frameNumber = frameNumber
        self.epoch = epoch
        self.sequence = sequence
    }

    /// The bytes before the payload: 7, or 11 in a command.
    public var length: Int { opcode.isCommand ? 11 : 7 }

    func encode(into buffer: inout FrameBuffer) {
        buffer.write8(opcode.rawValue)
        buffer.write16(frameNumber)
        buffer.write32(epoch)
        if opcode.isCommand { buffer.write32(sequence) }
    }

    init(decoding bytes: Span<UInt8>, count: Int) throws(WireError) {
        guard count >= 7 else { throw .wrongLength(opcode: count > 0 ? bytes[0] : 0, expected: 7, actual: count) }
        var reader = FieldReader(offset: 0)
        let code = reader.read8(bytes)
        guard let opcode = Opcode(rawValue: code) else { throw .unknownOpcode(code) }
        let number = reader.read16(bytes)
        let epoch = reader.read32(bytes)
        guard opcode.isCommand else {
            self.init(opcode: opcode, frameNumber: number, epoch: epoch)
            return
        }
        guard count >= 11 else { throw .wrongLength(opcode: code, expected: 11, actual: count) }
        self.init(opcode: opcode, frameNumber: number, epoch: epoch, sequence: reader.read32(bytes))
    }
}

/// One message of the protocol: its fields in the order of the wire.
public protocol Message: Sendable {
    /// Which message this is.
    static var opcode: Opcode { get }
    /// Writes the payload, without header and checksum.
    func encode(into buffer: inout FrameBuffer)
    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError)
}

extension Message {
    static func check(_ offset: Int, _ end: Int, length: Int) throws(WireError) {
        guard end - offset == length else {
            throw .wrongLength(opcode: opcode.rawValue, expected: length, actual: end - offset)
        }
    }

    /// The whole frame as it goes on the line: header, payload and checksum, stuffed by COBS, ended by a zero byte.
    public func frame(number: UInt16, epoch: UInt32, sequence: UInt32 = 0, seed: SessionSeed) -> FrameBuffer {
        var frame = FrameBuffer()
        let opcode = Self.opcode
        frame.write8(0)
        FrameHeader(opcode: opcode, frameNumber: number, epoch: epoch, sequence: sequence).encode(into: &frame)
        encode(into: &frame)
        frame.writeChecksum(from: 1, seed: opcode.isFrozen ? 0 : seed.value)
        frame.stuff()
        return frame
    }
}

/// What every frame of one session is checked with, except the frozen ones.
///
/// The CRC-32C of schema hash, device boot id and host instance id, little-endian, in this order: bytes of an earlier
/// session or of another schema cannot pass for a frame of this one.
public struct SessionSeed: Equatable, Sendable, BitwiseCopyable {
    /// The checksum's seed.
    public let value: UInt32

    /// The seed of the session between this boot of the device and this instance of the host.
    public init(schema: UInt32 = Protocol.schemaHash, bootID: UInt64, hostInstance: UInt64) {
        var bytes = FrameBuffer()
        bytes.write32(schema)
        bytes.write64(bootID)
        bytes.write64(hostInstance)
        value = bytes.withBytes { Checksum.crc32c($0, count: bytes.count) }
    }

    /// The seed of the frozen frames.
    public static var frozen: SessionSeed { SessionSeed(value: 0) }

    private init(value: UInt32) { self.value = value }
}
