/// Consistent Overhead Byte Stuffing (Cheshire and Baker 1999): removes every zero byte from a frame, for one byte more.
///
/// A first code stands before the frame. Every code counts the bytes to the next one, and stands where a zero byte was.
/// Frames are shorter than 254 bytes, so that each is a single run of blocks without a full one, and is stuffed where
/// it stands.
extension FrameBuffer {
    /// Makes the frame of the raw bytes behind the first byte, which was kept for the first code, and ends it by its
    /// delimiter.
    ///
    /// Backwards, because a code is known once the zero byte behind it is.
    mutating func stuff() {
        precondition(count > 0 && count < FrameBuffer.capacity, "A frame grew beyond its greatest length.")
        var next = count
        var index = count
        while index > 1 {
            index &-= 1
            let byte = storage[index]
            storage[index] = byte == 0 ? UInt8(truncatingIfNeeded: next &- index) : byte
            next = byte == 0 ? index : next
        }
        storage[0] = UInt8(truncatingIfNeeded: next)
        append(0)
    }
}
