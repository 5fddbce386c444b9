internal import Glibc

/// A symbolic link to a pseudo-terminal's slave, by which a host finds it under a name that lasts.
struct TerminalLink {
    let path: String
    let target: String

    /// Places a link, replacing a link that leads nowhere or to a pty, and nothing else.
    ///
    /// Where nothing stands, `symlink` itself refuses to replace what comes up meanwhile. Where a link stands, the new
    /// one takes its place by a rename, so that at no time there is none.
    static func place(at path: String, to target: String) throws(SerialError) -> TerminalLink {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .noSuchPath(path: path) }
        guard let present = try entry(at: path) else {
            try make(path, to: target, for: path)
            return TerminalLink(path: path, target: target)
        }
        guard present == .replaceableLink else { throw .linkOccupied(path: path) }
        let passing = "\(path).\(getpid())"
        try make(passing, to: target, for: path)
        guard unsafe rename(passing, path) == 0 else {
            let error = SerialError(placing: path, errno: errno)
            _ = unsafe unlink(passing)
            throw error
        }
        return TerminalLink(path: path, target: target)
    }

    /// Removes the link if it is still the one that was placed: another simulator may have taken the name.
    func remove() {
        guard Self.destination(of: path) == target else { return }
        // If it cannot be removed it is left behind dangling, which the next simulator replaces.
        _ = unsafe unlink(path)
    }

    private enum Entry {
        case replaceableLink
        case other
    }

    private static func entry(at path: String) throws(SerialError) -> Entry? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            let error = errno
            if error == ENOENT { return nil }
            throw SerialError(placing: path, errno: error)
        }
        guard status.st_mode & S_IFMT == S_IFLNK else { return .other }
        if destination(of: path)?.hasPrefix("/dev/pts/") == true { return .replaceableLink }
        let leadsNowhere = unsafe stat(path, &status) != 0 && errno == ENOENT
        return leadsNowhere ? .replaceableLink : .other
    }

    private static func destination(of path: String) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = unsafe readlink(path, start, buffer.count)
            guard count >= 0 else { return nil }
            return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    private static func make(_ name: String, to target: String, for path: String) throws(SerialError) {
        guard unsafe symlink(target, name) != 0 else { return }
        throw SerialError(placing: path, errno: errno)
    }
}

extension SerialError {
    /// What a refusal to place a link means.
    fileprivate init(placing path: String, errno error: Int32) {
        switch error {
        case ENOENT, ENOTDIR: self = .noSuchPath(path: path)
        case EACCES: self = .noPermission(path: path, node: nil)
        case EEXIST: self = .linkOccupied(path: path)
        default: self = .io(path: path, operation: .placeLink, errno: error)
        }
    }
}
