import ArgumentParser
import ControlSocket

/// The options of every command.
struct Options: ParsableArguments {
    @Flag(help: "Print JSON: the reply as it came over the socket.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "The daemon's socket: a path, or unix: and a path.",
            discussion: """
                Without it: $\(ControllerAddress.variable), the operators' socket of the system, the one for watching and \
                stopping, or that of a daemon of this user's.
                """,
            valueName: "path"))
    var address: String?

    @Option(help: ArgumentHelp("How long to wait for an answer, in seconds (0.001 to 3600).", valueName: "seconds"))
    var timeout: TimeLimit?

    /// A connection to the prescribers' socket.
    func connectAsPrescriber() throws(ControllerError) -> ControllerClient {
        try ControllerClient(
            address: try ControllerAddress.resolvePrescribers(
                asked: address, environment: Process.variable, access: Process.access),
            timeout: timeout?.duration ?? ControllerClient.standardTimeout)
    }

    /// A connection to a socket at which a patient's course may be asked for.
    func connectForCourse() throws(ControllerError) -> ControllerClient {
        try ControllerClient(
            address: try ControllerAddress.resolveCourse(
                asked: address, environment: Process.variable, access: Process.access),
            timeout: timeout?.duration ?? ControllerClient.standardTimeout)
    }

    /// A connection as these options ask for it; without `--timeout` answers may take `limit`.
    func connect(atMost limit: Duration = ControllerClient.standardTimeout) throws(ControllerError) -> ControllerClient
    {
        try ControllerClient(
            address: try ControllerAddress.resolve(
                asked: address, environment: Process.variable, access: Process.access),
            timeout: timeout?.duration ?? limit)
    }
}

/// A time to wait, as people type it: seconds, with a decimal point where needed.
struct TimeLimit: ExpressibleByArgument, Sendable {
    let duration: Duration

    init?(argument: String) {
        guard let seconds = Double(argument), seconds >= 0.001, seconds <= 3600 else { return nil }
        duration = .milliseconds(Int64(seconds * 1000))
    }
}
