internal import Glibc
internal import NIOCore

/// A unix socket that listens, from its making to the moment in which an event loop takes it over.
///
/// Nobody can connect before `listen`, so mode and group are set between `bind` and that, without touching the
/// process's umask, which other threads rely on. The directory is locked meanwhile: of two servers that start at once,
/// one finds the other's socket half made otherwise, takes it for a dead one, and removes it.
struct ListeningSocket: ~Copyable {
    /// Which file a path meant when it was made: the one to be removed at the end, and no other.
    struct Identity: Equatable {
        let device: UInt
        let inode: UInt
    }

    private let descriptor: Int32

    private init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Gives the descriptor away; whoever takes it closes it.
    consuming func release() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    /// Makes a listening socket at `path`, in the place of one that a dead server left behind.
    static func open(path: String, mode: UInt32, group: UInt32?) throws(VarlinkError) -> ListeningSocket {
        let address = try UnixPath.address(of: path)
        let lock = try lockDirectory(of: path)
        defer { close(lock) }
        try removeDeadSocket(at: path, address: address)

        let socket = ListeningSocket(owning: try makeSocket(path: path))
        let status = unsafe address.withSockAddr { address, size in
            unsafe bind(socket.descriptor, address, socklen_t(size))
        }
        guard status == 0 else { throw systemError("bind", path) }
        guard unsafe chmod(path, mode) == 0 else { throw systemError("chmod", path) }
        if let group {
            guard unsafe lchown(path, uid_t.max, group) == 0 else { throw systemError("chown", path) }
        }
        guard listen(socket.descriptor, SOMAXCONN) == 0 else { throw systemError("listen", path) }
        return socket
    }

    /// Takes over a descriptor that somebody else made listen, as systemd does.
    static func adopt(descriptor: Int32) throws(VarlinkError) -> ListeningSocket {
        let isListening = try option(SO_ACCEPTCONN, of: descriptor)
        let isStream = try option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
        let isUnix = try option(SO_DOMAIN, of: descriptor) == AF_UNIX
        guard isListening != 0, isStream, isUnix else { throw .notListening(descriptor: descriptor) }
        return ListeningSocket(owning: descriptor)
    }

    /// The identity of the file at `path`, or nil when there is none.
    static func identity(of path: String) -> Identity? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    }

    /// Removes the file at `path` if it still is the one that was made there.
    static func remove(path: String, identity: Identity) {
        if Self.identity(of: path) == identity { unsafe unlink(path) }
    }
}

// MARK: - Steps

extension ListeningSocket {
    private static func systemError(_ call: String, _ path: String) -> VarlinkError {
        .system(call: call, path: path, code: errno)
    }

    private static func makeSocket(path: String) throws(VarlinkError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw systemError("socket", path) }
        return descriptor
    }

    private static func lockDirectory(of path: String) throws(VarlinkError) -> Int32 {
        let parent: Substring =
            switch path.lastIndex(of: "/") {
            case .none: "."
            case .some(path.startIndex): "/"
            case .some(let slash): path[..<slash]
            }
        let directory = unsafe Glibc.open(String(parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw systemError("open", String(parent)) }
        guard flock(directory, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(directory)
            if code == EWOULDBLOCK { throw .directoryLocked(path: path) }
            throw .system(call: "flock", path: String(parent), code: code)
        }
        return directory
    }

    private static func removeDeadSocket(at path: String, address: SocketAddress) throws(VarlinkError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw systemError("lstat", path) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let probe = ListeningSocket(owning: try makeSocket(path: path))
        let answer = unsafe address.withSockAddr { address, size in
            unsafe connect(probe.descriptor, address, socklen_t(size))
        }
        guard answer != 0 else { throw .addressInUse(path: path) }
        switch errno {
        case ENOENT: return
        case ECONNREFUSED:
            guard unsafe unlink(path) == 0 else { throw systemError("unlink", path) }
        // Full queue, or a socket of another type: somebody lives there.
        case EAGAIN, EPROTOTYPE: throw .addressInUse(path: path)
        default: throw systemError("connect", path)
        }
    }

    private static func option(_ name: Int32, of descriptor: Int32) throws(VarlinkError) -> Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 else {
            throw .notListening(descriptor: descriptor)
        }
        return value
    }
}
