import ArgumentParser
import ProposalTrials

/// Holds the proposals for people by chance against the limits of plans, against each other and against their explanation.
struct ProposalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals",
        abstract: "Propose plans for people by chance, and hold them against what proposals must be",
        discussion: """
            Every seed draws an assessment. Its proposal must pass the reader that 'plan check' uses, as text; every \
            number of the plan must be explained, and the explanation add up; one finding changed for the worse (thicker fat, \
            thinner skin, more sensitive, volume lost, discomfort or redness in an earlier session) must raise nothing; the \
            cheeks' difference must become less and not turn round. Exits 1 when anything falls short.
            """)

    @Option(help: "How many people")
    var people = 10_000

    @Option(help: "The seed of the first person; the next has the next")
    var seed: UInt64 = 0

    @Option(help: "How many threads work")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(people) else {
            throw ValidationError("--people is \(people), but 1 to 1000000 was expected.")
        }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is \(jobs), but 1 to 256 was expected.") }
    }

    func run() throws {
        let first = seed
        let tally = ProposalTally(Workers.map(people, jobs: jobs) { ProposalTrial(seed: first &+ UInt64($0)) })
        if json {
            print(tally.json)
        } else {
            for failure in tally.first { print(failure) }
            print(tally.line)
        }
        if !tally.holds { throw ExitCode(1) }
    }
}

/// What many trials come to.
private struct ProposalTally {
    private let trials: [ProposalTrial]
    private let failing: [ProposalTrial]

    init(_ trials: [ProposalTrial]) {
        self.trials = trials
        failing = trials.filter { !$0.failures.isEmpty }
    }

    /// A run in which nobody is left to treat shows nothing.
    var holds: Bool { failing.isEmpty && proposals > 0 }

    private var proposals: Int { trials.count { $0.zones > 0 } }
    private func sum(_ path: KeyPath<ProposalTrial, Int>) -> Int { trials.reduce(0) { $0 + $1[keyPath: path] } }

    /// The first ten failures.
    var first: [String] {
        failing.flatMap { trial in trial.failures.map { "seed \(trial.seed): \($0)" } }.prefix(10).map { $0 }
    }

    var line: String {
        "proposals: \(trials.count) people, \(proposals) proposals of \(sum(\.zones)) zones, \(sum(\.leftOut)) zones left "
            + "out, \(sum(\.numbers)) numbers explained, \(sum(\.changes)) changes of one finding, \(sum(\.pairs)) pairs "
            + "of cheeks, \(failing.count) people fall short: \(holds ? "holds" : "FALLS SHORT")"
    }

    var json: String {
        let failures = first.map { "\"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
        return "{\"holds\":\(holds),\"people\":\(trials.count),\"proposals\":\(proposals),\"zones\":\(sum(\.zones)),"
            + "\"leftOut\":\(sum(\.leftOut)),\"numbers\":\(sum(\.numbers)),\"changes\":\(sum(\.changes)),"
            + "\"pairs\":\(sum(\.pairs)),\"failing\":[\(failing.prefix(100).map { "\($0.seed)" }.joined(separator: ","))],"
            + "\"failures\":[\(failures.joined(separator: ","))]}"
    }
}
