internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A Varlink service on one or more unix sockets.
///
/// The server runs on threads of this module. It answers introspection itself, checks every call against the text of its
/// interface before a handler sees it, and closes a connection that sends what is no JSON or passes a limit, and that
/// one only. Close it with ``close(grace:)`` or ``closeAndWait(grace:)``; a server that is merely let go keeps serving.
public final class VarlinkServer: Sendable {
    private struct Bound {
        let channel: any Channel
        /// The file to remove at the end; none for a socket that was handed over.
        let file: (path: String, identity: ListeningSocket.Identity)?
    }

    private enum Phase {
        case serving([Bound])
        case closed
    }

    private let environment: ServerConnection.Environment
    private let phase = Mutex(Phase.serving([]))

    /// Makes a server that does not listen yet.
    ///
    /// - Parameters:
    ///   - identity: What `GetInfo` answers.
    ///   - interfaces: The interfaces, `org.varlink.service` not among them.
    ///   - limits: The bounds of every connection.
    ///   - overload: The answer to a call that is not urgent, on a connection beyond its user's share.
    ///   - report: Hears what no handler hears; from any thread, and must return soon.
    /// - Throws: ``VarlinkError/interfaceMismatch(interface:reason:)`` when two interfaces share a name.
    public init(
        identity: VarlinkServiceIdentity,
        interfaces: [VarlinkInterface],
        limits: VarlinkLimits = .standard,
        overload: VarlinkErrorReply = .permissionDenied,
        report: @escaping @Sendable (VarlinkReport) -> Void = { _ in }
    ) throws(VarlinkError) {
        environment = ServerConnection.Environment(
            directory: try ServiceDirectory(identity: identity, interfaces: interfaces),
            registry: ConnectionRegistry(limits: limits), limits: limits, overload: overload, report: report)
    }

    /// The number of connections that are open.
    public var connectionCount: Int { environment.registry.count }

    /// Listens at a path, in the place of a socket that a dead server left there.
    ///
    /// Blocks for a moment.
    ///
    /// - Parameters:
    ///   - path: At most 107 bytes; the directory exists.
    ///   - name: What ``VarlinkCall/socket`` says of calls that come this way.
    ///   - mode: Permissions of the socket file; to connect takes the right to write. Set before anybody can connect.
    ///   - group: The group that owns the file; the process's own when nil.
    /// - Throws: ``VarlinkError/addressInUse(path:)`` when a living server listens there, and the other cases of
    ///   listening.
    public func listen(
        at path: String, name: String, mode: UInt32 = 0o660, group owner: UInt32? = nil
    ) throws(VarlinkError) {
        let socket = try ListeningSocket.open(path: path, mode: mode, group: owner)
        let file = ListeningSocket.identity(of: path).map { (path: path, identity: $0) }
        do throws(VarlinkError) {
            try serve(socket, name: name, path: path, file: file)
        } catch {
            if let file { ListeningSocket.remove(path: file.path, identity: file.identity) }
            throw error
        }
    }

    /// Serves a socket that listens already, as the service manager hands it over; the server owns the descriptor from
    /// here on, and leaves the file alone when it closes.
    ///
    /// Blocks for a moment.
    ///
    /// - Throws: ``VarlinkError/notListening(descriptor:)`` when it is anything but a listening unix stream socket; the
    ///   descriptor stays the caller's then.
    public func adopt(descriptor: Int32, name: String) throws(VarlinkError) {
        let socket = try ListeningSocket.adopt(descriptor: descriptor)
        try serve(socket, name: name, path: "descriptor \(descriptor)", file: nil)
    }

    /// Stops listening, removes the socket files, ends streams, lets calls under way be answered for `grace` at most,
    /// and closes every connection.
    ///
    /// Closing twice is allowed.
    public func close(grace: Duration = .seconds(1)) async {
        await withCheckedContinuation { continuation in
            settle(grace: grace).whenComplete { _ in continuation.resume() }
        }
    }

    /// Does what ``close(grace:)`` does, and blocks the calling thread meanwhile.
    ///
    /// Not to be called by a handler.
    public func closeAndWait(grace: Duration = .seconds(1)) {
        do {
            try settle(grace: grace).wait()
        } catch {
            preconditionFailure("waiting for channels to close, however they do, does not fail")
        }
    }
}

