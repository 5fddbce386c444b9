import CLinux
package import Control
import Synchronization

/// What other threads want of the control loop: a bounded list, and a descriptor that wakes the loop.
///
/// The lock is held for an append or a swap and for nothing else; it lends the waiting thread's priority to whoever holds
/// it, so that no thread of a lower priority can keep the loop waiting for longer than that.
package final class Inbox: Sendable {
    /// What somebody wants.
    package enum Message: Sendable {
        /// Take over a line that was opened on this day.
        case attach(OpenLine, today: Int)
        /// Give up the line that was opened as this number, because its device is gone.
        case detach(UInt64)
        /// Say that the loop runs.
        case areYouThere
        /// Give the machine an operator's command.
        indirect case command(OperatorCommand, RequestID)
        /// An intent is on disk, or is not.
        case intentStored(RequestID, Bool)
        /// The workstation is kept quick and awake, or is not.
        case held(processor: Grant, awake: Grant)
        /// End.
        case end
    }

    /// How many ordinary messages may wait.
    ///
    /// The loop takes them within microseconds; more of them wait only where it does not run at all.
    package static let capacity = 256
    /// Places beside them for what takes output away or the loop cannot do without.
    private static let reserve = 64

    /// Becomes readable when something was put in.
    package let descriptor: Int32
    private let messages: Mutex<[Message]>

    /// An empty one.
    ///
    /// - Throws: the errno with which the system refused a descriptor.
    package init() throws(SystemRefusal) {
        descriptor = myotherm_event_create()
        guard descriptor >= 0 else { throw SystemRefusal(operation: "create an event", errno: -descriptor) }
        var empty: [Message] = []
        empty.reserveCapacity(Inbox.capacity + Inbox.reserve)
        messages = Mutex(empty)
    }

    deinit { myotherm_event_close(descriptor) }

    /// Puts one in and wakes the loop; from any thread.
    ///
    /// - Returns: false when there was no room, and nothing was done.
    @discardableResult
    package func put(_ message: Message) -> Bool {
        let isTaken = messages.withLock { messages in
            guard messages.count < Inbox.capacity + (message.isVital ? Inbox.reserve : 0) else { return false }
            messages.append(message)
            return true
        }
        if isTaken { _ = myotherm_event_signal(descriptor) }
        return isTaken
    }

    /// Takes all that waits, in the order in which it was put in; `taken` must be empty, and keeps its storage.
    func take(into taken: inout [Message]) {
        _ = myotherm_event_read(descriptor)
        messages.withLock { swap(&$0, &taken) }
    }
}

extension Inbox.Message {
    /// Whether it takes output away for good.
    var isStop: Bool {
        if case .command(.stop, _) = self { return true }
        if case .command(.shutDown, _) = self { return true }
        return false
    }

    /// Whether it has a place even where ordinary messages have filled theirs.
    fileprivate var isVital: Bool {
        switch self {
        case .attach, .detach, .areYouThere, .intentStored, .held, .end: true
        case .command(let command, _):
            switch command {
            case .stop, .shutDown, .pause, .endTitration: true
            case .load, .arm, .titrate, .mark, .setIntensity, .start, .prepareResume, .resume, .acknowledge: false
            }
        }
    }
}
