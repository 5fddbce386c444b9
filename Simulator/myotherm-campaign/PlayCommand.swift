import ArgumentParser

/// Plays one plan over a range of seeds, each twice, and says whether every run was complete and repeatable.
struct PlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Play a plan in virtual time for every seed, twice, and compare",
        discussion:
            """
            Without faults a run holds when it completed with every pulse and breaks none of the oracle's invariants; with \
            faults it may end in any way, and must be repeatable. Exits 1 when a run does not hold or differs from its \
            repetition.
            """)

    @OptionGroup var options: ScenarioOptions

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 0)

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    @Flag(help: "With --json: the recorded events of every run too")
    var events = false

    func run() throws {
        let loaded = try options.load()
        let watch = ContinuousClock()
        var outcomes: [PlayOutcome] = []
        let spent = watch.measure {
            for seed in seeds.first...seeds.last { outcomes.append(PlayOutcome(loaded.scenario(seed: seed))) }
        }
        let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
        let report = PlayReport(outcomes: outcomes, wallSeconds: seconds)
        print(json ? report.json(withEvents: events) : report.text)
        if !report.holds { throw ExitCode(1) }
    }
}
