internal import CLinux
internal import Glibc

/// The daemon's end of the line to the device: an open terminal that this process alone owns, raw 8N1, not blocking.
///
/// `open` (in `SerialPort+Open.swift`) takes ownership and sets the line up, off the control loop. From then on the
/// control loop reads and writes; no call here waits, and none allocates. Nothing ever drains: a dead line never does.
///
/// The port belongs to one thread or queue at a time, and may be handed on: from the one that opened it to the control
/// loop. Calls that may block without limit are not here but in `LineControl`, so that a thread that may be lost can
/// make them.
public struct SerialPort: ~Copyable, Sendable {
    /// The open descriptor, to be polled, given to a read source or to `LineControl`.
    ///
    /// It is valid until the port closes: cancel every source on it first, and wait for their cancel handlers.
    public let descriptor: Int32

    /// What line this is, whatever name was used to find it.
    public let identity: LineIdentity

    /// What the driver made of the optional settings.
    public let settings: LineSettings

    init(owning descriptor: consuming Descriptor, identity: LineIdentity, settings: LineSettings) {
        self.descriptor = descriptor.release()
        self.identity = identity
        self.settings = settings
    }

    deinit {
        // Unsent bytes would make the driver wait for them on close, by default half a minute on a line that is stuck.
        _ = myotherm_queue_discard_output(descriptor)
        if !identity.isPseudoTerminal {
            // The mark stays with the terminal while anybody else has it open, and would lock the next owner out.
            _ = myotherm_ownership_set_exclusive(descriptor, 0)
        }
        _ = Glibc.close(descriptor)
    }

    /// Gives the line back: discards unsent bytes, lets others open it, closes it; DTR drops with the last descriptor.
    ///
    /// It drains nothing, so unsent bytes cannot hold it. A USB driver may still talk to a device that does not answer
    /// (dropping DTR is a transfer with a limit of seconds), so close off the control loop. There is no result: nothing
    /// waits to be stored, and the descriptor is gone in any case. Letting the port go out of scope does the same.
    public consuming func close() {
        // The end of the value's life is the one place that closes: see deinit.
    }
}

/// The settings a line can do without, as they came out.
public struct LineSettings: Equatable, Sendable {
    /// The rate the driver says the line runs at, within 2 % of what was asked.
    public let baudRate: BaudRate
    /// Whether others are kept from opening the line (`TIOCEXCL`; it does not stop root).
    ///
    /// Unsupported on a pty, where the mark would outlive a killed owner and lock the next one out.
    public let exclusive: Adjustment
    /// Whether received bytes are handed over at once.
    ///
    /// On an FTDI bridge without it, a byte may lie for 16 ms.
    public let lowLatency: Adjustment
    /// For how long a USB bridge gathers received bytes, as it was read back; nil where it has no such timer.
    public let latencyTimer: LatencyTimer?
    /// Whether the driver closes without waiting for unsent bytes; needs `CAP_SYS_ADMIN`.
    ///
    /// Without it `close()` relies on discarding them.
    public let closesWithoutWaiting: Adjustment
    /// Whether DTR was turned on.
    public let dataTerminalReady: Adjustment
}
