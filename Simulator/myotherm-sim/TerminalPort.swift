import CLinux
import Glibc
import Serial
import Units

/// A pseudo-terminal behind a link: a host opens it as it would open a serial port.
///
/// In a frame cut by forgetting the receiver finds one error, as after an overrun of a UART.
final class TerminalPort: HostPort {
    private(set) var name: String
    private let link: String
    private var open: OpenTerminal?

    // What the host leaves unread: what was written, what of it was taken when somebody looked last, and when that was.
    private var written: Int64 = 0
    private var taken: Int64 = 0
    private var takenAt = Instant.zero
    private var lookedAt = Instant.zero

    /// The most bytes that may stand unread: 80 ms of telemetry at 200 Hz.
    private static let window: Int64 = 2048
    /// How often the terminal is asked what stands there, at least.
    private static let look = Duration.milliseconds(50)

    /// A new terminal, to which `link` leads.
    init(link: String) throws(SimulatorError) {
        self.link = link
        name = link
        open = try OpenTerminal(link: link)
    }

    var polled: Int32? { open?.descriptor }

    var isConnected: Bool { open != nil }

    /// The terminal's own path.
    var slavePath: String { open?.slavePath ?? "nothing" }

    func read(into buffer: inout MutableSpan<UInt8>) throws(SimulatorError) -> Int {
        guard let open else { return 0 }
        switch open.read(into: &buffer) {
        case .bytes(let count): return count
        // Without a host there is nothing; the slave that is held here rules a hang-up out, and it would pass.
        case .nothing, .hangUp: return 0
        case .failed(let errno): throw .system(.read, errno: errno)
        }
    }

    func write(_ bytes: Span<UInt8>, at now: Instant) throws(SimulatorError) -> HostWrite {
        guard let open else { return .took(bytes.count) }
        // A call to the system for each frame would be half of all: it is asked when the window may be full, or was not
        // looked at for a while.
        let mayBeFull = written - taken + Int64(bytes.count) > TerminalPort.window
        if mayBeFull || now - lookedAt > TerminalPort.look {
            let count = try open.unread()
            if count == 0 || written - count > taken { takenAt = now }
            taken = written - count
            lookedAt = now
        }
        if now - takenAt > TerminalPort.patience {
            // Should the terminal refuse, the window still bounds what stands there.
            open.discardUnread()
            let forgotten = written - taken + Int64(bytes.count)
            taken = written
            takenAt = now
            return .forgot(forgotten)
        }
        let room = Int(max(TerminalPort.window - (written - taken), 0))
        switch open.write(bytes.extracting(first: min(room, bytes.count))) {
        case .wrote(let count):
            written += Int64(count)
            return .took(count)
        case .wouldBlock, .hangUp: return .took(0)
        case .failed(let errno): throw .system(.write, errno: errno)
        }
    }

    func unplug() { open = nil }

    func plug(as name: String?) throws(SimulatorError) {
        self.name = name.map { TerminalPort.sibling($0, of: link) } ?? link
        open = try OpenTerminal(link: self.name)
        (written, taken) = (0, 0)
        takenAt = .zero
        lookedAt = .zero
    }

    /// `name` in the directory of `path`.
    private static func sibling(_ name: String, of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }
}

/// A terminal as long as the cable is in.
private final class OpenTerminal {
    private let terminal: PseudoTerminal
    private let slave: Int32

    init(link: String) throws(SimulatorError) {
        var terminal: PseudoTerminal
        do { terminal = try PseudoTerminal.open(holdsSlave: true) } catch { throw .terminal(error) }
        do { try terminal.placeLink(at: link) } catch { throw .link(error) }
        let slave = myotherm_pty_open_slave(terminal.descriptor)
        guard slave >= 0 else { throw .system(.openSlave, errno: -slave) }
        self.terminal = terminal
        self.slave = slave
    }

    deinit { _ = close(slave) }

    var descriptor: Int32 { terminal.descriptor }

    var slavePath: String { terminal.slavePath }

    func read(into buffer: inout MutableSpan<UInt8>) -> ReadOutcome { terminal.read(into: &buffer) }

    func write(_ bytes: Span<UInt8>) -> WriteOutcome { terminal.write(bytes) }

    /// The bytes that the host could read now.
    func unread() throws(SimulatorError) -> Int64 {
        var count: Int32 = 0
        guard unsafe ioctl(slave, UInt(FIONREAD), &count) == 0 else { throw .system(.unread, errno: errno) }
        return Int64(count)
    }

    func discardUnread() { _ = myotherm_queue_discard_input(slave) }
}
