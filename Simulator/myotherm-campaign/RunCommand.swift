import ArgumentParser
import PlanFiles
import Treatment
import Units
import World

/// Plays one plan over a range of seeds, each twice, and says whether every run was complete and repeatable.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Play a plan in virtual time for every seed, twice, and compare",
        discussion:
            "Exits 1 when a run did not complete, gave fewer pulses than planned, or differed from its repetition.")

    @Option(help: ArgumentHelp("The plan file", valueName: "file"))
    var plan: String

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 0)

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    @Flag(help: "With --json: the recorded events of every run too")
    var events = false

    func run() throws {
        let loaded: LoadedPlan
        do {
            loaded = try PlanFile.read(path: plan)
        } catch {
            throw ValidationError("\(error)")
        }
        let watch = ContinuousClock()
        var outcomes: [RunOutcome] = []
        let spent = watch.measure {
            for seed in seeds.first...seeds.last { outcomes.append(RunOutcome(loaded.program, seed: seed)) }
        }
        let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
        let report = CampaignReport(outcomes: outcomes, wallSeconds: seconds)
        print(json ? report.json(withEvents: events) : report.text)
        if !report.holds { throw ExitCode(1) }
    }
}
