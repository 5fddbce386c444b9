import ArgumentParser
import ControlSocket

/// Ends output: connects, and sends Stop before anything else.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the treatment now, in every state; may be repeated.",
        discussion: "Prints the state after the device was told. Asks nothing.")

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "words"))
    var reason: String?

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let answer = try client.stop(reason: reason)
            return Report(
                json: answer.json, lines: ["state \(answer.reply.state)"], note: "the device was told to stop")
        }
    }
}
