internal import NIOCore
internal import NIOPosix

/// One connection to a Varlink service.
///
/// Calls on one connection are answered in order, so a call behind a slow one waits for it; while the replies of a
/// streaming call come in, the connection takes nothing else. A program that watches and commands opens two: a Stop
/// must never stand in a queue. Every operation exists as an asynchronous function and as one that blocks its thread.
public final class VarlinkClient: Sendable {
    /// How long a call waits for its reply unless it is told otherwise.
    public static let standardTimeout = Duration.seconds(10)

    private let channel: any Channel
    private let connection: NIOLoopBound<ClientConnection>
    private let limits: VarlinkLimits

    private init(channel: any Channel, connection: NIOLoopBound<ClientConnection>, limits: VarlinkLimits) {
        self.channel = channel
        self.connection = connection
        self.limits = limits
    }

    deinit {
        channel.close(promise: nil)
    }

    // MARK: - Connecting

    /// Connects to a service.
    ///
    /// - Parameters:
    ///   - address: The path of its socket, or `unix:` and the path.
    ///   - limits: The bounds of the connection.
    /// - Throws: ``VarlinkError/socketNotFound(path:)``, ``VarlinkError/connectionRefused(path:)``,
    ///   ``VarlinkError/permissionDenied(path:)``, ``VarlinkError/serverBusy(path:)``,
    ///   ``VarlinkError/badSocketPath(path:reason:)``.
    public static func connect(
        to address: String, limits: VarlinkLimits = .standard
    ) async throws(VarlinkError) -> VarlinkClient {
        let attempt = try Attempt(address: address, limits: limits)
        do {
            let (channel, connection) = try await attempt.connected.get()
            return VarlinkClient(channel: channel, connection: connection, limits: limits)
        } catch {
            throw attempt.reason(of: error)
        }
    }

    /// Does what ``connect(to:limits:)`` does, and blocks the calling thread meanwhile.
    public static func connectAndWait(
        to address: String, limits: VarlinkLimits = .standard
    ) throws(VarlinkError) -> VarlinkClient {
        let attempt = try Attempt(address: address, limits: limits)
        do {
            let (channel, connection) = try attempt.connected.wait()
            return VarlinkClient(channel: channel, connection: connection, limits: limits)
        } catch {
            throw attempt.reason(of: error)
        }
    }

    /// Closes the connection; calls that wait for a reply fail.
    ///
    /// Closing twice is allowed.
    public func close() {
        channel.close(promise: nil)
    }

    // MARK: - Calling

    /// Calls a method and waits for its reply.
    ///
    /// - Parameters:
    ///   - method: The full name, as `io.example.Thing.Do`.
    ///   - timeout: How long to wait, or nil for ever. A call that was given up still holds its place in the order.
    /// - Throws: ``VarlinkError/errorReply(_:)``, ``VarlinkError/timedOut(method:after:)``,
    ///   ``VarlinkError/connectionClosed(method:)``, ``VarlinkError/connectionBusy(method:)``,
    ///   ``VarlinkError/cancelled(method:)``.
    public func call(
        _ method: String, _ parameters: JSONObject = JSONObject(), timeout: Duration? = standardTimeout
    ) async throws(VarlinkError) -> JSONObject {
        let exchange = begin(CallMessage(method: method, parameters: parameters), timeout: timeout)
        do {
            return try await withTaskCancellationHandler {
                try await exchange.reply.get()
            } onCancel: { [connection] in
                connection.eventLoop.execute {
                    connection.value.giveUp(exchange.id, reason: .cancelled(method: method))
                }
            }
        } catch {
            throw Self.typed(error, method: method)
        }
    }

    /// Does what ``call(_:_:timeout:)`` does, and blocks the calling thread meanwhile.
    public func callAndWait(
        _ method: String, _ parameters: JSONObject = JSONObject(), timeout: Duration? = standardTimeout
    ) throws(VarlinkError) -> JSONObject {
        do {
            return try begin(CallMessage(method: method, parameters: parameters), timeout: timeout).reply.wait()
        } catch {
            throw Self.typed(error, method: method)
        }
    }

