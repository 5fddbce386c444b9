internal import CLinux
internal import Glibc

extension SerialPort {
    /// Opens a serial line, makes this process its one owner, and sets it up: raw 8N1, no flow control, not blocking.
    ///
    /// Ownership is a lock (against another of us), then `TIOCEXCL` (against later opens), then a look at who else has
    /// the line open (against those who were first and ask for no lock). Only the owner changes the line. Input from
    /// before is discarded and DTR is turned on; opening alone may already have raised it and restarted the device, so
    /// nothing known about the device from before holds.
    ///
    /// Drivers may block here for seconds, and `/proc` is read: call it off the control loop. It allocates.
    ///
    /// - Parameters:
    ///   - path: The device node, or links to it.
    ///   - baud: The rate; the driver may miss it by 2 %. See `LineSettings.baudRate` for what it made of it.
    /// - Returns: The port.
    /// - Throws: Any case of `SerialError` but `linkOccupied`. The line is then closed, and as it was if it is
    ///   another's.
    public static func open(path: String, baud: BaudRate) throws(SerialError) -> SerialPort {
        guard baud.baud > 0 else { throw .baudRefused(path: path, asked: baud, got: baud) }
        let node = try LineNode.find(path)
        let line = try openNode(node, path: path)
        try checkIsTerminal(line, path: path)
        let exclusive = try takeOwnership(of: line, node.identity, path: path)
        let rate = try setRaw(line, baud: baud, path: path)
        let settings = LineSettings(
            baudRate: rate,
            exclusive: exclusive,
            lowLatency: Adjustment(result: myotherm_latency_set_low(line.number)),
            latencyTimer: LatencyTimer.shorten(of: node.identity),
            closesWithoutWaiting: Adjustment(result: myotherm_latency_skip_closing_wait(line.number)),
            dataTerminalReady: Adjustment(result: myotherm_modem_set(line.number, Int32(myotherm_modem_dtr)))
        )
        let discarded = -myotherm_queue_discard_input(line.number)
        guard discarded == 0 else { throw failure(.discardInput, errno: discarded, path: path) }
        return SerialPort(owning: line, identity: node.identity, settings: settings)
    }

    private static func openNode(_ node: LineNode, path: String) throws(SerialError) -> Descriptor {
        let resolved = node.identity.resolvedPath
        var number: Int32
        var error: Int32
        repeat {
            number = unsafe Glibc.open(resolved, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
            error = errno
        } while number < 0 && error == EINTR
        guard number >= 0 else {
            switch error {
            case EACCES: throw .noPermission(path: path, node: node.permissions)
            case EPERM: throw .forbiddenByPolicy(path: path)
            case EBUSY: throw busy(node.identity, except: -1, path: path)
            default: throw failure(.open, errno: error, path: path)
            }
        }
        let line = Descriptor(owning: number)
        // Between the look and the opening a device may have left and another taken its name.
        guard let opened = LineNode.identity(of: number, path: resolved), opened == node.identity else {
            throw .gone(path: path)
        }
        return line
    }

    private static func checkIsTerminal(_ line: borrowing Descriptor, path: String) throws(SerialError) {
        let error = -myotherm_line_read(line.number).error
        if error == ENOTTY || error == EINVAL { throw .notATerminal(path: path) }
        if error != 0 { throw failure(.configure, errno: error, path: path) }
    }

    /// Locks the line, marks it exclusive and looks for others who have it open.
    ///
    /// What it marked it takes back if it finds one.
    private static func takeOwnership(
        of line: borrowing Descriptor, _ identity: LineIdentity, path: String
    ) throws(SerialError) -> Adjustment {
        let lock = -myotherm_ownership_lock(line.number)
        if lock == EWOULDBLOCK { throw busy(identity, except: line.number, path: path) }
        if lock != 0 { throw failure(.lock, errno: lock, path: path) }
        let wasExclusive = myotherm_ownership_is_exclusive(line.number) == 1
        // The mark on a pty ends only with the master: it would lock out whoever comes after an owner that was killed.
        let exclusive: Adjustment =
            identity.isPseudoTerminal
            ? .unsupported : Adjustment(result: myotherm_ownership_set_exclusive(line.number, 1))
        guard let rival = LineHolders.find(of: identity, except: line.number).rival else { return exclusive }
        if !wasExclusive && exclusive == .applied {
            _ = myotherm_ownership_set_exclusive(line.number, 0)
        }
        throw .busy(path: path, by: rival)
    }

    private static func setRaw(
        _ line: borrowing Descriptor, baud: BaudRate, path: String
    ) throws(SerialError) -> BaudRate {
        let mode = myotherm_line_set_raw(line.number, baud.baud)
        if mode.error == -EINVAL { throw .baudRefused(path: path, asked: baud, got: BaudRate(baud: 0)) }
        if mode.error != 0 { throw failure(.configure, errno: -mode.error, path: path) }
        guard mode.is_raw == 1 else { throw .modeRefused(path: path) }
        for got in [mode.output_baud, mode.input_baud] where !baud.isServed(by: BaudRate(baud: got)) {
            throw .baudRefused(path: path, asked: baud, got: BaudRate(baud: got))
        }
        return BaudRate(baud: mode.output_baud)
    }

    private static func busy(_ identity: LineIdentity, except own: Int32, path: String) -> SerialError {
        let holders = LineHolders.find(of: identity, except: own)
        return .busy(path: path, by: holders.rival ?? holders.otherEnd)
    }

    /// The errors by which the kernel says that there is no device (any more), and the rest.
    private static func failure(_ operation: SerialError.Operation, errno error: Int32, path: String) -> SerialError {
        switch error {
        case ENOENT, ENODEV, ENXIO, EIO: .gone(path: path)
        default: .io(path: path, operation: operation, errno: error)
        }
    }
}
