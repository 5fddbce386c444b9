internal import NIOCore

/// One connection of a server: cuts the bytes into calls, has them answered one after the other, writes the answers.
///
/// Only one call is under way; what comes behind it stays bytes, and from a bound on stays in the kernel, so that a
/// client that sends and never reads costs a fixed amount of memory. Between two calls the event loop turns to the
/// other connections.
final class ServerConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What a connection shares with all others of its server.
    struct Environment: Sendable {
        let directory: ServiceDirectory
        let registry: ConnectionRegistry
        let limits: VarlinkLimits
        let overload: VarlinkErrorReply
        let report: @Sendable (VarlinkReport) -> Void
    }

    private struct Exchange {
        let slot: ReplySlot
        let method: String
        let oneway: Bool
        let streams: Bool
    }

    private let environment: Environment
    private let id: ConnectionBudget.ID
    private let peer: VarlinkPeer
    private let socket: String
    private var framer: MessageFramer
    private var context: ChannelHandlerContext?
    private var exchange: Exchange?
    private var isPaused = false
    private var isDraining = false
    /// The peer will send no more, and may still read: a shell pipe behaves so.
    ///
    /// A peer that is gone altogether shows as an inactive channel.
    private var inputHasEnded = false

    init(environment: Environment, id: ConnectionBudget.ID, peer: VarlinkPeer, socket: String) {
        self.environment = environment
        self.id = id
        self.peer = peer
        self.socket = socket
        self.framer = MessageFramer(limit: environment.limits.messageBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        exchange?.slot.peerLeft()
        exchange = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The peer reset the connection, or the kernel did: there is nobody to tell.
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ConnectionRegistry.Drain {
            drain(context)
        } else if case .inputClosed? = event as? ChannelEvent {
            inputHasEnded = true
            advance()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        framer.append(unwrapInboundIn(data).readableBytesView)
        if exchange == nil {
            advance()
        } else if !isPaused, framer.bufferedCount >= environment.limits.unansweredBytes {
            pauseReading(true)
        }
    }

    /// Ends after the answer that is owed.
    ///
    /// A connection that owes none yet may have been made for one call that is on its way: who restarts a daemon must not
    /// lose it.
    private func drain(_ context: ChannelHandlerContext) {
        guard !isDraining else { return }
        isDraining = true
        if exchange?.streams == true { return context.close(promise: nil) }
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: ServerConnection.lastCallTime) {
            let connection = connection.value
            if connection.exchange == nil { connection.context?.close(promise: nil) }
        }
    }

    /// How long a connection without a call is kept for its last one: far more than a client takes from connecting to
    /// calling.
    private static let lastCallTime = TimeAmount.milliseconds(150)

    // MARK: - Calls

    private func advance() {
        guard exchange == nil, context != nil else { return }
        do throws(VarlinkError) {
            guard let message = try framer.next() else { return awaitMore() }
            begin(try JSONValue(parsing: message, limits: environment.limits))
        } catch {
            drop(error)
        }
    }

    private func awaitMore() {
        if inputHasEnded {
            context?.close(promise: nil)
        } else {
            pauseReading(false)
        }
    }

    private func begin(_ json: JSONValue) {
        guard let context else { return }
        // Whoever asks for no reply gets none, however wrong the rest of the call is.
        let oneway = json["oneway"]?.bool == true
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        let slot = ReplySlot { slot in
            connection.eventLoop.execute { connection.value.write(slot) }
        }
        do throws(VarlinkErrorReply) {
            let message = try CallMessage(json: json)
            exchange = Exchange(slot: slot, method: message.method, oneway: oneway, streams: false)
            let method = try environment.directory.resolve(message)
            guard method.isUrgent || environment.registry.mayCallEverything(id) else { throw environment.overload }
            if isDraining, method.isStreaming { return context.close(promise: nil) }
            exchange = Exchange(slot: slot, method: message.method, oneway: oneway, streams: method.isStreaming)
            let call = VarlinkCall(
                method: message.method, parameters: message.parameters, more: message.more, oneway: message.oneway,
                peer: peer, socket: socket, connection: id)
            method.callback(call, VarlinkReply(slot: slot))
        } catch {
            if exchange == nil { exchange = Exchange(slot: slot, method: "", oneway: oneway, streams: false) }
            slot.finish(.message(ReplyMessage(error: error)))
        }
    }

    // MARK: - Replies

    private func write(_ slot: ReplySlot) {
        guard let exchange, exchange.slot === slot, let context, let (output, isLast) = slot.take() else { return }
        switch output {
        case .abandoned: abandon(exchange, reason: nil)
        case .unanswerable(let error): abandon(exchange, reason: error)
        case .message where exchange.oneway: wentOut(slot, isLast: isLast)
        case .message(let message):
            let bytes = message.json.bytes
            guard bytes.count <= environment.limits.messageBytes else {
                return abandon(exchange, reason: .messageTooLong(limit: environment.limits.messageBytes))
            }
            var buffer = context.channel.allocator.buffer(capacity: bytes.count + 1)
            buffer.writeBytes(bytes)
            buffer.writeInteger(UInt8(0))
            let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
            let written = context.eventLoop.makePromise(of: Void.self)
            // A failure to write closes the channel, and `channelInactive` does the rest.
            written.futureResult.whenSuccess { connection.value.wentOut(slot, isLast: isLast) }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
        }
    }

    private func wentOut(_ slot: ReplySlot, isLast: Bool) {
        guard let context else { return }
        let somethingWaits = slot.hasGoneOut()
        if isLast {
            exchange = nil
            if isDraining { return context.close(promise: nil) }
        }
        guard isLast || somethingWaits else { return }
        // By way of the event loop, so that one busy connection does not keep it from the others.
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            if isLast { connection.value.advance() } else { connection.value.write(slot) }
        }
    }

    // MARK: - Ends

    private func abandon(_ exchange: Exchange, reason: VarlinkError?) {
        environment.report(.unanswered(method: exchange.method, reason: reason))
        if exchange.oneway { return wentOut(exchange.slot, isLast: true) }
        context?.close(promise: nil)
    }

    private func drop(_ reason: VarlinkError) {
        environment.report(.connectionDropped(peer: peer, reason: reason))
        context?.close(promise: nil)
    }

    private func pauseReading(_ pause: Bool) {
        guard let context, pause != isPaused else { return }
        isPaused = pause
        do {
            try context.channel.syncOptions?.setOption(.autoRead, value: !pause)
        } catch {
            context.close(promise: nil)
        }
    }
}
