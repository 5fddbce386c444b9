import ArgumentParser
import ControlSocket

/// Holds the treatment.
struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Hold the treatment with output at zero.")

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            Report(json: try client.pause().json, lines: [], note: "paused")
        }
    }
}
