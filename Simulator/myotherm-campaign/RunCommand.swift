public import ArgumentParser
import PlanFiles
import Treatment
public import World

/// Plays a case of its own for every seed, and judges each.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Play a case of its own for every seed, with what may break, and judge every one",
        discussion: """
            A seed draws who is treated with what, over which line, by whom, and what breaks. A case fails when the face was \
            harmed, when the treatment ended for a cause that nothing broken explains, or when no treatment was possible any \
            more after all was mended. Exits 1 when a case fails; with mode none, when nothing was ever harmed.
            """)

    @OptionGroup var options: CampaignOptions

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 99)

    @Option(help: "Which layers limit themselves: both, host, device or none")
    var mode = CampaignMode.both

    @Flag(inversion: .prefixedNo, help: "Whether anything may go wrong")
    var faults = true

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    @Flag(help: "Print every case that fails as a script")
    var scripts = false

    func run() throws {
        try Unguarded.continueElsewhere(for: mode)
        let examples = try options.examples()
        let first = seeds.first
        let count = Int(seeds.last - first) + 1
        let (mode, faults) = (mode, faults)
        let wall = ContinuousClock.now
        let spentBefore = ProcessorTime.now
        let progress = Progress(of: count, withFaults: faults)
        let outcomes = Workers.map(count, jobs: options.jobs) { index -> CampaignOutcome? in
            let drawn = CampaignCase.drawn(
                seed: first + UInt64(index), mode: mode, withFaults: faults, examples: examples)
            let outcome = VirtualTreatment.outcome(of: drawn, examples: examples)
            progress.count(outcome)
            return outcome
        }
        let spent = ProcessorTime.now - spentBefore
        let passed = (ContinuousClock.now - wall).components
        let report = CampaignSummary(
            mode: mode, withFaults: faults, outcomes: outcomes.compactMap { $0 }, undrawn: outcomes.count { $0 == nil },
            wallSeconds: Double(passed.seconds) + Double(passed.attoseconds) * 1e-18, processorSeconds: spent)
        print(json ? report.json : report.text)
        if scripts { printScripts(report.failing, examples) }
        if !report.holds { throw ExitCode(1) }
    }

    private func printScripts(_ failing: [CampaignOutcome], _ examples: [Program]) {
        for outcome in failing.prefix(20) {
            let drawn = CampaignCase.drawn(
                seed: outcome.seed, mode: mode, withFaults: faults, examples: examples)
            print("\n# \(outcome.complaint)\n\(drawn.text)")
        }
    }
}

extension CampaignMode: ExpressibleByArgument {}
