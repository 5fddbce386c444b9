import Dispatch
import Glibc
import Serial
import Synchronization

/// The device's end of a line: a pty's master.
final class Terminal {
    private var master: PseudoTerminal?
    let path: String

    init() throws {
        let opened = try PseudoTerminal.open(holdsSlave: false)
        path = opened.slavePath
        master = consume opened
    }

    /// To be written by another thread, as long as this lives.
    var descriptor: Int32 { master?.descriptor ?? -1 }

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

/// A device that never stops sending, on a thread of its own.
final class Flood: Sendable {
    private let isEnding = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    init(into descriptor: Int32) {
        DispatchQueue(label: "flood").async { [self] in
            let block = [UInt8](repeating: 0x5A, count: 4096)
            while !isEnding.load(ordering: .relaxed) {
                _ = unsafe block.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            }
            ended.signal()
        }
    }

    func end() {
        isEnding.store(true, ordering: .relaxed)
        ended.wait()
    }
}
