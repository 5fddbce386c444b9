/// Where a client finds the daemon's socket.
public enum ControllerAddress {
    /// The environment's variable that names the socket.
    public static let variable = "MYOTHERM_SOCKET"

    /// The environment's variable that names the prescribers' socket.
    public static let prescribersVariable = "MYOTHERM_PRESCRIBE_SOCKET"

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
        return own(.operate, environment)
    }

    /// The address to ask for a patient's course at: as ``resolve(asked:environment:access:)``, but where the system's
    /// operators' socket is not this user's and the prescribers' one is, that.
    ///
    /// - Throws: as ``resolve(asked:environment:access:)``.
    public static func resolveCourse(
        asked: String?, environment: (String) -> String?, access: (String) -> Access
    ) throws(ControllerError) -> String {
        let isNamed = asked != nil || !(environment(variable) ?? "").isEmpty
        let (operate, prescribe) = (ControllerRight.operate.address, ControllerRight.prescribe.address)
        if !isNamed, access(operate) != .open, access(prescribe) == .open { return prescribe }
        return try resolve(asked: asked, environment: environment, access: access)
    }

    /// The address to approve plans at: the one that was asked for, else the environment's (``prescribersVariable``), else
    /// the system's prescribers' socket, else the one of a daemon that this user started.
    ///
    /// ``variable`` does not count: what it names lets nobody approve.
    ///
    /// - Throws: ``ControllerError/notPermitted(_:)`` when the system has the socket and this user may not use it; its
    ///   sentence names the group that may.
    public static func resolvePrescribers(
        asked: String?, environment: (String) -> String?, access: (String) -> Access
    ) throws(ControllerError) -> String {
        if let asked { return asked }
        if let named = environment(prescribersVariable), !named.isEmpty { return named }
        let right = ControllerRight.prescribe
        switch access(right.address) {
        case .open: return right.address
        case .denied:
            throw .notPermitted(
                "this user may not approve plans: members of the group \(right.group) do; ask for membership in it, then "
                    + "log in again")
        case .absent: return own(right, environment)
        }
    }

    /// The address of a daemon that this user started; the system's where there is no place for one.
    private static func own(_ right: ControllerRight, _ environment: (String) -> String?) -> String {
        guard let directory = environment("XDG_RUNTIME_DIR"), !directory.isEmpty else { return right.address }
        let name = right.address.split(separator: "/").last ?? ""
        return "\(directory)/myotherm/\(name)"
    }
}
