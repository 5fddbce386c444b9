import ArgumentParser
import ControlSocket
import Presentation

/// Shows the treatment as it goes, with Stop at hand.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show the treatment as it goes; s, space and Ctrl-C stop it.",
        discussion: """
            On a terminal the display is repainted in place, elsewhere each update is a line (with --json an object). \
            The first Ctrl-C stops the treatment, the second leaves; q leaves and lets the treatment go on. A second \
            connection is held ready for the stop.

            The exit code says how the treatment ended: 0 completed, 6 tripped, 7 stopped; leaving before that is 0, \
            or 1 with --until-end or when a stop was not answered.
            """)

    @Flag(help: "Leave when the treatment has ended; at once when it has already.")
    var untilEnd = false

    @Option(
        help: ArgumentHelp(
            "The shortest time between two updates, 50 to 1000 ms (on a terminal 200, else 1000).", valueName: "ms"))
    var interval: Int64?

    @OptionGroup var options: Options

    func validate() throws {
        guard interval.map({ (50...1000).contains($0) }) ?? true else {
            throw ValidationError("--interval must be between 50 and 1000")
        }
    }

    func run() async throws {
        let repaints = !options.json && Terminal.canRepaint
        let status: Outcome
        do throws(Complaint) {
            let watch = Watch(
                options: options, leavesAtEnd: untilEnd, intervalMs: interval ?? (repaints ? 200 : 1000),
                display: WatchDisplay(repaints ? .screen(hasColour: Terminal.hasColour) : options.json ? .json : .lines)
            )
            status = try await watch.run()
        } catch {
            Output.show(error, asJSON: options.json)
            status = error.status
        }
        throw ExitCode(status.rawValue)
    }
}
