import Glibc
import Presentation

/// A file that appears whole or not at all, and takes no other's place unless that is asked for.
enum NewFile {
    /// Writes `text` to `path`, by way of a file beside it; it is on the disk when this returns.
    ///
    /// - Throws: a complaint, `FileExists` where there is one and `replaces` is false.
    static func write(_ text: String, to path: String, replaces: Bool) throws(Complaint) {
        let passing = "\(path).\(getpid()).new"
        let descriptor = unsafe open(passing, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refused(path, errno) }
        let code = fill(descriptor, with: Array(text.utf8))
        // A link takes no place that is taken; a renamed file takes any.
        let isPlaced = code == 0 && (unsafe replaces ? rename(passing, path) : link(passing, path)) == 0
        let reason = code == 0 ? errno : code
        if !isPlaced || !replaces { unsafe unlink(passing) }
        guard isPlaced else { throw refused(path, reason) }
    }

    /// Writes all of it and waits for the disk; what the system refused, or 0.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32 {
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private static func refused(_ path: String, _ code: Int32) -> Complaint {
        if code == EEXIST {
            return Complaint(.failed, "FileExists", "\(path) exists: give another name, or --replace")
        }
        let why = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return Complaint(.failed, "OutputFailed", "\(path) cannot be written: \(why)")
    }
}
