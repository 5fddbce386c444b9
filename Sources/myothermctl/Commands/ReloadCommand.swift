import ArgumentParser
import ControlSocket
import Presentation

/// Has the daemon read its configuration file again.
struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Have the daemon read its configuration file again.",
        discussion: """
            What concerns devices to come is taken at once, what concerns the line only while no output is prepared or under \
            way; what needs a new start is refused. If anything is refused, nothing is changed.
            """)

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let answer = try client.reload()
            let applied = answer.reply.applied
            return Report(
                json: answer.json, lines: [],
                note: applied.isEmpty ? "nothing has changed" : "in force now: \(applied.joined(separator: ", "))")
        }
    }
}
