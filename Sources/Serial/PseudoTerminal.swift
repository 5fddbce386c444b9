internal import CLinux
internal import Glibc

/// A line without hardware: the device's end (the master) is held here, and the host opens the slave's path as it would
/// open a serial port.
///
/// For the simulator and for tests.
///
/// How the device's end sees that the host has gone depends on `holdsSlave`:
///
/// - **false**: as long as no host has come, `read` answers `nothing`. Once the last host closed the slave, every
///   `read` answers `hangUp` until another opens it; that is the sign. Meanwhile `poll` reports the master as hung up
///   without pause, so a loop that polls it must leave it out and look again from time to time, or it spins.
/// - **true**: a descriptor of the slave is kept open here, so `read` answers `nothing` and `poll` is quiet while no
///   host is there. That a host left cannot be seen: the device must conclude it from silence, as on a real line.
///   `SerialPort` knows this descriptor by its owner, who also has the master, and does not take it for a rival.
///
/// In both cases `write` goes into the slave's buffer when nobody reads, until it is full (`wouldBlock`); the next host
/// discards it when it opens the port. Both ends are raw from the beginning. A pty has no rate, no modem lines, no
/// break and no queue that could be measured.
public struct PseudoTerminal: ~Copyable, Sendable {
    /// The master's descriptor, to be polled or given to a read source; valid until this closes.
    public let descriptor: Int32

    /// The path that a host opens, such as `/dev/pts/7`.
    public let slavePath: String

    private let heldSlave: Int32?
    private var link: TerminalLink?

    /// Whether a descriptor of the slave is kept open here.
    public var holdsSlave: Bool {
        heldSlave != nil
    }

    /// Makes a new pseudo-terminal, raw, not blocking.
    ///
    /// - Parameter holdsSlave: See the type's description.
    /// - Returns: The device's end.
    /// - Throws: `SerialError.io` when the system gives none; `modeRefused`.
    public static func open(holdsSlave: Bool) throws(SerialError) -> PseudoTerminal {
        let device = "/dev/ptmx"
        let number = myotherm_pty_open_master()
        guard number >= 0 else { throw .io(path: device, operation: .createTerminal, errno: -number) }
        let master = Descriptor(owning: number)
        let index = myotherm_pty_number(master.number)
        guard index >= 0 else { throw .io(path: device, operation: .createTerminal, errno: -index) }
        let path = "/dev/pts/\(index)"
        // A mode set on the master is the slave's: both ends share one line discipline.
        let mode = myotherm_line_set_raw(master.number, BaudRate.standard921600.baud)
        guard mode.error == 0 else { throw .io(path: path, operation: .configure, errno: -mode.error) }
        guard mode.is_raw == 1 else { throw .modeRefused(path: path) }
        guard holdsSlave else {
            return PseudoTerminal(master: master.release(), slavePath: path, heldSlave: nil)
        }
        let slave = myotherm_pty_open_slave(master.number)
        guard slave >= 0 else { throw .io(path: path, operation: .open, errno: -slave) }
        return PseudoTerminal(master: master.release(), slavePath: path, heldSlave: slave)
    }

    private init(master: Int32, slavePath: String, heldSlave: Int32?) {
        self.descriptor = master
        self.slavePath = slavePath
        self.heldSlave = heldSlave
    }

    deinit {
        link?.remove()
        if let heldSlave { _ = Glibc.close(heldSlave) }
        _ = Glibc.close(descriptor)
    }

    /// Removes the link, and closes: the host sees a hang-up, as if the device had been pulled.
    ///
    /// Letting the value go out of scope does the same.
    public consuming func close() {
        // The end of the value's life is the one place that closes: see deinit.
    }

    /// Makes `path` a symbolic link to the slave, at once or not at all; an earlier link of this value goes.
    ///
    /// A link there that leads nowhere or to a pty is replaced: one that an earlier simulator left may lead to
    /// another's pty by now, so the two cannot be told apart. Nothing else is.
    ///
    /// - Throws: `linkOccupied` if anything else stands there, also a link to a real device; `noSuchPath` if the
    ///   directory does not exist; `noPermission`; `io`.
    public mutating func placeLink(at path: String) throws(SerialError) {
        let placed = try TerminalLink.place(at: path, to: slavePath)
        if let link, link.path != path { link.remove() }
        link = placed
    }

    /// Reads what the host wrote, as `SerialPort.read` does.
    ///
    /// `hangUp` is not final here: see the type's description.
    public borrowing func read(into buffer: inout MutableSpan<UInt8>) -> ReadOutcome {
        Descriptor.read(descriptor, into: &buffer)
    }

    /// Writes towards the host, as `SerialPort.write` does.
    public borrowing func write(_ bytes: Span<UInt8>) -> WriteOutcome {
        Descriptor.write(bytes, to: descriptor)
    }
}
