internal import Glibc

/// An open file that nobody else closes: it ends with its owner, or is handed on by `release()`.
///
/// It does nothing but close. Whoever owns the line behind it must do more (`SerialPort`); whoever only asked for the
/// line must not: the line may be another's.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes ownership of an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        // Nothing waits to be stored, so there is nothing to learn from the result; Linux frees the number in any case.
        _ = Glibc.close(number)
    }

    /// Hands the open descriptor to a new owner.
    consuming func release() -> Int32 {
        let number = self.number
        discard self
        return number
    }
}

extension Descriptor {
    /// Reads what is there, at most what fits, without waiting.
    ///
    /// An empty buffer is a bug of ours: a read of 0 bytes could not be told from a hang-up.
    static func read(_ descriptor: Int32, into buffer: inout MutableSpan<UInt8>) -> ReadOutcome {
        precondition(!buffer.isEmpty, "a line is read into a buffer that has room")
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { return .bytes(count) }
            if count == 0 { return .hangUp }
            let error = errno
            if error == EINTR { continue }
            if error == EAGAIN { return .nothing }
            return meansHangUp(error) ? .hangUp : .failed(errno: error)
        }
    }

    /// Gives the line what it takes at once, without waiting.
    static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> WriteOutcome {
        if bytes.isEmpty { return .wrote(0) }
        while true {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { return .wrote(count) }
            if count == 0 { return .wouldBlock }
            let error = errno
            if error == EINTR { continue }
            if error == EAGAIN { return .wouldBlock }
            return meansHangUp(error) ? .hangUp : .failed(errno: error)
        }
    }

    /// A terminal that was hung up answers `EIO`; USB drivers answer `ENODEV` or `ENXIO` when the device is pulled.
    private static func meansHangUp(_ error: Int32) -> Bool {
        error == EIO || error == ENODEV || error == ENXIO
    }
}
