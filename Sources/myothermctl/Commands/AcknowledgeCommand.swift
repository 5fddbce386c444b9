import ArgumentParser
import ControlSocket

/// Says that a person has seen why it tripped.
struct AcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Acknowledge a trip, with a name for the record.",
        discussion: "Nothing is armed by this. Without a trip the exit code is 2.")

    @Option(help: ArgumentHelp("Who acknowledges; the login name unless given.", valueName: "name"))
    var name: String?

    @OptionGroup var options: Options

    func run() throws {
        let name = name ?? Process.loginName
        try options.report { client throws(ControllerError) in
            Report(json: try client.acknowledge(name: name).json, lines: [], note: "acknowledged by \(name)")
        }
    }
}
