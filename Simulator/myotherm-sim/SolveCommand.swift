import ArgumentParser
import SimulatorFiles
import Verification

/// Computes one heat case from a file.
struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Compute a heat problem in one dimension",
        discussion: """
            The file gives layers, boundaries, sources, beginning, times and depths; docs/simulator.md says how. Exits 1 when
            the estimated error stays above the case's tolerance, or the balance of heat is open by 0.1 %.
            """)

    @Option(name: .customLong("case"), help: ArgumentHelp("The case, YAML or JSON.", valueName: "file"))
    var file: String

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func run() throws {
        let solution: HeatSolution
        do {
            solution = try HeatCaseFile.read(path: file).solve()
        } catch {
            throw ValidationError("\(error)")
        }
        print(json ? solution.json : solution.text)
        if !solution.isWithinTolerance { throw ExitCode(1) }
    }
}
