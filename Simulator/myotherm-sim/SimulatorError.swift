import Glibc
import Serial

/// Why the simulator cannot serve, or not any longer.
enum SimulatorError: Error {
    /// The link cannot be placed.
    case link(SerialError)
    /// There is no terminal, or it failed.
    case terminal(SerialError)
    /// The system refused to read, write, poll or look at something that the loop lives on.
    case system(Call, errno: Int32)
    /// A socket cannot be made, or nobody listens there.
    case socket(name: String, errno: Int32)
    /// The oracle's file cannot be written.
    case oracle(path: String, errno: Int32)

    /// The calls that must not fail.
    enum Call: String {
        case signals = "take the signals"
        case timer = "set a timer"
        case poll = "wait for the terminal"
        case openSlave = "open the terminal's other end"
        case read = "read from the terminal"
        case write = "write to the terminal"
        case unread = "ask for the terminal's unread bytes"
    }

    /// The process's exit code: 73 (cannot create) for the link, 1 for the rest.
    var exitCode: Int32 {
        switch self {
        case .link: 73
        case .terminal, .system, .socket, .oracle: 1
        }
    }
}

extension SimulatorError: CustomStringConvertible {
    /// What failed, where, and what to do.
    var description: String {
        switch self {
        case .link(.noSuchPath(let path)):
            "There is no directory for the link \(path). Make it first, or give --pty another path."
        case .link(let error): "\(error)"
        case .terminal(let error): "\(error)"
        case .system(let call, let errno):
            "Could not \(call.rawValue): \(SimulatorError.text(errno)). Start the simulator again."
        case .socket(let name, let errno):
            "The socket \(name) is of no use: \(SimulatorError.text(errno)). Look whether a simulator serves there, or give "
                + "another path or port."
        case .oracle(let path, let errno):
            "Could not write \(path): \(SimulatorError.text(errno)). Give --oracle a file in a directory that exists and "
                + "that this user may write to."
        }
    }

    private static func text(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe "\(String(cString: text)) (error \(errno))"
    }
}
