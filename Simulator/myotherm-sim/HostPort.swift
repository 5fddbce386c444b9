import Units

/// Where a host meets one device: something that bytes go into and come out of.
///
/// A real line forgets what nobody reads. So a port keeps only little for a host that is slow, and throws it away when
/// it was left untouched for a while: a host that comes later must not find minutes of old telemetry.
protocol HostPort: AnyObject {
    /// What a host is told to open.
    var name: String { get }

    /// What to poll for bytes, or for a host; nil while the cable is pulled.
    var polled: Int32? { get }

    /// Whether somebody could be listening; what is sent otherwise is lost.
    var isConnected: Bool { get }

    /// Takes what the host wrote, 256 bytes at most, or lets a host in; 0 when there was nothing.
    func read(into buffer: inout MutableSpan<UInt8>) throws(SimulatorError) -> Int

    /// Gives the host bytes at `now`, and says what became of them.
    func write(_ bytes: Span<UInt8>, at now: Instant) throws(SimulatorError) -> HostWrite

    /// The cable is pulled: the host sees the device go.
    func unplug()

    /// The cable is plugged in again, under another name where one is given.
    func plug(as name: String?) throws(SimulatorError)
}

/// What became of bytes for the host.
enum HostWrite {
    /// So many of them were taken.
    case took(Int)
    /// Nobody has read for so long that they, and so many before them, are forgotten.
    case forgot(Int64)
}

extension HostPort {
    /// How long bytes may stand untouched.
    static var patience: Duration { .milliseconds(250) }
}
