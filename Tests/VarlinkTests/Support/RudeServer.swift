import Dispatch
import Glibc

@testable import Varlink

/// A server that accepts one client, waits for its first call, and answers with bytes as they are given.
final class RudeServer: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "rude server")

    init(_ path: String) throws {
        descriptor = try ListeningSocket.open(path: path, mode: 0o600, group: nil).release()
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
    }

    deinit {
        close(descriptor)
    }

    func answer(with bytes: [UInt8]) {
        queue.async { [descriptor] in
            let peer = accept(descriptor, nil, nil)
            var byte: UInt8 = 1
            while byte != 0, unsafe recv(peer, &byte, 1, 0) == 1 {}
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { buffer in
                    unsafe send(peer, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            // Stays open until the client has had enough: it is the client that must end this.
            while unsafe recv(peer, &byte, 1, 0) == 1 {}
            close(peer)
        }
    }
}
