/// Everything that can go wrong in this module; each case says what, where, and what to do about it.
public enum VarlinkError: Error, Sendable, Equatable {
    // Reaching a server.

    /// Nothing is at the path: the server does not run, or listens elsewhere.
    case socketNotFound(path: String)
    /// A socket file is there, and nobody listens behind it.
    case connectionRefused(path: String)
    /// The socket's mode, group or directory keeps this user out.
    case permissionDenied(path: String)
    /// The path is longer than a socket address can hold, or cannot be one.
    case badSocketPath(path: String, reason: String)
    /// More clients wait to be accepted than the kernel queues.
    case serverBusy(path: String)

    // A conversation.

    /// The server answered the call with an error.
    case errorReply(VarlinkErrorReply)
    /// No reply came in time. Whether the call was carried out is not known.
    case timedOut(method: String, after: Duration)
    /// The connection ended before the reply. Whether the call was carried out is not known.
    case connectionClosed(method: String)
    /// The connection is taken by a call that streams.
    case connectionBusy(method: String)
    /// The task that waited was cancelled. Whether the call was carried out is not known.
    case cancelled(method: String)

    // Messages.

    /// The text is no JSON, or passes a limit of depth or number of values.
    case notJSON(reason: String, offset: Int)
    /// A message passes the limit of length.
    case messageTooLong(limit: Int)
    /// A message of the server is JSON and no reply, or a reply out of turn.
    case notAReply(reason: String)
    /// A field is missing, or is not of the type that is read.
    case unexpectedField(path: String, expected: String)
    /// A Swift value has no JSON form.
    case cannotEncode(type: String, reason: String)

    // Interfaces.

    /// The text of an interface is not valid.
    case badInterface(line: Int, column: Int, reason: String)
    /// The text of an interface and its registered methods do not agree.
    case interfaceMismatch(interface: String, reason: String)

    // Listening.

    /// A living server listens at the path.
    case addressInUse(path: String)
    /// Something that is no socket is at the path.
    case notASocket(path: String)
    /// Another process is setting up a socket in the same directory.
    case directoryLocked(path: String)
    /// The descriptor handed over is no listening unix stream socket.
    case notListening(descriptor: Int32)
    /// The operating system refused a call.
    case system(call: String, path: String, code: Int32)
    /// The server was closed.
    case serverClosed
}

extension VarlinkError: CustomStringConvertible {
    /// The message for a person: what, where, what was expected, what to do.
    public var description: String {
        switch self {
        case .socketNotFound(let path):
            "nothing listens at \(path): start the service, or give the address of its socket"
        case .connectionRefused(let path):
            "\(path) is left over from a service that is gone: start the service"
        case .permissionDenied(let path):
            "this user may not use \(path): ask for membership in the group that owns the socket, then log in again"
        case .badSocketPath(let path, let reason): "'\(path)' cannot be a socket's path: \(reason)"
        case .serverBusy(let path): "too many clients wait at \(path): try again"
        case .errorReply(let reply): "the service answered \(reply)"
        case .timedOut(let method, let limit):
            "no reply to \(method) within \(limit): whether it was carried out is not known, ask for the status"
        case .connectionClosed(let method):
            "the service closed the connection before it answered \(method): whether that was carried out is not known"
        case .connectionBusy(let method):
            "this connection waits for the replies of \(method): use a second connection for other calls"
        case .cancelled(let method): "waiting for the reply to \(method) was cancelled"
        case .notJSON(let reason, let offset): "the text is not acceptable JSON at byte \(offset): \(reason)"
        case .messageTooLong(let limit): "a message is longer than \(limit) bytes"
        case .notAReply(let reason): "the service sent something that is no reply: \(reason)"
        case .unexpectedField(let path, let expected): "field '\(path)': \(expected)"
        case .cannotEncode(let type, let reason): "\(type) cannot be written as JSON: \(reason)"
        case .badInterface(let line, let column, let reason):
            "interface text, line \(line), column \(column): \(reason)"
        case .interfaceMismatch(let interface, let reason): "interface \(interface): \(reason)"
        case .addressInUse(let path):
            "another service already listens at \(path): stop it first, or choose another path"
        case .notASocket(let path): "\(path) exists and is no socket: move it away, or choose another path"
        case .directoryLocked(let path): "another process is setting up a socket next to \(path): try again"
        case .notListening(let descriptor):
            "descriptor \(descriptor) is no listening unix stream socket: check ListenStream= and Accept=no of its unit"
        case .system(let call, let path, let code): "\(call) on \(path) failed with errno \(code)"
        case .serverClosed: "this server was closed and takes no further sockets"
        }
    }
}
