internal import CLinux

extension SerialPort {
    /// Reads what has arrived, at most what fits in `buffer`, without waiting.
    ///
    /// Allocates nothing.
    ///
    /// - Parameter buffer: At least one byte long; an empty one is a programming error and traps.
    /// - Returns: The number of bytes at the front of `buffer`, or why there are none.
    public borrowing func read(into buffer: inout MutableSpan<UInt8>) -> ReadOutcome {
        Descriptor.read(descriptor, into: &buffer)
    }

    /// Gives the line as much of `bytes` as it takes at once, without waiting.
    ///
    /// Allocates nothing.
    ///
    /// The line may take a part. One writer completes or fails by its own deadline: half a frame left behind costs a
    /// resynchronisation, so never begin another before.
    ///
    /// - Returns: The number of bytes taken, or why none was.
    public borrowing func write(_ bytes: Span<UInt8>) -> WriteOutcome {
        Descriptor.write(bytes, to: descriptor)
    }

    /// The number of written bytes that the driver still holds (`TIOCOUTQ`).
    ///
    /// What a USB bridge has taken in is mostly not counted, and a pty always has none.
    public borrowing func outputQueued() -> QueueLength {
        let count = myotherm_queue_output(descriptor)
        return count < 0 ? .unknown(errno: -count) : .bytes(Int(count))
    }

    /// Discards the written bytes that have not left (`TCOFLUSH`), in front of a STOP: one system call, and no question
    /// what it did.
    public borrowing func forgetOutput() { _ = myotherm_queue_discard_output(descriptor) }

    /// Discards the written bytes that have not left (`TCOFLUSH`), and says how many there were before and after.
    ///
    /// An extra, never a guarantee: USB drivers may ignore it. What bounds the time to a stop is the bound on the bytes
    /// in flight. A frame may be cut in the middle.
    public borrowing func discardOutput() -> DiscardOutcome {
        let before = outputQueued()
        let result = myotherm_queue_discard_output(descriptor)
        return DiscardOutcome(before: before, after: outputQueued(), refusal: result < 0 ? -result : nil)
    }
}
