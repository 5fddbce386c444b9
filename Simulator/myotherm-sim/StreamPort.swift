import CLinux
import Glibc
import Units

/// A socket as a line: one host at a time, and one that hangs up has pulled the cable.
///
/// For a virtual machine's serial port, or a host that wants no terminal.
final class StreamPort: HostPort {
    let name: String
    private let listener: StreamListener
    private var peer: Int32?
    private var isPlugged = true
    private var blockedSince: Instant?

    /// The kernel's room for what a host has not read.
    private static let sendBuffer: Int32 = 4096

    /// A port for those who come to `listener`.
    init(_ listener: StreamListener) {
        self.listener = listener
        name = listener.name
    }

    deinit { hangUp() }

    var polled: Int32? { isPlugged ? peer ?? listener.descriptor : nil }

    var isConnected: Bool { peer != nil }

    func read(into buffer: inout MutableSpan<UInt8>) throws(SimulatorError) -> Int {
        guard let peer else {
            admit()
            return 0
        }
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(peer, $0.baseAddress, $0.count, 0) }
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { hangUp() }
        return max(count, 0)
    }

    func write(_ bytes: Span<UInt8>, at now: Instant) throws(SimulatorError) -> HostWrite {
        guard let peer else { return .took(bytes.count) }
        let count = unsafe bytes.withUnsafeBytes {
            unsafe send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count > 0 {
            blockedSince = nil
            return .took(count)
        }
        guard errno == EAGAIN || errno == EINTR else {
            hangUp()
            return .took(bytes.count)
        }
        let since = blockedSince ?? now
        blockedSince = since
        guard now - since > StreamPort.patience else { return .took(0) }
        // What the kernel holds cannot be taken back; what comes after it can be left out.
        blockedSince = now
        return .forgot(Int64(bytes.count))
    }

    func unplug() {
        hangUp()
        isPlugged = false
    }

    func plug(as name: String?) { isPlugged = true }

    private func admit() {
        peer = listener.accept()
        guard let peer else { return }
        var size = StreamPort.sendBuffer
        _ = unsafe setsockopt(peer, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        blockedSince = nil
    }

    private func hangUp() {
        if let peer { _ = close(peer) }
        peer = nil
    }
}
