/// Consistent Overhead Byte Stuffing (Cheshire and Baker 1999): removes every zero byte from a frame, for one byte more.
///
/// Frames are shorter than 254 bytes, so that each is a single run of blocks without a full one.
extension FrameBuffer {
    /// The frame of the raw bytes in `raw`, ended by its delimiter.
    init(stuffing raw: FrameBuffer) {
        self.init()
        var codeIndex = 0
        var code: UInt8 = 1
        append(0)
        for index in 0..<raw.count {
            let byte = raw[index]
            if byte == 0 {
                replace(at: codeIndex, with: code)
                codeIndex = count
                code = 1
                append(0)
            } else {
                append(byte)
                code += 1
            }
        }
        replace(at: codeIndex, with: code)
        append(0)
    }
}
