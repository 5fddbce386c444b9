public import Units

/// What a line is like when nothing is broken.
public struct LineTraits: Equatable, Sendable {
    /// Bits per second each way, ten of them a byte; 0 for a line that takes no time.
    public var baud: UInt32
    /// How long everything takes besides, each way.
    public var latency: Duration
    /// The most that chance adds to it.
    public var jitter: Duration
    /// What stands between the UART and the host.
    public var usb: USBBridge

    /// A line of `baud` bits per second.
    public init(baud: UInt32, latency: Duration = .zero, jitter: Duration = .zero, usb: USBBridge = .none) {
        self.baud = baud
        self.latency = latency
        self.jitter = jitter
        self.usb = usb
    }
}

/// A USB serial bridge, as far as it changes when bytes arrive.
public enum USBBridge: Equatable, Sendable {
    /// None: a UART of the host's own.
    case none
    /// A bridge on high-speed USB that passes on what it has in every microframe of 125 µs.
    case fast
    /// A bridge on full-speed USB, like FTDI's: towards the host it waits for 62 bytes or for its latency timer, and
    /// everything goes in frames of 1 ms.
    ///
    /// The timer is 1 ms at its shortest, and 16 ms where nobody set it.
    case ftdi(latencyTimer: Duration)

    /// The bytes of one packet, besides the two of the modem's status.
    static let packet = 62

    /// The time between two frames; zero without USB.
    var frame: Duration {
        switch self {
        case .none: .zero
        case .fast: .microseconds(125)
        case .ftdi: .milliseconds(1)
        }
    }

    /// How long the bridge keeps bytes for the host; nil where it does not.
    var latencyTimer: Duration? {
        switch self {
        case .none, .fast: nil
        case .ftdi(let timer): timer
        }
    }
}