    /// Calls a method with types for parameters and reply.
    ///
    /// - Throws: as ``call(_:_:timeout:)``, ``VarlinkError/cannotEncode(type:reason:)`` for the parameters, and
    ///   ``VarlinkError/unexpectedField(path:expected:)`` for the reply.
    public func call<Reply: Decodable>(
        _ method: String, encoding parameters: some Encodable, timeout: Duration? = standardTimeout,
        as type: Reply.Type = Reply.self
    ) async throws(VarlinkError) -> Reply {
        let reply = try await call(method, try JSONObject(encoding: parameters), timeout: timeout)
        return try JSONValue.object(reply).decoded(as: type)
    }

    /// Calls a method with `more`; the call is on its way when this returns.
    ///
    /// - Parameter silence: The longest time between two replies, or nil for any.
    /// - Returns: The replies as they come. Letting them go before the last has come closes the connection.
    public func callMore(
        _ method: String, _ parameters: JSONObject = JSONObject(), silence: Duration? = nil
    ) -> VarlinkReplies {
        let message = CallMessage(method: method, parameters: parameters, more: true)
        let buffer = ReplyBuffer(method: method, limit: limits.bufferedReplies, channel: channel)
        let connection = connection
        connection.eventLoop.execute { connection.value.begin(message, buffer: buffer, silence: silence) }
        return VarlinkReplies(buffer: buffer, client: self)
    }

    /// Calls a method and asks for no reply; returns when the call has left this process.
    ///
    /// - Throws: ``VarlinkError/connectionClosed(method:)``, ``VarlinkError/connectionBusy(method:)``.
    public func callOneway(_ method: String, _ parameters: JSONObject = JSONObject()) async throws(VarlinkError) {
        do {
            try await beginOneway(method, parameters).get()
        } catch {
            throw Self.typed(error, method: method)
        }
    }

    /// Does what ``callOneway(_:_:)`` does, and blocks the calling thread meanwhile.
    public func callOnewayAndWait(_ method: String, _ parameters: JSONObject = JSONObject()) throws(VarlinkError) {
        do {
            try beginOneway(method, parameters).wait()
        } catch {
            throw Self.typed(error, method: method)
        }
    }
}

extension VarlinkClient {
    private static func typed(_ error: any Error, method: String) -> VarlinkError {
        error as? VarlinkError ?? .connectionClosed(method: method)
    }

    private func begin(
        _ message: CallMessage, timeout: Duration?
    ) -> (id: ClientConnection.ID, reply: EventLoopFuture<JSONObject>) {
        let id = ClientConnection.ID()
        let promise = connection.eventLoop.makePromise(of: JSONObject.self)
        let connection = connection
        connection.eventLoop.execute { connection.value.begin(message, id: id, promise: promise, timeout: timeout) }
        return (id, promise.futureResult)
    }

    private func beginOneway(_ method: String, _ parameters: JSONObject) -> EventLoopFuture<Void> {
        let promise = connection.eventLoop.makePromise(of: Void.self)
        let message = CallMessage(method: method, parameters: parameters, oneway: true)
        let connection = connection
        connection.eventLoop.execute { connection.value.begin(oneway: message, promise: promise) }
        return promise.futureResult
    }

    /// A connection being made.
    private struct Attempt {
        let connected: EventLoopFuture<(any Channel, NIOLoopBound<ClientConnection>)>
        private let path: String

        init(address: String, limits: VarlinkLimits) throws(VarlinkError) {
            let path = try UnixPath.parse(address)
            let target = try UnixPath.address(of: path)
            self.path = path
            connected = ClientBootstrap(group: EventLoops.shared)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ClientConnection(limits: limits))
                    }
                }
                .connect(to: target)
                .flatMapThrowing { channel in
                    let handler = try channel.pipeline.syncOperations.handler(type: ClientConnection.self)
                    return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                }
        }

        func reason(of error: any Error) -> VarlinkError {
            guard let error = error as? IOError else { return .connectionClosed(method: "connect") }
            return .connecting(path: path, code: error.errnoCode)
        }
    }
}
