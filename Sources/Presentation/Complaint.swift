public import ControlSocket
public import Varlink

/// A failure as the command line shows it: as text, as JSON and as an exit code.
public struct Complaint: Error, Equatable, Sendable {
    /// The exit code.
    public let status: Outcome
    /// The error's name; that of the socket where it came from there.
    public let name: String
    /// What happened and what to do, in a sentence; several lines where several things are wrong.
    public let message: String
    /// What else belongs to the error, by the names of the socket.
    public let details: JSONObject

    /// Makes a complaint of its parts.
    public init(_ status: Outcome, _ name: String, _ message: String, details: JSONObject = JSONObject()) {
        self.status = status
        self.name = name
        self.message = message
        self.details = details
    }

    /// The complaint about a call that brought no reply.
    public init(_ error: ControllerError) {
        let name: String
        var details = JSONObject()
        switch error {
        case .notConnected: name = "NotConnected"
        case .notPermitted: name = "NotPermitted"
        case .noAnswer: name = "NoAnswer"
        case .refused(_, let reply), .otherRefusal(let reply): (name, details) = (reply.name, reply.parameters)
        case .invalidParameter(let path):
            (name, details) = (VarlinkErrorReply.invalidParameter("").name, ["parameter": .string(path)])
        case .misunderstanding: name = "Misunderstanding"
        case .cancelled: name = "Cancelled"
        }
        self.init(Outcome(error), name, "\(error)", details: details)
    }

    /// The complaint as one JSON object: `error`, `message`, and whatever else belongs to it.
    public var json: JSONObject {
        var json: JSONObject = ["error": .string(name), "message": .string(message)]
        for member in details.members where member.key != "error" && member.key != "message" {
            json[member.key] = member.value
        }
        return json
    }

    /// The complaint for a terminal, without a newline at the end; the problems of a file one per line.
    public var text: String {
        let problems = (details["problems"]?.array ?? []).map { problem in
            let line = problem["line"]?.integer.map { "line \($0): " } ?? ""
            let key = problem["key"]?.string.map { "\($0): " } ?? ""
            return "  \(line)\(key)\(problem["message"]?.string ?? problem.string ?? problem.text)"
        }
        return (["error: \(message)"] + problems).map(\.printable).joined(separator: "\n")
    }
}
