import Dispatch
import Serial

/// A serial port that is being read on the control queue.
///
/// The port closes when the last reference goes; `detach` sees to it that this happens on a queue of its own, because
/// closing a USB line may take seconds. Confined to the control queue from `attach` on.
final class OpenLine: @unchecked Sendable {
    // Unchecked: made on the opening queue, handed once to the control queue, and dropped on the closing queue after the
    // source's cancel handler ran; never touched by two at a time.
    private let port: SerialPort
    private var source: (any DispatchSourceRead)?

    init(_ port: consuming SerialPort) { self.port = port }

    /// The descriptor, for calls that may block and must not be made here.
    var control: LineControl { LineControl(descriptor: port.descriptor) }

    /// What line it is.
    var path: String { port.identity.resolvedPath }

    /// Calls `body` on `queue` whenever bytes can be read or the line is gone.
    func attach(to queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) {
        let source = DispatchSource.makeReadSource(fileDescriptor: port.descriptor, queue: queue)
        source.setEventHandler { @Sendable in body() }
        self.source = source
        source.activate()
    }

    /// Ends the reading; the port is closed on `closing` when nothing uses it any more.
    func detach(closingOn closing: DispatchQueue) {
        guard let source else { return }
        self.source = nil
        source.setCancelHandler { @Sendable in
            closing.async { withExtendedLifetime(self) {} }
        }
        source.cancel()
    }

    func read(into buffer: inout MutableSpan<UInt8>) -> ReadOutcome { port.read(into: &buffer) }

    func write(_ bytes: Span<UInt8>) -> WriteOutcome { port.write(bytes) }

    func discardOutput() { _ = port.discardOutput() }
}
