import ArgumentParser
import PlanFiles
import Presentation

/// What can be done with plan files: looked at and proposed without a daemon, and approved through it.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Look at plan files, propose and approve plans.",
        subcommands: [Check.self, ProposeCommand.self, Approve.self])

    /// Checks a plan file and prints what it will do.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Print what a plan will do, or everything that is wrong with it; needs no daemon.")

        @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @OptionGroup var options: Options

        func run() throws {
            try options.print { () throws(Complaint) in
                let summary = PlanSummary(try PlanSource.read(file))
                return Report(json: try Report.json(summary), lines: [summary.text])
            }
        }
    }
}
