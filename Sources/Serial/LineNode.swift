internal import Glibc

/// A device node as the file system shows it, found before it is opened: opening a node that is no terminal could
/// start a watchdog or rewind a tape.
struct LineNode {
    let identity: LineIdentity
    let permissions: NodePermissions

    /// Follows `path` to a character device.
    ///
    /// - Throws: `noSuchPath`, `isADirectory`, `notATerminal`, `noPermission` (a directory on the way), `io`.
    static func find(_ path: String) throws(SerialError) -> LineNode {
        guard !path.utf8.contains(0) else { throw .noSuchPath(path: path) }
        guard let buffer = unsafe realpath(path, nil) else {
            throw SerialError(lookingUp: path, errno: errno)
        }
        defer { unsafe free(buffer) }
        let resolved = unsafe String(cString: buffer)
        var status = stat()
        guard unsafe stat(resolved, &status) == 0 else {
            throw SerialError(lookingUp: path, errno: errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFCHR: break
        case S_IFDIR: throw .isADirectory(path: path)
        default: throw .notATerminal(path: path)
        }
        let node = LineNode(status, path: resolved)
        guard !node.identity.isNoLine else { throw .notATerminal(path: path) }
        return node
    }

    /// What line an open descriptor is, or nil if it is no character device.
    static func identity(of descriptor: Int32, path: String) -> LineIdentity? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return nil }
        return LineIdentity(status, path: path)
    }

    /// What line a path under `/proc` leads to, or nil if it is no character device or may not be looked at.
    static func identity(at path: String) -> LineIdentity? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return nil }
        return LineIdentity(status, path: path)
    }

    private init(_ status: stat, path: String) {
        identity = LineIdentity(status, path: path)
        permissions = NodePermissions(
            owner: Account.userName(status.st_uid),
            group: Account.groupName(status.st_gid),
            mode: UInt16(status.st_mode & 0o777)
        )
    }
}

extension LineIdentity {
    fileprivate init(_ status: stat, path: String) {
        // The kernel's split of a 64-bit device number, as <sys/sysmacros.h> has it (macros do not reach Swift).
        let device = UInt64(status.st_rdev)
        self.init(
            resolvedPath: path,
            major: UInt32(truncatingIfNeeded: ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfff)),
            minor: UInt32(truncatingIfNeeded: (device & 0xff) | ((device >> 12) & ~0xff)),
            fileSystem: UInt64(status.st_dev),
            fileNumber: UInt64(status.st_ino)
        )
    }
}
