import ArgumentParser
import ControlSocket
import Presentation

/// Prints how punctual workstation and line are.
struct TimingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timing",
        abstract:
            "Print what the workstation grants, and how late timer, releases and line were since the last arming.",
        discussion: "With --json every bin of the histograms.")

    @OptionGroup var options: Options

    func run() throws {
        try options.report { client throws(ControllerError) in
            let status = try client.status().reply
            let answer = try client.timing()
            return Report(
                json: answer.json, lines: TimingText.lines(answer.reply.timing, host: status.host, line: status.line))
        }
    }
}
