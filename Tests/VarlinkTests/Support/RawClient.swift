import Dispatch
import Glibc
import Testing

/// A client that sends bytes as they are given and reads messages as they come: what a foreign or a hostile program is.
///
/// It blocks on a queue of its own. The receive time-out makes a broken server fail a test; no other test relies on it.
final class RawClient: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "raw client")

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            for (index, byte) in path.utf8.enumerated() { unsafe target[index] = byte }
        }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Failure(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    struct Failure: Error { let code: Int32 }

    /// Sends the bytes; a peer that has closed is no failure, as what it answered is the test's business.
    func send(_ bytes: [UInt8]) async {
        await withCheckedContinuation { continuation in
            queue.async { [descriptor] in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = unsafe rest.withUnsafeBytes { buffer in
                        unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    rest = rest.dropFirst(count)
                }
                continuation.resume()
            }
        }
    }

    /// Sends texts, each ended by a NUL.
    func send(_ messages: String...) async {
        await send(messages.flatMap { [UInt8]($0.utf8) + [0] })
    }

    /// Says that no more will be sent, and goes on reading.
    func endSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// The next message, or nil when the connection has ended.
    func receive() async -> String? {
        let (message, code) = await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: receiveBlocking()) }
        }
        if code != 0, code != ECONNRESET { Issue.record("neither a message nor an end came: errno \(code)") }
        return message
    }

    private func receiveBlocking() -> (message: String?, code: Int32) {
        var message: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            switch unsafe recv(descriptor, &byte, 1, 0) {
            case 1 where byte == 0: return (String(decoding: message, as: UTF8.self), 0)
            case 1: message.append(byte)
            case 0: return (nil, 0)
            default: return (nil, errno)
            }
        }
    }
}
