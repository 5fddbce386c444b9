/// Where a client finds the daemon's socket.
public enum ControllerAddress {
    /// The environment's variable that names the socket.
    public static let variable = "MYOTHERM_SOCKET"

    /// What this user can do with a path.
    public enum Access: Equatable, Sendable {
        /// Connect to it, if there is a service behind it.
        case open
        /// See that something is there, or not even that.
        case denied
        /// Nothing is there.
        case absent
    }

    /// The address to use: the one that was asked for, else the environment's, else the system's socket that gives this
    /// user the most, else the one of a daemon that this user started.
    ///
    /// An environment that names an empty address names none. Where there is nothing to choose from, the operators'
    /// address is the one that a message should name.
    ///
    /// - Parameters:
    ///   - asked: What the person gave: a path, or `unix:` and a path.
    ///   - environment: Reads a variable.
    ///   - access: Looks at a path.
    /// - Throws: ``ControllerError/notPermitted(_:)`` when the system has a daemon and this user may neither operate nor
    ///   watch; its sentence names the groups that may.
    public static func resolve(
        asked: String?, environment: (String) -> String?, access: (String) -> Access
    ) throws(ControllerError) -> String {
        if let asked { return asked }
        if let named = environment(variable), !named.isEmpty { return named }
        let (operate, view) = (ControllerRight.operate, ControllerRight.view)
        switch (access(operate.address), access(view.address)) {
        case (.open, _): return operate.address
        case (_, .open): return view.address
        // Its socket is gone although the other one stays: whoever belongs to its group is to hear that, and not of groups.
        case (.absent, .denied): return operate.address
        case (.denied, _):
            throw .notPermitted(
                "this user may not use the daemon: members of the group \(operate.group) operate it, members of "
                    + "\(view.group) watch and stop; ask for membership in one of them, then log in again")
        case (.absent, .absent): break
        }
        guard let directory = environment("XDG_RUNTIME_DIR"), !directory.isEmpty else { return operate.address }
        return "\(directory)/myotherm/\(ControllerInterface.name)"
    }
}
