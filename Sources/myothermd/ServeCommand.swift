import ArgumentParser
import Daemon
import Dispatch
import Foundation
import Serial

/// Owns the device on one serial line, and serves the control socket until it is told to end.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves one device on a serial line (the default)",
        discussion: """
            Ends on SIGTERM or SIGINT: output goes to zero first. Exit code 0 when output is known to be zero, 1 when it is not \
            or something could not be had, 64 for wrong usage.
            """)

    @Option(help: ArgumentHelp("The device node of the serial port", valueName: "path"))
    var device: String

    @Option(help: ArgumentHelp("The control socket to serve", valueName: "path"))
    var socket: String

    @Option(help: ArgumentHelp("The directory of the records", valueName: "dir"))
    var state: String

    @Option(help: "Bits per second on the line")
    var baud: UInt32 = BaudRate.standard921600.baud

    @OptionGroup var realTime: RealTimeOptions

    func validate() throws {
        guard baud >= 115_200, baud <= 3_000_000 else {
            throw ValidationError(
                "--baud \(baud): say 115200 to 3000000; below 460800 is for service, not for treatment")
        }
    }

    func run() throws {
        let log: @Sendable (String) -> Void = { line in
            // A full disk or a closed pipe behind standard error ends no treatment.
            try? FileHandle.standardError.write(contentsOf: Data("myothermd: \(line)\n".utf8))
        }
        let station: Station
        do {
            station = try Station(
                Station.Configuration(
                    device: device, baud: BaudRate(baud: baud), socket: socket, state: state,
                    priority: realTime.asked),
                log: log)
        } catch {
            log("\(error)")
            throw ExitCode.failure
        }
        let isToldToEnd = DispatchSemaphore(value: 0)
        let signals = [SIGTERM, SIGINT].map { signal in
            ServeCommand.onSignal(signal) { isToldToEnd.signal() }
        }
        station.start()
        // Not `dispatchMain()`: what comes after a call that never returns is dropped by the optimiser, the end of the
        // sources' lifetime with it, and a source that is let go hears no signal.
        withExtendedLifetime(signals) { isToldToEnd.wait() }
        guard station.shutDown() else {
            log("OUTPUT NOT CONFIRMED OFF: cut the device's power now.")
            throw ExitCode.failure
        }
    }

    /// Calls `body` once `signal` arrives, on a queue of its own.
    private static func onSignal(_ signal: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        Foundation.signal(signal, SIG_IGN)
        let queue = DispatchQueue(label: "signals")
        let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
        source.setEventHandler { @Sendable in body() }
        source.activate()
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

    func validate() throws {
        guard (0...99).contains(priority) else {
            throw ValidationError("--priority \(priority): say 1 to 99, or 0 for the default policy")
        }
    }
}
