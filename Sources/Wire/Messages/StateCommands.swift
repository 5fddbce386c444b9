public import Units

/// Takes the arming back: output zero, state `idle`.
///
/// In `tripped` it is done too, and the trip stays latched.
public struct Disarm: EmptyCommand, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.disarm
    /// The command.
    public init() {}
}

/// Output to zero at once, queued segments dropped, the lease given back; the device stays armed.
public struct Pause: EmptyCommand, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.pause
    /// The command.
    public init() {}
}

/// A command without a payload.
public protocol EmptyCommand: Message {
    /// The only value of this command.
    init()
}

extension EmptyCommand {
    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) {}

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Self.check(offset, end, length: 0)
        self.init()
    }
}

/// Goes from `armed` to `running`.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | 16 bytes | program's fingerprint, as armed |
public struct Start: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.start

    /// The program that was armed.
    public let program: Fingerprint

    /// The message with these values.
    public init(program: Fingerprint) { self.program = program }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write(program) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Start.check(offset, end, length: 16)
        var reader = FieldReader(offset: offset)
        program = reader.readFingerprint(bytes)
    }
}

/// Goes from `paused` to `running`; output starts again from zero.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | 16 bytes | program's fingerprint, as armed |
public struct Resume: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.resume

    /// The program that was armed.
    public let program: Fingerprint

    /// The message with these values.
    public init(program: Fingerprint) { self.program = program }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write(program) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try Resume.check(offset, end, length: 16)
        var reader = FieldReader(offset: offset)
        program = reader.readFingerprint(bytes)
    }
}

/// Lifts the trip latch after a person acknowledged it; refused while the cause is still there or another one is latched.
///
/// | offset | type | field |
/// |---|---|---|
/// | 11 | u8 | the first cause that the person saw |
public struct AcknowledgeTrip: Message, Equatable, BitwiseCopyable {
    /// Which message this is.
    public static let opcode = Opcode.acknowledgeTrip

    /// The first cause that is acknowledged.
    public let cause: DeviceCause

    /// The message with these values.
    public init(cause: DeviceCause) { self.cause = cause }

    /// Writes the payload in the order of its table.
    public func encode(into buffer: inout FrameBuffer) { buffer.write8(cause.rawValue) }

    /// Reads the payload that fills `bytes` from `offset` up to `end`.
    public init(decoding bytes: Span<UInt8>, from offset: Int, to end: Int) throws(WireError) {
        try AcknowledgeTrip.check(offset, end, length: 1)
        var reader = FieldReader(offset: offset)
        cause = DeviceCause(rawValue: reader.read8(bytes))
    }
}
