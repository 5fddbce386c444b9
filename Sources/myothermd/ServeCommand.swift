import ArgumentParser
import Daemon
import Dispatch
import Foundation
import Synchronization

/// Owns the device, and serves the control socket until it is told to end.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves one device (the default)",
        discussion: """
            Ends on SIGTERM or SIGINT: output goes to zero first. Reads the configuration again on SIGHUP. Exit code 0 when \
            output is known to be zero, 1 when it is not or something could not be had, 64 for wrong usage, 78 for a \
            configuration that cannot be used.
            """)

    @OptionGroup var settings: SettingsOptions

    @Option(
        help: ArgumentHelp("An operators' socket to make, beside those of the service manager", valueName: "path"))
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "A socket to make for watching and stopping, beside those of the service manager", valueName: "path"))
    var viewSocket: String?

    @Option(
        help: ArgumentHelp(
            "A socket to make for approving plans, beside those of the service manager", valueName: "path"))
    var prescribeSocket: String?

    @Option(
        help: ArgumentHelp(
            "The file with the key for seals, at least 32 bytes, for its owner alone. Without it: that of the configuration, "
                + "or the credential 'seal.key' in $CREDENTIALS_DIRECTORY.", valueName: "file"))
    var sealKey: String?

    @Option(help: ArgumentHelp("The directory of the records; $STATE_DIRECTORY where it is set", valueName: "dir"))
    var state: String?

    @Option(
        help: ArgumentHelp(
            "The real-time priority that the control thread asks for, 1 to 99; 0 for none. Refused, it runs without. Without "
                + "the option: that of the configuration, or 10.", valueName: "number"))
    var priority: Int?

    func validate() throws {
        if let priority { try RealTimeOptions.check(priority) }
    }

    func run() throws {
        let handedOver = ServiceManager.takeSockets()
        guard socket != nil || !handedOver.isEmpty else {
            throw ValidationError("no socket: say --socket PATH, or start it by its socket units")
        }
        guard let state = state ?? ProcessInfo.processInfo.environment["STATE_DIRECTORY"] else {
            throw ValidationError("no directory for the records: say --state DIR")
        }
        let (options, priority, sealKey) = (settings, priority, sealKey)
        let log = SystemLog()
        defer { log.close() }
        let station: Station
        do {
            station = try Station(
                Station.Configuration(
                    settings: { () throws(ConfigurationFile.Refusal) in
                        var settings = try options.read()
                        if let priority { settings.priority = priority == 0 ? nil : priority }
                        if let sealKey { settings.sealKey = sealKey }
                        return settings
                    }, handedOver: handedOver, socket: socket, viewSocket: viewSocket,
                    prescribeSocket: prescribeSocket, state: state),
                log: log)
        } catch {
            for line in "\(error)".split(separator: "\n") { log(.startRefused, String(line)) }
            if case .configuration = error { throw ExitCode.configuration }
            throw ExitCode.failure
        }
        let isToldToEnd = DispatchSemaphore(value: 0)
        let signals =
            [SIGTERM, SIGINT].map { ServeCommand.onSignal($0) { isToldToEnd.signal() } }
            + [ServeCommand.onSignal(SIGHUP) { station.reload() }]
        station.start()
        // Not `dispatchMain()`: what comes after a call that never returns is dropped by the optimiser, the end of the
        // sources' lifetime with it, and a source that is let go hears no signal.
        withExtendedLifetime(signals) { isToldToEnd.wait() }
        guard station.shutDown() else {
            log(.outputNotConfirmed, "OUTPUT NOT CONFIRMED OFF: cut the device's power now.")
            throw ExitCode.failure
        }
    }

    /// Calls `body` each time `signal` arrives, on a queue of its own.
    private static func onSignal(_ signal: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        Foundation.signal(signal, SIG_IGN)
        let queue = DispatchQueue(label: "signals")
        let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
        source.setEventHandler { @Sendable in body() }
        // Until the library's own handler is in place, the signal would be ignored and lost.
        let isHeard = DispatchSemaphore(value: 0)
        source.setRegistrationHandler { @Sendable in isHeard.signal() }
        source.activate()
        isHeard.wait()
        return source
    }
}

/// What the control thread asks of the system.
struct RealTimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The real-time priority that the control thread asks for, 1 to 99; 0 for none. Refused, it runs without.",
            valueName: "number"))
    var priority = 10

    /// Nil for the default policy.
    var asked: Int? { priority == 0 ? nil : priority }

    func validate() throws { try RealTimeOptions.check(priority) }

    static func check(_ priority: Int) throws {
        guard (0...99).contains(priority) else {
            throw ValidationError("--priority \(priority): say 1 to 99, or 0 for the default policy")
        }
    }
}
