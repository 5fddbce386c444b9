import ArgumentParser
import ControlSocket

/// Goes on after a pause, in the two steps that the daemon asks for.
struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on after a pause: output goes on, from zero.",
        discussion: "Without a token it asks for one, which checks the patient again, and uses it at once.")

    @Option(help: ArgumentHelp("A token that was asked for before.", valueName: "token"))
    var token: String?

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let answer = if let token { try client.resume(token: token) } else { try client.resumeInTwoSteps() }
            return Report(json: answer.json, lines: [], note: "resumed")
        }
    }
}
