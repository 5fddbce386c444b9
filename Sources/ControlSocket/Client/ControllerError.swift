public import Varlink

/// Why a call of the daemon brought no reply; each case says what to do about it.
public enum ControllerError: Error, Equatable, Sendable {
    /// Nobody was reached at the socket: nothing was asked of the daemon.
    case notConnected(VarlinkError)
    /// This user may not use the socket, or may not do this through it.
    case notPermitted(String)
    /// The daemon was reached and did not answer: whether it did what was asked is not known.
    case noAnswer(VarlinkError)
    /// The daemon said no, with one of the interface's errors.
    case refused(RefusalKind, VarlinkErrorReply)
    /// A parameter is not what the daemon takes; its path.
    case invalidParameter(String)
    /// The daemon said no, with an error that the interface does not have.
    case otherRefusal(VarlinkErrorReply)
    /// The daemon sent, or was to be sent, what the interface does not have.
    case misunderstanding(method: String, VarlinkError)
    /// The program itself gave up waiting.
    case cancelled(method: String)

    /// Sorts what the protocol reports.
    init(_ error: VarlinkError, method: String) {
        switch error {
        case .permissionDenied: self = .notPermitted("\(error)")
        case .socketNotFound, .connectionRefused, .badSocketPath, .serverBusy, .system: self = .notConnected(error)
        case .timedOut, .connectionClosed: self = .noAnswer(error)
        case .errorReply(let reply): self = ControllerError(reply)
        case .cancelled: self = .cancelled(method: method)
        case .connectionBusy, .notJSON, .messageTooLong, .notAReply, .unexpectedField, .cannotEncode, .badInterface,
            .interfaceMismatch, .addressInUse, .notASocket, .directoryLocked, .notListening, .serverClosed:
            self = .misunderstanding(method: method, error)
        }
    }

    private init(_ reply: VarlinkErrorReply) {
        if let kind = RefusalKind(fullName: reply.name) {
            self = .refused(kind, reply)
        } else if reply.name == VarlinkErrorReply.permissionDenied.name {
            self = .notPermitted(
                "this user has too many connections to the daemon, and may only stop through this one: close some")
        } else if reply.name == VarlinkErrorReply.invalidParameter("").name {
            self = .invalidParameter(reply.parameters["parameter"]?.string ?? "")
        } else {
            self = .otherRefusal(reply)
        }
    }
}

extension ControllerError: CustomStringConvertible {
    /// The message for a person: what happened, and what to do.
    public var description: String {
        switch self {
        case .notConnected(let error): "the daemon was not reached: \(error)"
        case .notPermitted(let reason): reason
        case .noAnswer(let error): "\(error)"
        case .refused(let kind, let reply):
            reply.parameters["message"]?.string ?? "the daemon answered \(kind.rawValue)"
        case .invalidParameter(let path): "the daemon does not take this value for '\(path)': check it"
        case .otherRefusal(let reply):
            "the daemon answered \(reply): use the client of the same version as the daemon"
        case .misunderstanding(let method, let error):
            "\(method): \(error): use the client of the same version as the daemon"
        case .cancelled(let method): "waiting for \(method) was given up"
        }
    }
}
