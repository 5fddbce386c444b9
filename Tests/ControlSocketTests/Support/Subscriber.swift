import Synchronization
import Varlink

/// Keeps the reply of a call for a test to answer by.
final class Subscriber: Sendable {
    private let kept = Mutex<VarlinkReply?>(nil)

    var reply: VarlinkReply? { kept.withLock { $0 } }

    func take(_ reply: VarlinkReply) { kept.withLock { $0 = reply } }
}
