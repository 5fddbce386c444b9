import CLinux
import Dispatch
import Glibc
import Units

/// One absolute deadline on the monotonic clock, as a read source on a queue.
///
/// A `timerfd` is absolute, counts what it missed, and is set again without allocating; a repeating Dispatch timer merges
/// missed ticks silently. Confined to the queue that it was made for.
final class DeadlineTimer {
    private let descriptor: Int32
    private let source: any DispatchSourceRead

    /// A timer that calls `body` on `queue` at each deadline.
    ///
    /// - Throws: the errno with which the system refused.
    init(on queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) throws(SystemRefusal) {
        let timer = myotherm_timer_create()
        guard timer >= 0 else { throw SystemRefusal(operation: "create a timer", errno: -timer) }
        descriptor = timer
        source = DispatchSource.makeReadSource(fileDescriptor: timer, queue: queue)
        source.setEventHandler { @Sendable in
            guard myotherm_timer_read(timer) > 0 else { return }
            body()
        }
        source.setCancelHandler { @Sendable in _ = Glibc.close(timer) }
        source.activate()
    }

    /// Replaces the deadline; nil for none.
    func set(_ deadline: Instant?) {
        guard let deadline else {
            _ = myotherm_timer_disarm(descriptor)
            return
        }
        _ = myotherm_timer_set(descriptor, deadline.nanoseconds)
    }

    /// Ends it; the descriptor is closed when the queue has let go of it.
    func cancel() { source.cancel() }
}

/// A system call that was refused.
public struct SystemRefusal: Error, Equatable, Sendable {
    /// What was attempted.
    public let operation: String
    /// Why not.
    public let errno: Int32

    /// A value of these fields.
    public init(operation: String, errno: Int32) {
        self.operation = operation
        self.errno = errno
    }
}
