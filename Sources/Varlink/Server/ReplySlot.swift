internal import Synchronization

/// What lies between the producers of a reply, on any thread, and the connection, on its event loop.
///
/// It holds at most one value that waits and one final answer. The connection takes one thing at a time and says when
/// that has gone out; until then offers replace each other here.
final class ReplySlot: Sendable {
    /// What a producer wants to go out.
    enum Output: Sendable {
        case message(ReplyMessage)
        /// The value has no JSON form.
        case unanswerable(VarlinkError)
        /// The reply was let go without an answer.
        case abandoned
    }

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
        var leaveHandlers: [@Sendable () -> Void] = []

        /// True when the connection has to be told that there is something to take.
        var needsWriter: Bool {
            guard !isWriting else { return false }
            if waiting != nil { return true }
            if case .answered = phase { return true }
            return false
        }
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
        let (delivery, needsWriter) = state.withLock { state -> (VarlinkReply.Delivery, Bool) in
            guard case .open = state.phase else { return (.closed, false) }
            if state.waiting != nil {
                state.waiting = render
                state.dropped += 1
                return (.replaced(dropped: state.dropped), false)
            }
            state.waiting = render
            return (.accepted, state.needsWriter)
        }
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
        let taken = state.withLock { state -> (render: Render, dropped: UInt64, isLast: Bool)? in
            guard !state.isWriting else { return nil }
            if let waiting = state.waiting {
                state.waiting = nil
                state.isWriting = true
                return (waiting, state.dropped, false)
            }
            guard case .answered(let output) = state.phase else { return nil }
            state.phase = .over
            state.isWriting = true
            state.leaveHandlers = []
            return ({ _ in output }, 0, true)
        }
        // Rendered outside the lock: it is the producer's code.
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
        let handlers = state.withLock { state in
            defer { state.leaveHandlers = [] }
            if case .over = state.phase { return [@Sendable () -> Void]() }
            state.phase = .over
            state.waiting = nil
            state.peerHasLeft = true
            return state.leaveHandlers
        }
        for handler in handlers { handler() }
    }
}
