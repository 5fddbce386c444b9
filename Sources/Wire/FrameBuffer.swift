/// A frame's bytes in a place of fixed size: nothing on the line is longer, and nothing here allocates.
public struct FrameBuffer: Sendable {
    /// The most bytes that a frame may have on the line, its delimiter included.
    public static let capacity = 128

    @usableFromInline
    var storage = InlineArray<128, UInt8>(repeating: 0)

    /// How many bytes are in use.
    public private(set) var count = 0

    /// An empty buffer.
    public init() {}

    /// The byte at `index`, which must be below `count`.
    @inlinable
    public subscript(index: Int) -> UInt8 { storage[index] }

    /// Gives the whole storage to `body`; only the first `count` bytes mean anything.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span)
    }

    /// Empties the buffer.
    public mutating func removeAll() { count = 0 }

    /// Adds one byte.
    ///
    /// Adding to a full buffer is a mistake in a message's layout, and traps.
    public mutating func append(_ byte: UInt8) {
        precondition(count < FrameBuffer.capacity, "A frame grew beyond its greatest length.")
        storage[count] = byte
        count += 1
    }

    /// Puts `byte` where a byte was appended before.
    mutating func replace(at index: Int, with byte: UInt8) { storage[index] = byte }
}

/// Writing fields, lowest byte first.
extension FrameBuffer {
    mutating func write8(_ value: UInt8) { append(value) }

    mutating func write16(_ value: UInt16) { writeBytes(UInt64(value), 2) }

    mutating func write24(_ value: UInt32) { writeBytes(UInt64(value), 3) }

    mutating func write32(_ value: UInt32) { writeBytes(UInt64(value), 4) }

    mutating func write48(_ value: UInt64) { writeBytes(value, 6) }

    mutating func write64(_ value: UInt64) { writeBytes(value, 8) }

    private mutating func writeBytes(_ value: UInt64, _ count: Int) {
        var rest = value
        for _ in 0..<count {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}

/// Reads the fields of one received frame in order, lowest byte first.
///
/// It holds an offset and is handed the bytes, because a value that holds a span needs an experimental language
/// feature. Every message checks its whole length before it reads the first field.
struct FieldReader {
    var offset: Int

    mutating func read8(_ bytes: Span<UInt8>) -> UInt8 {
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func read16(_ bytes: Span<UInt8>) -> UInt16 { UInt16(truncatingIfNeeded: readBytes(bytes, 2)) }

    mutating func read24(_ bytes: Span<UInt8>) -> UInt32 { UInt32(truncatingIfNeeded: readBytes(bytes, 3)) }

    mutating func read32(_ bytes: Span<UInt8>) -> UInt32 { UInt32(truncatingIfNeeded: readBytes(bytes, 4)) }

    mutating func read48(_ bytes: Span<UInt8>) -> UInt64 { readBytes(bytes, 6) }

    mutating func read64(_ bytes: Span<UInt8>) -> UInt64 { readBytes(bytes, 8) }

    private mutating func readBytes(_ bytes: Span<UInt8>, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count {
            value |= UInt64(bytes[offset + index]) << UInt64(8 * index)
        }
        offset += count
        return value
    }
}
