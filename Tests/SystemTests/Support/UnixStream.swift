import Glibc

/// A plain client of a unix stream socket.
enum UnixStream {
    /// Connects to the socket at `path` and gives the first bytes that come, `count` of them or more.
    static func read(from path: String, atLeast count: Int) throws(BenchError) -> [UInt8] {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw .notWritten(path: path, errno: errno) }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer in
            for (index, byte) in bytes.prefix(buffer.count - 1).enumerated() { unsafe buffer[index] = byte }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard code == 0 else { throw .notWritten(path: path, errno: errno) }
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var result: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 512)
        while result.count < count {
            let got = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard got > 0 else { throw .neverCame("\(count) bytes from \(path)", last: "\(result.count)") }
            result += part[..<got]
        }
        return result
    }
}
