import ArgumentParser
import ControlSocket

/// Begins the treatment.
struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Begin the treatment: output goes on.")

    @Option(help: ArgumentHelp("What 'arm' printed.", valueName: "token"))
    var token: String

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            Report(json: try client.start(token: token).json, lines: [], note: "started")
        }
    }
}
