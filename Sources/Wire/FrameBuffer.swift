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
    public mutating func append(_ byte: UInt8) { write(UInt64(byte), bytes: 1) }
}

/// Writing fields, lowest byte first.
extension FrameBuffer {
    @inline(__always)
    mutating func write8(_ value: UInt8) { write(UInt64(value), bytes: 1) }

    @inline(__always)
    mutating func write16(_ value: UInt16) { write(UInt64(value), bytes: 2) }

    @inline(__always)
    mutating func write24(_ value: UInt32) { write(UInt64(value), bytes: 3) }

    @inline(__always)
    mutating func write32(_ value: UInt32) { write(UInt64(value), bytes: 4) }

    @inline(__always)
    mutating func write48(_ value: UInt64) { write(value, bytes: 6) }

    mutating func write64(_ value: UInt64) { write(value, bytes: 8) }

    /// The checksum of the bytes from `start` on.
    mutating func writeChecksum(from start: Int, seed: UInt32) {
        write32(Checksum.crc32c(storage.span, from: start, to: count, seed: seed))
    }

    /// Room for all bytes is asked for once, so that the compiler can store them as one word.
    @inline(__always)
    private mutating func write(_ value: UInt64, bytes: Int) {
        let place = count
        precondition(place >= 0 && place <= FrameBuffer.capacity - bytes, "A frame grew beyond its greatest length.")
        for index in 0..<bytes {
            storage[place &+ index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
        }
        count = place &+ bytes
    }
}

/// Reads the fields of one received frame in order, lowest byte first.
///
/// It holds an offset and is handed the bytes, because a value that holds a span needs an experimental language
/// feature. Every message checks its whole length before it reads the first field.
struct FieldReader {
    var offset: Int

    @inline(__always)
    mutating func read8(_ bytes: Span<UInt8>) -> UInt8 {
        defer { offset += 1 }
        return bytes[offset]
    }

    @inline(__always)
    mutating func read16(_ bytes: Span<UInt8>) -> UInt16 { UInt16(truncatingIfNeeded: readBytes(bytes, 2)) }

    @inline(__always)
    mutating func read24(_ bytes: Span<UInt8>) -> UInt32 { UInt32(truncatingIfNeeded: readBytes(bytes, 3)) }

    @inline(__always)
    mutating func read32(_ bytes: Span<UInt8>) -> UInt32 { UInt32(truncatingIfNeeded: readBytes(bytes, 4)) }

    @inline(__always)
    mutating func read48(_ bytes: Span<UInt8>) -> UInt64 { readBytes(bytes, 6) }

    mutating func read64(_ bytes: Span<UInt8>) -> UInt64 { readBytes(bytes, 8) }

    @inline(__always)
    private mutating func readBytes(_ bytes: Span<UInt8>, _ count: Int) -> UInt64 {
        let place = offset
        offset = place &+ count
        return UInt64(littleEndian: bytes, at: place, count: count)
    }
}

extension UInt64 {
    /// The number in the `count` bytes of `bytes` from `place` on, lowest byte first.
    ///
    /// They are cut out first, which asks once whether they are all there: the compiler can load them as one word.
    @inline(__always)
    init(littleEndian bytes: Span<UInt8>, at place: Int, count: Int) {
        let field = bytes.extracting(place..<place + count)
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(field[index]) << UInt64(8 * index) }
        self = value
    }
}
