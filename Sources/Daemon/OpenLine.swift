package import Serial
import Synchronization

/// A serial port that is shared by the control loop, which reads and writes it, and by calls that may block.
///
/// The port closes when the last reference goes; the loop lets its own go on a queue of its own, because closing a USB
/// line may take seconds.
package final class OpenLine: Sendable {
    private static let opened = Atomic<UInt64>(0)

    /// Which opening this is: no two have the same, whatever line it was.
    package let number: UInt64
    private let port: SerialPort

    /// Takes over an open port.
    package init(_ port: consuming SerialPort) {
        self.port = port
        number = OpenLine.opened.add(1, ordering: .relaxed).newValue
    }

    /// The descriptor, to wait for.
    var descriptor: Int32 { port.descriptor }

    /// For calls that may block and must not be made on the control loop.
    var control: LineControl { LineControl(descriptor: port.descriptor) }

    /// What line it is.
    var path: String { port.identity.resolvedPath }

    /// What the driver made of the line's settings.
    var settings: LineSettings { port.settings }

    func read(into buffer: inout MutableSpan<UInt8>) -> ReadOutcome { port.read(into: &buffer) }

    func write(_ bytes: Span<UInt8>) -> WriteOutcome { port.write(bytes) }

    /// Throws away what was written and has not left.
    func discardOutput() { port.forgetOutput() }
}
