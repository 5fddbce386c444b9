import Wire

/// Bytes on their way to the line, in a place of fixed size.
///
/// The owner of the line takes from the front what it could write; everything not yet written can be thrown away at
/// once, so that a STOP waits for nothing.
public struct OutBuffer: Sendable {
    /// The most bytes that can wait.
    public static let capacity = 1024

    @usableFromInline
    var storage = InlineArray<1024, UInt8>(repeating: 0)
    @usableFromInline
    var head = 0
    @usableFromInline
    var tail = 0

    /// Frames that found no room.
    public private(set) var overflows: UInt32 = 0

    /// An empty buffer.
    public init() {}

    /// How many bytes wait.
    @inlinable
    public var count: Int { tail - head }

    /// Gives the waiting bytes to `body`, oldest first.
    ///
    /// Inlinable, because a call to another module would be handed a copy of the whole buffer.
    @inlinable
    public func withPending<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(head..<tail))
    }

    /// Removes the `written` oldest bytes, at most all.
    public mutating func removeFirst(_ written: Int) {
        head += min(max(written, 0), count)
        if head == tail { discard() }
    }

    /// Throws away everything that waits.
    public mutating func discard() {
        head = 0
        tail = 0
    }

    /// Adds a frame whole, or counts an overflow and adds nothing.
    mutating func append(_ frame: FrameBuffer) {
        guard makeRoom(for: frame.count) else { return }
        let place = tail
        let length = frame.count
        // Asked once, so that the compiler can copy more than one byte at a time.
        precondition(place >= 0 && place <= OutBuffer.capacity - length, "A frame beyond the end of the buffer.")
        frame.withBytes { bytes in
            for index in 0..<length { storage[place &+ index] = bytes[index] }
        }
        tail = place + length
    }

    /// Adds a run of zero bytes.
    mutating func appendZeros(_ length: Int) {
        guard makeRoom(for: length) else { return }
        for index in 0..<length { storage[tail + index] = 0 }
        tail += length
    }

    private mutating func makeRoom(for length: Int) -> Bool {
        if tail + length > OutBuffer.capacity, head > 0 {
            for index in 0..<count { storage[index] = storage[head + index] }
            tail -= head
            head = 0
        }
        guard tail + length <= OutBuffer.capacity else {
            overflows &+= 1
            return false
        }
        return true
    }
}
