internal import CLinux

/// The modem lines and the break of a serial line, by its raw descriptor.
///
/// **Every call here can block without limit** on exactly the line it is for: on a USB bridge each is a transfer to a
/// device that may no longer answer. Make them on a thread that may be lost, never on the control loop. That is why
/// this is a plain value that any thread may hold, and not part of `SerialPort`.
///
/// The port must stay open until the call has returned: after its close the number may belong to another file. If a
/// call never returns, do not close the port; end the process instead, which drops DTR too.
public struct LineControl: Sendable {
    /// The descriptor of an open line.
    public let descriptor: Int32

    /// Controls the line behind `descriptor` (see `SerialPort.descriptor`), which stays its owner's.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// One of the two lines that this end drives.
    public enum Output: Sendable {
        /// "Data terminal ready": the device takes its loss as the loss of the host.
        case dataTerminalReady
        /// "Request to send": without flow control it has no meaning of its own.
        case requestToSend
    }

    /// The lines as they stand.
    public struct State: Equatable, Sendable {
        /// This end's "data terminal ready".
        public let dataTerminalReady: Bool
        /// This end's "request to send".
        public let requestToSend: Bool
        /// The device's "clear to send".
        public let clearToSend: Bool
        /// The device's "data set ready".
        public let dataSetReady: Bool
        /// The device's "data carrier detect".
        public let carrierDetect: Bool
        /// The device's "ring indicator".
        public let ringIndicator: Bool
    }

    /// Reads the modem lines.
    ///
    /// May block without limit.
    ///
    /// - Returns: The lines, or nil where the line has none (a pty) or does not answer.
    public func state() -> State? {
        let bits = myotherm_modem_read(descriptor)
        guard bits >= 0 else { return nil }
        func isOn(_ line: Int) -> Bool { Int(bits) & line != 0 }
        return State(
            dataTerminalReady: isOn(myotherm_modem_dtr),
            requestToSend: isOn(myotherm_modem_rts),
            clearToSend: isOn(myotherm_modem_cts),
            dataSetReady: isOn(myotherm_modem_dsr),
            carrierDetect: isOn(myotherm_modem_dcd),
            ringIndicator: isOn(myotherm_modem_ri)
        )
    }

    /// Turns one output on or off.
    ///
    /// May block without limit.
    public func set(_ output: Output, on: Bool) -> Adjustment {
        let mask: Int
        switch output {
        case .dataTerminalReady: mask = myotherm_modem_dtr
        case .requestToSend: mask = myotherm_modem_rts
        }
        let change = on ? myotherm_modem_set : myotherm_modem_clear
        return Adjustment(result: change(descriptor, Int32(mask)))
    }

    /// Starts or ends a break: the line held at zero for as long as it is on.
    ///
    /// May block without limit. A pty accepts it and delivers nothing.
    public func setBreak(on: Bool) -> Adjustment {
        Adjustment(result: myotherm_modem_break(descriptor, on ? 1 : 0))
    }
}
