/// Where a client finds the daemon's socket.
public enum ControllerAddress {
    /// Where the service manager puts the operators' socket.
    public static let system = "/run/myotherm/io.myotherm.Controller"

    /// The environment's variable that names the socket.
    public static let variable = "MYOTHERM_SOCKET"

    /// The address to use: the one that was asked for, else the environment's, else the system's when something is
    /// there, else the one of a daemon that this user started.
    ///
    /// An environment that names an empty address names none. Where there is nothing to choose from, the system's
    /// address is the one that a message should name.
    ///
    /// - Parameters:
    ///   - asked: What the person gave: a path, or `unix:` and a path.
    ///   - environment: Reads a variable.
    ///   - exists: Whether there is anything at a path.
    public static func resolve(
        asked: String?, environment: (String) -> String?, exists: (String) -> Bool
    ) -> String {
        if let asked { return asked }
        if let named = environment(variable), !named.isEmpty { return named }
        if exists(system) { return system }
        guard let directory = environment("XDG_RUNTIME_DIR"), !directory.isEmpty else { return system }
        return "\(directory)/myotherm/\(ControllerInterface.name)"
    }
}
