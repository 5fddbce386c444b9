/// Which line a descriptor is, whatever name led to it.
public struct LineIdentity: Equatable, Sendable {
    /// The path of the device node with every symbolic link followed, such as `/dev/ttyUSB0`.
    public let resolvedPath: String
    /// The driver's part of the node's device number.
    public let major: UInt32
    /// The line's part of the node's device number.
    public let minor: UInt32
    /// The file system and the file number of the node: two containers may use one device number for two ptys.
    let fileSystem: UInt64
    let fileNumber: UInt64

    /// Whether the line is the slave of a pseudo-terminal: a simulator, no hardware.
    ///
    /// Linux gives the majors 136 to 143 to Unix98 slaves (`Documentation/admin-guide/devices.txt`).
    public var isPseudoTerminal: Bool {
        (136...143).contains(major)
    }

    /// Whether the node is a terminal without a line of its own: a virtual console, or one of those that stand for
    /// another (`/dev/tty`, `/dev/console`) or make one (`/dev/ptmx`).
    ///
    /// The same list gives the numbers.
    var isNoLine: Bool {
        (major == 4 && minor < 64) || major == 5
    }

    /// Whether both are one line.
    ///
    /// The number tells hardware apart (there may be several nodes for it); a pty's number is good only within its own
    /// mount.
    func isSameLine(as other: LineIdentity) -> Bool {
        guard major == other.major, minor == other.minor else { return false }
        return !isPseudoTerminal || (fileSystem == other.fileSystem && fileNumber == other.fileNumber)
    }
}

/// Who may use a device node: what there is to say when it may not be opened.
public struct NodePermissions: Equatable, Sendable {
    /// The name of the owning user, or the number where it has none.
    public let owner: String
    /// The name of the owning group, or the number where it has none.
    public let group: String
    /// The nine permission bits, `0o000...0o777`.
    public let mode: UInt16

    /// States who may use a node.
    public init(owner: String, group: String, mode: UInt16) {
        self.owner = owner
        self.group = group
        self.mode = mode
    }

    /// Whether being in the group is enough to read and write.
    public var groupMayUse: Bool {
        mode & 0o060 == 0o060
    }
}
