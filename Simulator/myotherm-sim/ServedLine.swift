import CLinux
import Glibc
import Serial
import Units
import World

/// The line between host and device: a pseudo-terminal that carries bytes no faster than a real line would.
///
/// A pseudo-terminal keeps what nobody reads, and would give a host that comes later minutes of old telemetry. A real
/// line forgets. So only little may stand unread, and what nobody has touched for a quarter of a second is thrown away,
/// together with what the device had ready behind it. In a frame cut by this the receiver finds one error, as after an
/// overrun of a UART.
struct ServedLine: ~Copyable {
    private let terminal: PseudoTerminal
    private let slave: Int32

    // Towards the host: how many of the device's oldest bytes are under way, and when they arrive.
    private var toHost: LinePace
    private var leaving = 0
    private var leavingArrives = Instant.zero
    private var isBlocked = false

    // What the host leaves unread.
    private var written: Int64 = 0
    private var taken: Int64 = 0
    private var takenAt = Instant.zero

    // Towards the device: what was read from the terminal, and when the last byte of it arrives.
    private var toDevice: LinePace
    private var coming: [256 of UInt8] = InlineArray(repeating: 0)
    private var comingCount = 0
    private var comingArrives = Instant.zero

    /// Bytes that no host read in time.
    private(set) var forgotten: Int64 = 0

    /// The most bytes that may stand unread: 80 ms of telemetry at 200 Hz.
    private static let window = 2048
    /// How long bytes may stand untouched.
    private static let patience = Duration.milliseconds(250)

    /// A new terminal, to which `link` leads.
    static func open(link: String, baud: UInt32) throws(SimulatorError) -> ServedLine {
        var terminal: PseudoTerminal
        do { terminal = try PseudoTerminal.open(holdsSlave: true) } catch { throw .terminal(error) }
        do { try terminal.placeLink(at: link) } catch { throw .link(error) }
        let slave = myotherm_pty_open_slave(terminal.descriptor)
        guard slave >= 0 else { throw .system(.openSlave, errno: -slave) }
        return ServedLine(terminal: terminal, slave: slave, baud: baud)
    }

    private init(terminal: consuming PseudoTerminal, slave: Int32, baud: UInt32) {
        self.terminal = terminal
        self.slave = slave
        toHost = LinePace(baud: baud)
        toDevice = LinePace(baud: baud)
    }

    deinit { _ = close(slave) }

    /// The terminal's own path.
    var slavePath: String { terminal.slavePath }

    /// What to poll for bytes from the host; nil while earlier ones are still under way.
    var readable: Int32? { comingCount == 0 ? terminal.descriptor : nil }

    /// When bytes arrive next at either end; nil when none are under way, or when the host has to read first.
    var nextArrival: Instant? {
        let out = leaving > 0 && !isBlocked ? leavingArrives : nil
        guard comingCount > 0 else { return out }
        return min(out ?? comingArrives, comingArrives)
    }

    /// Takes what the host gave to the line by `now`.
    mutating func read(at now: Instant) throws(SimulatorError) {
        var buffer = coming.mutableSpan
        switch terminal.read(into: &buffer) {
        case .bytes(let count):
            comingCount = count
            comingArrives = toDevice.arrival(of: count, givenAt: now)
        // Without a host there is nothing; the slave that is held here rules a hang-up out, and it would pass.
        case .nothing, .hangUp: break
        case .failed(let errno): throw .system(.read, errno: errno)
        }
    }

    /// Carries what arrives at `now`, both ways.
    mutating func carry(_ device: inout SimulatedApplicator, at now: Instant) throws(SimulatorError) {
        if comingCount > 0, comingArrives <= now {
            device.receive(coming.span.extracting(first: comingCount), at: now)
            comingCount = 0
        }
        isBlocked = false
        while !isBlocked {
            if leaving == 0 {
                leaving = device.withPending { $0.count }
                guard leaving > 0 else { return }
                leavingArrives = toHost.arrival(of: leaving, givenAt: now)
            }
            guard leavingArrives <= now else { return }
            try handOver(&device, at: now)
        }
    }

    /// Gives the host what arrived, as far as there is room.
    private mutating func handOver(_ device: inout SimulatedApplicator, at now: Instant) throws(SimulatorError) {
        let room = ServedLine.window - (try unread(at: now))
        if now - takenAt > ServedLine.patience {
            forget(&device, at: now)
            return
        }
        let outcome = device.withPending { bytes in
            terminal.write(bytes.extracting(first: max(min(leaving, room, bytes.count), 0)))
        }
        switch outcome {
        case .wrote(let count):
            device.sent(count)
            written += Int64(count)
            leaving = device.withPending { min(leaving - count, $0.count) }
            isBlocked = leaving > 0
        // The device's own samples bring the next try, 5 ms later at most.
        case .wouldBlock, .hangUp: isBlocked = true
        case .failed(let errno): throw .system(.write, errno: errno)
        }
    }

    /// The bytes that the host could read now; notes whether it took any since the last look.
    private mutating func unread(at now: Instant) throws(SimulatorError) -> Int {
        var count: Int32 = 0
        guard unsafe ioctl(slave, UInt(FIONREAD), &count) == 0 else { throw .system(.unread, errno: errno) }
        let total = written - Int64(count)
        if count == 0 || total > taken { takenAt = now }
        taken = total
        return Int(count)
    }

    /// Forgets what nobody reads.
    private mutating func forget(_ device: inout SimulatedApplicator, at now: Instant) {
        // Should the terminal refuse, the window still bounds what stands there.
        _ = myotherm_queue_discard_input(slave)
        let waiting = device.withPending { $0.count }
        device.sent(waiting)
        forgotten += written - taken + Int64(waiting)
        taken = written
        takenAt = now
        leaving = 0
    }
}
