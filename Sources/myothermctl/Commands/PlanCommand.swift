import ArgumentParser
import PlanFiles
import Presentation
import Varlink

/// What can be done with plan files: looked at without a daemon, and approved through it.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Look at plan files, and approve them.", subcommands: [Check.self, Approve.self])

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
                do throws(VarlinkError) {
                    return Report(json: try JSONObject(encoding: summary), lines: [summary.text])
                } catch {
                    throw Complaint(.failed, "OutputFailed", "\(error)")
                }
            }
        }
    }
}
