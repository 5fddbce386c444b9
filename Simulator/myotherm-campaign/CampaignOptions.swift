import ArgumentParser
import PlanFiles
import Treatment

/// What every command that plays cases needs.
struct CampaignOptions: ParsableArguments {
    @Option(help: "How many threads play")
    var jobs = 2

    @Option(help: ArgumentHelp("The folder with the example plans", valueName: "folder"))
    var plans = "examples/plans"

    func validate() throws {
        guard (1...256).contains(jobs) else {
            throw ValidationError("--jobs is \(jobs), but 1 to 256 was expected.")
        }
    }

    /// The example plans, in an order that never changes.
    func examples() throws -> [Program] {
        try ["demo", "full-face", "lower-face"].map { try PlanArgument.program("\(plans)/\($0).yaml") }
    }
}
