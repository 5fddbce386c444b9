import Glibc

/// Reads whole small files, and nothing else.
package enum RegularFile {
    /// The bytes of the regular file at `path`.
    ///
    /// It is opened without waiting, and its kind is checked on the open descriptor: a pipe or a device in its place
    /// can neither block the caller nor feed it without end.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that it may have.
    ///   - isSecret: Whether it has to belong to this user or to root, and to be closed to everybody else.
    package static func content(
        of path: String, atMost limit: Int, isSecret: Bool = false
    ) throws(PlanFileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(file: path) }
        if isSecret {
            guard status.st_uid == geteuid() || status.st_uid == 0 else {
                throw .unreadable(file: path, reason: "it belongs to another user (chown it to this one, or to root)")
            }
            guard status.st_mode & 0o077 == 0 else {
                let mode = String(status.st_mode & 0o777, radix: 8)
                throw .unreadable(
                    file: path, reason: "others may use it, mode 0\(mode) (chmod 0600 it, and make a new key)")
            }
        }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 8192)
        while bytes.count <= limit {
            let count = unsafe part.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            bytes += part[..<count]
        }
        throw .tooLarge(file: path)
    }

    private static func failure(_ path: String) -> PlanFileError {
        .unreadable(file: path, reason: unsafe String(cString: strerror(errno)))
    }
}
