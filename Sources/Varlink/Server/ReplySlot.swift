internal import Synchronization

/// What lies between the producers of a reply, on any thread, and the connection, on its event loop.
///
/// It holds at most one value that waits and one final answer. The connection takes one thing at a time and says when
/// that has gone out; until then offers replace each other here.
///
/// Closures that are done with leave the lock before they are released: one may hold the last reference to its own
/// ``VarlinkReply``, whose end comes back here.
final class ReplySlot: Sendable {
    /// What a producer wants to go out.
    enum Output: Sendable {
        case message(ReplyMessage)
        /// The value has no JSON form.
        case unanswerable(VarlinkError)
        /// The reply was let go without an answer.
        case abandoned
    }

    private typealias LeaveHandler = @Sendable () -> Void
    typealias Render = @Sendable (_ dropped: UInt64) -> Output

    private enum Phase {
        /// Takes offers and an answer.
        case open
        /// Has its answer, which has not been taken yet.
        case answered(Output)
        /// The answer was taken, or the peer left.
        case over
    }

    private struct State {
        var phase = Phase.open
        var waiting: Render?
        var isWriting = false
        var dropped: UInt64 = 0
        var peerHasLeft = false
        var leaveHandlers: [LeaveHandler] = []

        /// True when the connection has to be told that there is something to take.
        var needsWriter: Bool {
            guard !isWriting else { return false }
            if waiting != nil { return true }
            if case .answered = phase { return true }
            return false
        }
    }

    private struct Taken {
        let render: Render
        let dropped: UInt64
        let isLast: Bool
    }

    private let state = Mutex(State())
    /// Asks the connection, from any thread, to take what is here when it gets round to it.
    private let wake: @Sendable (ReplySlot) -> Void

    init(wake: @escaping @Sendable (ReplySlot) -> Void) {
        self.wake = wake
    }

    var dropped: UInt64 { state.withLock { $0.dropped } }

    // MARK: - Any thread

    func offer(_ render: @escaping Render) -> VarlinkReply.Delivery {
        let (delivery, needsWriter, replaced) = state.withLock { state -> (VarlinkReply.Delivery, Bool, Render?) in
            guard case .open = state.phase else { return (.closed, false, nil) }
            let replaced = state.waiting
            state.waiting = render
            guard replaced != nil else { return (.accepted, state.needsWriter, nil) }
            state.dropped += 1
            return (.replaced(dropped: state.dropped), false, replaced)
        }
        withExtendedLifetime(replaced) {}
        if needsWriter { wake(self) }
        return delivery
    }

    @discardableResult
    func finish(_ output: Output) -> Bool {
        let (isFirst, needsWriter) = state.withLock { state -> (Bool, Bool) in
            guard case .open = state.phase else { return (false, false) }
            state.phase = .answered(output)
            return (true, state.needsWriter)
        }
        if needsWriter { wake(self) }
        return isFirst
    }

    func whenPeerLeaves(_ handler: @escaping @Sendable () -> Void) {
        let hasLeft = state.withLock { state in
            if case .open = state.phase { state.leaveHandlers.append(handler) }
            return state.peerHasLeft
        }
        if hasLeft { handler() }
    }

    // MARK: - The event loop

    /// Takes what goes out next; `isLast` when it ends the call.
    ///
    /// Until ``hasGoneOut()`` there is nothing more.
    func take() -> (output: Output, isLast: Bool)? {
        let (taken, handlers) = state.withLock { state -> (taken: Taken?, handlers: [LeaveHandler]) in
            guard !state.isWriting else { return (nil, []) }
            if let waiting = state.waiting {
                state.waiting = nil
                state.isWriting = true
                return (Taken(render: waiting, dropped: state.dropped, isLast: false), [])
            }
            guard case .answered(let output) = state.phase else { return (nil, []) }
            let handlers = state.leaveHandlers
            state.leaveHandlers = []
            state.phase = .over
            state.isWriting = true
            return (Taken(render: { _ in output }, dropped: state.dropped, isLast: true), handlers)
        }
        withExtendedLifetime(handlers) {}
        // Rendered outside the lock, too: it is the producer's code.
        return taken.map { ($0.render($0.dropped), $0.isLast) }
    }

    /// What was taken has left the process; true when something waits already.
    func hasGoneOut() -> Bool {
        state.withLock { state in
            state.isWriting = false
            return state.needsWriter
        }
    }

    /// The connection is gone; nothing will be taken any more.
    func peerLeft() {
        let (handlers, waiting) = state.withLock { state -> ([LeaveHandler], Render?) in
            if case .over = state.phase { return ([], nil) }
            let left = (state.leaveHandlers, state.waiting)
            state.phase = .over
            state.waiting = nil
            state.leaveHandlers = []
            state.peerHasLeft = true
            return left
        }
        withExtendedLifetime(waiting) {}
        for handler in handlers { handler() }
    }
}
