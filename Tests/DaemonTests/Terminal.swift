import Serial

/// The device's end of a line: a pty's master.
final class Terminal {
    private var master: PseudoTerminal?
    let path: String

    init() throws {
        let opened = try PseudoTerminal.open(holdsSlave: false)
        path = opened.slavePath
        master = consume opened
    }

    /// What waits, up to the moment at which nothing does.
    func readAll() -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case .bytes(let count)? = read(into: &bytes) { all += bytes[0..<count] }
        return all
    }

    private func read(into bytes: inout [UInt8]) -> ReadOutcome? {
        var span = bytes.mutableSpan
        return master?.read(into: &span)
    }

    func write(_ bytes: [UInt8]) { _ = master?.write(bytes.span) }

    /// Hangs up.
    func close() { master = nil }
}
