internal import Varlink

/// The status again and again, as it changes; one task iterates, once.
///
/// Letting it go, or cancelling the task, closes the connection.
public struct StatusUpdates: AsyncSequence, Sendable {
    /// One update.
    public typealias Element = Answer<Status>
    /// What ends them early.
    public typealias Failure = ControllerError

    private let replies: VarlinkReplies
    private let method: String

    init(replies: VarlinkReplies, method: String) {
        self.replies = replies
        self.method = method
    }

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator { Iterator(replies: replies.makeAsyncIterator(), method: method) }

    /// Hands out the updates one by one.
    public struct Iterator: AsyncIteratorProtocol {
        private var replies: VarlinkReplies.Iterator
        private let method: String

        fileprivate init(replies: VarlinkReplies.Iterator, method: String) {
            self.replies = replies
            self.method = method
        }

        /// The next update, or nil when the daemon ended them.
        ///
        /// - Throws: every case of ``ControllerError`` but ``ControllerError/notConnected(_:)``.
        public mutating func next() async throws(ControllerError) -> Answer<Status>? {
            do throws(VarlinkError) {
                guard let json = try await replies.next() else { return nil }
                return Answer(reply: try JSONValue.object(json).decoded(), json: json)
            } catch {
                throw ControllerError(error, method: method)
            }
        }

        /// The next update, or nil when the daemon ended them; throws as ``next()``.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ControllerError) -> Answer<Status>? {
            try await next()
        }
    }
}
