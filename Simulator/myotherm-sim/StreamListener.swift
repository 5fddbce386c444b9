import Glibc
import Units

/// A socket on which somebody can be met: a unix socket, or a TCP port of this machine alone.
final class StreamListener {
    /// What a client is told to connect to.
    let name: String
    /// What to poll for somebody who comes.
    let descriptor: Int32
    private let path: String?

    private init(name: String, descriptor: Int32, path: String?) {
        self.name = name
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        _ = close(descriptor)
        if let path { _ = unsafe unlink(path) }
    }

    /// Listens at `path`, where nothing stands but perhaps a socket on which nobody listens any more.
    static func unix(_ path: String) throws(SimulatorError) -> StreamListener {
        var address = try UnixAddress(path)
        let socket = try make(AF_UNIX, path)
        if address.connect(socket) == 0 {
            _ = close(socket)
            throw .socket(name: path, errno: EADDRINUSE)
        }
        var status = stat()
        if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { _ = unsafe unlink(path) }
        guard address.bind(socket) == 0, listen(socket, 4) == 0 else { throw failed(path, socket) }
        return StreamListener(name: path, descriptor: socket, path: path)
    }

    /// Listens at `port` of 127.0.0.1; 0 takes one that is free.
    static func loopback(port: UInt16) throws(SimulatorError) -> StreamListener {
        let name = "127.0.0.1:\(port)"
        let socket = try make(AF_INET, name)
        var yes: Int32 = 1
        _ = unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
                guard unsafe Glibc.bind(socket, generic, length) == 0, listen(socket, 4) == 0 else { return -1 }
                return unsafe getsockname(socket, generic, &length)
            }
        }
        guard result == 0 else { throw failed(name, socket) }
        return StreamListener(
            name: "127.0.0.1:\(UInt16(bigEndian: address.sin_port))", descriptor: socket, path: nil)
    }

    /// Somebody who came; nil when nobody did.
    func accept() -> Int32? {
        let peer = Glibc.accept(descriptor, nil, nil)
        guard peer >= 0 else { return nil }
        _ = fcntl(peer, F_SETFL, O_NONBLOCK)
        _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
        if path == nil {
            // Bytes of a serial line do not wait for more of them.
            var yes: Int32 = 1
            _ = unsafe setsockopt(peer, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        return peer
    }

    private static func make(_ family: Int32, _ name: String) throws(SimulatorError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(family, kind, 0)
        guard socket >= 0 else { throw .socket(name: name, errno: errno) }
        return socket
    }

    private static func failed(_ name: String, _ socket: Int32) -> SimulatorError {
        let error = errno
        _ = close(socket)
        return .socket(name: name, errno: error)
    }
}

/// The address of a unix socket.
struct UnixAddress {
    private var address = sockaddr_un()

    init(_ path: String) throws(SimulatorError) {
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else {
            throw .socket(name: path, errno: ENAMETOOLONG)
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            for (index, byte) in bytes.enumerated() { unsafe target[index] = byte }
        }
    }

    /// 0, or -1 with `errno`.
    mutating func connect(_ socket: Int32) -> Int32 {
        unsafe apply { unsafe Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }

    /// 0, or -1 with `errno`.
    mutating func bind(_ socket: Int32) -> Int32 {
        unsafe apply { unsafe Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }

    private mutating func apply(_ body: (UnsafeMutablePointer<sockaddr>) -> Int32) -> Int32 {
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
        }
    }
}
