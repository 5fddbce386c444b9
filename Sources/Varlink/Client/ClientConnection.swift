internal import NIOCore

/// The client's end of a connection: keeps the calls that wait for replies in their order.
final class ClientConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Names one call, from any thread, for as long as it waits.
    final class ID: Sendable {}

    private struct Waiting {
        enum Taker {
            case one(EventLoopPromise<JSONObject>)
            case stream(ReplyBuffer, silence: Duration?)
            /// Nobody waits any more, and the reply is still to come.
            case nobody
        }

        let id: ID
        let method: String
        var taker: Taker
        var deadline: Scheduled<Void>?
    }

    private let limits: VarlinkLimits
    private var framer: MessageFramer
    private var context: ChannelHandlerContext?
    private var waiting: [Waiting] = []
    private var end: VarlinkError?

    init(limits: VarlinkLimits) {
        self.limits = limits
        self.framer = MessageFramer(limit: limits.messageBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        framer.append(unwrapInboundIn(data).readableBytesView)
        do throws(VarlinkError) {
            while end == nil, let message = try framer.next() {
                try take(ReplyMessage(json: try JSONValue(parsing: message, limits: limits)))
            }
        } catch {
            finish(error)
        }
    }

    // MARK: - Calls

    func begin(_ message: CallMessage, id: ID, promise: EventLoopPromise<JSONObject>, timeout: Duration?) {
        if let refusal = refusal(message) { return promise.fail(refusal) }
        waiting.append(Waiting(id: id, method: message.method, taker: .one(promise)))
        arm(id, method: message.method, timeout: timeout)
        send(message, written: nil)
    }

    func begin(_ message: CallMessage, buffer: ReplyBuffer, silence: Duration?) {
        if let refusal = refusal(message) { return buffer.finish(refusal) }
        let id = ID()
        waiting.append(Waiting(id: id, method: message.method, taker: .stream(buffer, silence: silence)))
        arm(id, method: message.method, timeout: silence)
        send(message, written: nil)
    }

    func begin(oneway message: CallMessage, promise: EventLoopPromise<Void>) {
        if let refusal = refusal(message) { return promise.fail(refusal) }
        send(message, written: promise)
    }

    /// Fails a call that still waits.
    ///
    /// Its reply is passed over when it comes; a stream's would never end, so that giving up a stream closes the
    /// connection.
    func giveUp(_ id: ID, reason: VarlinkError) {
        guard let index = waiting.firstIndex(where: { $0.id === id }) else { return }
        waiting[index].deadline?.cancel()
        switch waiting[index].taker {
        case .nobody: return
        case .one(let promise):
            waiting[index].taker = .nobody
            promise.fail(reason)
        case .stream(let buffer, _):
            waiting[index].taker = .nobody
            buffer.finish(reason)
            finish(reason)
        }
    }

    private func refusal(_ message: CallMessage) -> VarlinkError? {
        if end != nil || context == nil { return .connectionClosed(method: message.method) }
        for call in waiting {
            if case .stream = call.taker { return .connectionBusy(method: call.method) }
        }
        return nil
    }

    private func arm(_ id: ID, method: String, timeout: Duration?) {
        guard let context, let timeout, let index = waiting.firstIndex(where: { $0.id === id }) else { return }
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        waiting[index].deadline?.cancel()
        waiting[index].deadline = context.eventLoop.scheduleTask(in: TimeAmount(timeout)) {
            connection.value.giveUp(id, reason: .timedOut(method: method, after: timeout))
        }
    }

    private func send(_ message: CallMessage, written: EventLoopPromise<Void>?) {
        guard let context else { return }
        let bytes = message.json.bytes
        var buffer = context.channel.allocator.buffer(capacity: bytes.count + 1)
        buffer.writeBytes(bytes)
        buffer.writeInteger(UInt8(0))
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
    }

    // MARK: - Replies

    private func take(_ reply: ReplyMessage) throws(VarlinkError) {
        guard let first = waiting.first else { throw .notAReply(reason: "no call waits for it") }
        let isLast = !reply.continues
        if isLast {
            first.deadline?.cancel()
            waiting.removeFirst()
        }
        switch first.taker {
        case .nobody: return
        case .one(let promise):
            guard isLast else {
                waiting.removeFirst()
                promise.fail(VarlinkError.notAReply(reason: "it continues, and one reply was asked for"))
                throw .notAReply(reason: "it continues, and one reply was asked for")
            }
            if let name = reply.error {
                let error = VarlinkErrorReply(name: name, parameters: reply.parameters)
                promise.fail(VarlinkError.errorReply(error))
            } else {
                promise.succeed(reply.parameters)
            }
        case .stream(let buffer, let silence):
            if let name = reply.error {
                buffer.finish(.errorReply(VarlinkErrorReply(name: name, parameters: reply.parameters)))
            } else {
                buffer.append(reply.parameters, isLast: isLast)
                if !isLast { arm(first.id, method: first.method, timeout: silence) }
            }
        }
    }

    /// The connection is over: every call that waits hears of it, and the socket is closed.
    private func finish(_ reason: VarlinkError?) {
        guard end == nil else { return }
        end = reason ?? .connectionClosed(method: "")
        let calls = waiting
        waiting = []
        for call in calls {
            call.deadline?.cancel()
            let error = reason ?? .connectionClosed(method: call.method)
            switch call.taker {
            case .nobody: break
            case .one(let promise): promise.fail(error)
            case .stream(let buffer, _): buffer.finish(error)
            }
        }
        let context = context
        self.context = nil
        context?.close(promise: nil)
    }
}