extension VarlinkServer {
    private func serve(
        _ socket: consuming ListeningSocket, name: String, path: String,
        file: (path: String, identity: ListeningSocket.Identity)?
    ) throws(VarlinkError) {
        let isServing = phase.withLock { if case .serving = $0 { true } else { false } }
        guard isServing else { throw .serverClosed }
        let channel: any Channel
        do {
            channel = try bootstrap(name: name).withBoundSocket(socket.release()).wait()
        } catch {
            throw .system(call: "accept", path: path, code: (error as? IOError)?.errnoCode ?? 0)
        }
        let isKept = phase.withLock { phase in
            guard case .serving(var bound) = phase else { return false }
            bound.append(Bound(channel: channel, file: file))
            phase = .serving(bound)
            return true
        }
        guard isKept else {
            channel.close(promise: nil)
            throw .serverClosed
        }
    }

    private func bootstrap(name: String) -> ServerBootstrap {
        let environment = environment
        let sendBuffer = ChannelOptions.Types.SocketOption.Value(environment.limits.sendBufferBytes)
        return ServerBootstrap(group: EventLoops.shared)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without a pause, a process that is out of descriptors would spin on the client that waits.
                    let pause = AcceptBackoffHandler { _ in .milliseconds(20) }
                    let report = AcceptFailureHandler(socket: name, report: environment.report)
                    try channel.pipeline.syncOperations.addHandlers([pause, report])
                }
            }
            .childChannelOption(.socketOption(.so_sndbuf), value: sendBuffer)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                PeerCredentials.read(from: channel).flatMapThrowing { peer in
                    let id = environment.registry.admit(channel, peer: peer, report: environment.report)
                    channel.closeFuture.whenComplete { _ in environment.registry.leave(id) }
                    let connection = ServerConnection(environment: environment, id: id, peer: peer, socket: name)
                    try channel.pipeline.syncOperations.addHandler(connection)
                    guard environment.registry.isClosing else { return }
                    channel.pipeline.fireUserInboundEventTriggered(ConnectionRegistry.Drain())
                }
            }
    }

    /// Closes what listens, then waits for the connections; those that are left at the end of the grace are cut off.
    ///
    /// What waits in the queue of a socket that the service manager made is left to the daemon that comes after this one.
    private func settle(grace: Duration) -> EventLoopFuture<Void> {
        let bound = phase.withLock { phase -> [Bound] in
            guard case .serving(let bound) = phase else { return [] }
            phase = .closed
            return bound
        }
        // The files go first: a client that comes now is told that nobody is there, and does not wait.
        for case (let path, let identity)? in bound.map(\.file) {
            ListeningSocket.remove(path: path, identity: identity)
        }
        let eventLoop = EventLoops.shared.next()
        let registry = environment.registry
        let deadline = eventLoop.scheduleTask(in: TimeAmount(grace)) { registry.closeAll() }
        // A connection that was accepted is let in by its own loop and the listener's: while these have not turned, closing
        // the listener would drop it.
        let deaf = bound.map { $0.channel.setOption(.autoRead, value: false) }
        let settled = EventLoopFuture.andAllComplete(deaf, on: eventLoop)
            .flatMap { EventLoops.turn(endingOn: eventLoop) }
            .flatMap { EventLoops.turn(endingOn: eventLoop) }
            .flatMap { EventLoopFuture.andAllComplete(bound.map { $0.channel.close() }, on: eventLoop) }
            .flatMap { EventLoops.turn(endingOn: eventLoop) }
            .flatMap { registry.drain(on: eventLoop) }
        settled.whenComplete { _ in deadline.cancel() }
        return settled
    }
}

/// Tells of connections that the kernel would not hand over; the channel goes on listening.
private final class AcceptFailureHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let socket: String
    private let report: @Sendable (VarlinkReport) -> Void

    init(socket: String, report: @escaping @Sendable (VarlinkReport) -> Void) {
        self.socket = socket
        self.report = report
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        report(.acceptFailed(socket: socket, reason: "\(error)"))
    }
}
