import Glibc

/// The socket on which a running simulator is told what breaks: one command a line, one answer a line.
///
/// Nobody on it can hold the devices up: lines and answers have bounds, and who does not read is dropped.
final class ControlPort {
    private let listener: StreamListener
    private var clients: [Client] = []

    private struct Client {
        let descriptor: Int32
        var input: [UInt8] = []
        var output: [UInt8] = []
        var hasEnded = false
    }

    /// The most clients at a time.
    private static let clientLimit = 8
    /// The longest line.
    private static let lineLimit = 1024
    /// The most that may wait for a client that does not read.
    private static let outputLimit = 65_536

    /// Listens at `path`.
    init(path: String) throws(SimulatorError) { listener = try StreamListener.unix(path) }

    deinit {
        for client in clients { _ = close(client.descriptor) }
    }

    /// Adds what to poll: the listener, then each client.
    func poll(into polled: inout [pollfd]) {
        let room = clients.count < ControlPort.clientLimit
        polled.append(pollfd(fd: room ? listener.descriptor : -1, events: Int16(POLLIN), revents: 0))
        for client in clients {
            let events = client.output.isEmpty ? POLLIN : POLLIN | POLLOUT
            polled.append(pollfd(fd: client.descriptor, events: Int16(events), revents: 0))
        }
    }

    /// Serves whoever `polled` says something of; `answer` performs one line.
    func serve(
        _ polled: [pollfd], _ answer: (String) throws(SimulatorError) -> String
    ) throws(SimulatorError) {
        for index in clients.indices where index + 1 < polled.count && polled[index + 1].revents != 0 {
            receive(index)
            try work(index, answer)
            flush(index)
        }
        for client in clients where client.hasEnded { _ = close(client.descriptor) }
        clients.removeAll { $0.hasEnded }
        if polled.first?.revents != 0, clients.count < ControlPort.clientLimit, let peer = listener.accept() {
            clients.append(Client(descriptor: peer))
        }
    }

    private func receive(_ index: Int) {
        var buffer = InlineArray<1024, UInt8>(repeating: 0)
        var span = buffer.mutableSpan
        let descriptor = clients[index].descriptor
        let count = unsafe span.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else {
            if count == 0 || (errno != EAGAIN && errno != EINTR) { clients[index].hasEnded = true }
            return
        }
        for place in 0..<count { clients[index].input.append(buffer[place]) }
    }

    private func work(_ index: Int, _ answer: (String) throws(SimulatorError) -> String) throws(SimulatorError) {
        while let end = clients[index].input.firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(clients[index].input[..<end])
            clients[index].input.removeFirst(end + 1)
            let text = ControlPort.plain(line)
            say(
                text == nil
                    ? "error a line is up to \(ControlPort.lineLimit) printable characters" : try answer(text ?? ""),
                to: index)
        }
        guard clients[index].input.count > ControlPort.lineLimit else { return }
        say("error a line is up to \(ControlPort.lineLimit) printable characters", to: index)
        flush(index)
        clients[index].hasEnded = true
    }

    private func say(_ text: String, to index: Int) {
        clients[index].output.append(contentsOf: text.utf8)
        clients[index].output.append(UInt8(ascii: "\n"))
        if clients[index].output.count > ControlPort.outputLimit { clients[index].hasEnded = true }
    }

    private func flush(_ index: Int) {
        guard !clients[index].output.isEmpty else { return }
        let descriptor = clients[index].descriptor
        let count = unsafe clients[index].output.withUnsafeBytes {
            unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count > 0 {
            clients[index].output.removeFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            clients[index].hasEnded = true
        }
    }

    /// The line as text; nil when it is too long or not printable.
    private static func plain(_ line: [UInt8]) -> String? {
        guard line.count <= lineLimit, line.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }
}
