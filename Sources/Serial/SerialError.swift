internal import Glibc

/// Why a line or a pseudo-terminal could not be had.
///
/// Paths are as they were given.
public enum SerialError: Error, Equatable, Sendable {
    /// Nothing is there, or a link on the way leads nowhere.
    case noSuchPath(path: String)
    /// A directory is there.
    case isADirectory(path: String)
    /// Something is there that is no terminal.
    case notATerminal(path: String)
    /// The node may not be read and written by this user. `node` says who may; nil if a directory on the way is closed.
    case noPermission(path: String, node: NodePermissions?)
    /// The kernel refuses in spite of the node's permissions: a device policy, such as systemd's `DevicePolicy=`.
    case forbiddenByPolicy(path: String)
    /// Another owner has the line. Nil if it may not be looked at, or has let go meanwhile.
    case busy(path: String, by: LineHolder?)
    /// The device behind the node is not there, or went away while the line was being opened.
    case gone(path: String)
    /// The driver runs the line at another rate than was asked, more than 2 % away, or refused any.
    case baudRefused(path: String, asked: BaudRate, got: BaudRate)
    /// The driver did not keep raw 8N1 without flow control.
    case modeRefused(path: String)
    /// A link was to be placed where something stands that must not be replaced.
    case linkOccupied(path: String)
    /// The system refused an operation with this errno.
    case io(path: String, operation: Operation, errno: Int32)

    /// The operations whose refusal has no case of its own.
    public enum Operation: String, Sendable {
        /// Following the path to its node.
        case lookUp = "look up"
        /// Opening the node.
        case open
        /// Locking it.
        case lock
        /// Reading or setting the line's mode.
        case configure
        /// Discarding what arrived before.
        case discardInput = "discard the input of"
        /// Making a pseudo-terminal.
        case createTerminal = "create a pseudo-terminal at"
        /// Placing a symbolic link.
        case placeLink = "place a link at"
    }
}

extension SerialError {
    /// What a failed look at a path means.
    init(lookingUp path: String, errno error: Int32) {
        switch error {
        case ENOENT, ENOTDIR: self = .noSuchPath(path: path)
        case EACCES: self = .noPermission(path: path, node: nil)
        default: self = .io(path: path, operation: .lookUp, errno: error)
        }
    }
}

extension SerialError: CustomStringConvertible {
    /// One sentence on what is wrong and where, and one on what to do.
    public var description: String {
        switch self {
        case .noSuchPath(let path):
            "\(path) does not exist, or is a link that leads nowhere. Is the device plugged in and powered?"
        case .isADirectory(let path):
            "\(path) is a directory, but a serial port was expected. Give the path of one port in it."
        case .notATerminal(let path):
            "\(path) is not a serial port. Give the device node of the port, such as /dev/ttyUSB0."
        case .noPermission(let path, let node):
            Self.describePermission(path, node)
        case .forbiddenByPolicy(let path):
            "\(path) is closed to this service by a device policy of the system. In its systemd unit, DeviceAllow= "
                + "must name the driver, and the driver must be loaded before the service starts."
        case .busy(let path, let holder):
            Self.describeBusy(path, holder)
        case .gone(let path):
            "There is no device behind \(path), or it went away while it was being opened. Check cable and power; if "
                + "it comes and goes, another driver or service (such as brltty) may be taking it."
        case .baudRefused(let path, let asked, let got):
            "\(path) cannot run at \(asked.baud) baud: the driver made \(got.baud) of it, and at most 2 % of "
                + "difference are allowed. Choose a rate that the adapter supports."
        case .modeRefused(let path):
            "The driver of \(path) does not keep 8 data bits, no parity, 1 stop bit without flow control. Use "
                + "another adapter."
        case .linkOccupied(let path):
            "\(path) is taken by something that is not a link to a pseudo-terminal. Remove it, or choose another path."
        case .io(let path, let operation, let errno):
            "Could not \(operation.rawValue) \(path): \(Self.describe(errno))."
        }
    }

    private static func describePermission(_ path: String, _ node: NodePermissions?) -> String {
        guard let node else {
            return "\(path) cannot be reached: a directory on the way is closed to this user. Open it to this user."
        }
        let octal = String(node.mode, radix: 8)
        let belongs =
            "\(path) may not be opened: it belongs to user \(node.owner) and group \(node.group), mode \(octal)."
        guard node.groupMayUse, node.group != "root" else {
            return belongs
                + " A group of its own must be able to read and write it: change the udev rule that sets group and mode (660)."
        }
        return belongs + " The user of this process must be in group \(node.group): "
            + "`sudo usermod -aG \(node.group) USER`, then log in again, or restart the service."
    }

    private static func describeBusy(_ path: String, _ holder: LineHolder?) -> String {
        guard let holder else {
            return "\(path) is in use by another process, which this user may not look at or which ended just now. "
                + "`sudo fuser -v \(path)` names it."
        }
        return "\(path) is in use by process \(holder.processID) (\(holder.name)). Stop it first: a line has one owner."
    }

    private static func describe(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe "\(String(cString: text)) (error \(errno))"
    }
}
