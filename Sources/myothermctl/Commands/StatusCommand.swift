import ArgumentParser
import ControlSocket
import Presentation

/// Prints the state of everything once.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Print the state, the device and every zone.")

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let answer = try client.status()
            return Report(json: answer.json, lines: StatusText.lines(answer.reply).map(\.text))
        }
    }
}
