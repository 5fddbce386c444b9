internal import NIOCore
internal import Synchronization

/// The replies of a call with `more`, in the order in which they come; the sequence ends after the last one.
///
/// One task iterates, once. A slow reader makes the client stop reading its socket, which makes the server drop values
/// of the stream, and nothing else. Letting the sequence go before its end, or cancelling the task, closes the
/// connection: there is no other way to tell a server that nobody listens any more.
public final class VarlinkReplies: AsyncSequence, Sendable {
    /// The parameters of one reply.
    public typealias Element = JSONObject
    /// What ends the replies early.
    public typealias Failure = VarlinkError

    private let buffer: ReplyBuffer
    // A client that its program lets go closes its connection; not while somebody reads from it.
    private let client: VarlinkClient

    init(buffer: ReplyBuffer, client: VarlinkClient) {
        self.buffer = buffer
        self.client = client
    }

    deinit {
        buffer.abandon(.cancelled(method: buffer.method))
    }

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator { Iterator(replies: self) }

    /// Hands out the replies one by one.
    public struct Iterator: AsyncIteratorProtocol {
        // Keeps the sequence, and with it the connection, alive while somebody iterates.
        private let replies: VarlinkReplies

        fileprivate init(replies: VarlinkReplies) {
            self.replies = replies
        }

        /// The next reply, or nil after the last.
        ///
        /// - Throws: ``VarlinkError/errorReply(_:)``, ``VarlinkError/timedOut(method:after:)`` after too long a
        ///   silence, ``VarlinkError/connectionClosed(method:)``, ``VarlinkError/connectionBusy(method:)``,
        ///   ``VarlinkError/cancelled(method:)``.
        public mutating func next() async throws(VarlinkError) -> JSONObject? {
            try await replies.buffer.next()
        }

        /// The next reply, or nil after the last; throws as ``next()``.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(VarlinkError) -> JSONObject? {
            try await replies.buffer.next()
        }
    }
}

/// What lies between the connection, on its event loop, and the task that reads the replies.
final class ReplyBuffer: Sendable {
    private typealias Waiter = CheckedContinuation<Result<JSONObject?, VarlinkError>, Never>

    private struct State {
        var replies: [JSONObject] = []
        /// Set when nothing more will come: nil inside for the ordinary end.
        var end: VarlinkError??
        var waiter: Waiter?
        var isPaused = false
    }

    let method: String
    private let limit: Int
    private let channel: any Channel
    private let state = Mutex(State())

    init(method: String, limit: Int, channel: any Channel) {
        self.method = method
        self.limit = limit
        self.channel = channel
    }

    // MARK: - The event loop

    func append(_ reply: JSONObject, isLast: Bool) {
        let (waiter, pauses) = state.withLock { state -> (Waiter?, Bool) in
            guard state.end == nil else { return (nil, false) }
            if isLast { state.end = .some(nil) }
            if let waiter = state.waiter {
                state.waiter = nil
                return (waiter, false)
            }
            state.replies.append(reply)
            let pauses = state.replies.count == limit && !isLast
            if pauses { state.isPaused = true }
            return (nil, pauses)
        }
        waiter?.resume(returning: .success(reply))
        if pauses { setReading(false) }
    }

    func finish(_ error: VarlinkError) {
        let waiter = state.withLock { state -> Waiter? in
            guard state.end == nil else { return nil }
            state.end = .some(error)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: .failure(error))
    }

    // MARK: - The reader

    func next() async throws(VarlinkError) -> JSONObject? {
        try await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0) }
        } onCancel: {
            abandon(.cancelled(method: method))
        }.get()
    }

    /// Ends the replies from the reader's side, unless they have ended.
    func abandon(_ reason: VarlinkError) {
        let hadEnded = state.withLock { $0.end != nil }
        guard !hadEnded else { return }
        finish(reason)
        channel.close(promise: nil)
    }

    private func wait(_ waiter: Waiter) {
        var resumes = false
        let ready = state.withLock { state -> Result<JSONObject?, VarlinkError>? in
            if !state.replies.isEmpty {
                let reply = state.replies.removeFirst()
                resumes = state.isPaused && state.replies.count <= limit / 2
                if resumes { state.isPaused = false }
                return .success(reply)
            }
            switch state.end {
            case .some(.some(let error)): return .failure(error)
            case .some(.none): return .success(nil)
            case .none:
                precondition(state.waiter == nil, "two tasks iterate the replies of one call")
                state.waiter = waiter
                return nil
            }
        }
        if let ready { waiter.resume(returning: ready) }
        if resumes { setReading(true) }
    }

    private func setReading(_ reads: Bool) {
        // Fails only when the channel is closed, and then there is nothing to read.
        channel.setOption(.autoRead, value: reads).whenFailure { _ in }
    }
}
