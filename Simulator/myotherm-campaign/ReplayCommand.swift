import ArgumentParser
import PlanFiles
import Treatment
import Units
import World

/// Plays cases that were written down.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play cases that were written down, in the modes they name, and judge each",
        discussion: """
            A file holds one case, as shrink and run --scripts print it. Cases of modes that this build does not play are \
            left to the other one. Exits 1 when a case fails.
            """)

    @OptionGroup var options: CampaignOptions

    @Argument(help: "Files with a case each")
    var files: [String]

    @Flag(help: "Print what was recorded on the way")
    var events = false

    func run() throws {
        let examples = try options.examples()
        var failing = 0
        var played = 0
        for file in files {
            let written = try CaseFile.read(file)
            guard written.mode.needsHost == Guarding.hostHasInterlocks else { continue }
            played += 1
            guard let (outcome, recorded, truth) = VirtualTreatment.recordedOutcome(of: written, examples: examples)
            else {
                throw ValidationError("\(file): its plan is none.")
            }
            if outcome.fails { failing += 1 }
            print("\(file): \(outcome.fails ? outcome.complaint : "holds"), \(outcome.story)")
            guard events else { continue }
            for event in recorded { print("  \(event.at.milliseconds) ms \(event.event)") }
            print("  \(truth)")
        }
        print("replay: \(played) cases played, \(failing) fail")
        if failing > 0 { throw ExitCode(1) }
    }
}

/// Prints what a seed stands for.
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Print the case of a seed without playing it",
        discussion: "Put what it prints into a file of Simulator/corpus, so that it is played from then on.")

    @OptionGroup var options: CampaignOptions

    @Option(help: "The seed")
    var seed: UInt64

    @Option(help: "The mode that the case is for")
    var mode = CampaignMode.both

    @Flag(inversion: .prefixedNo, help: "Whether anything may go wrong")
    var faults = true

    func run() throws {
        let examples = try options.examples()
        print(CampaignCase.drawn(seed: seed, mode: mode, withFaults: faults, examples: examples).text)
    }
}

/// Makes a failing case small.
struct ShrinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shrink",
        abstract: "Make the case of a failing seed as small as it still fails, and print it",
        discussion: "Put what it prints into a file of Simulator/corpus, so that it is played from then on.")

    @OptionGroup var options: CampaignOptions

    @Option(help: "The seed that fails")
    var seed: UInt64

    @Option(help: "The mode in which it does")
    var mode = CampaignMode.both

    @Option(help: "How many cases may be played")
    var tries = 300

    @Flag(inversion: .prefixedNo, help: "Whether anything may go wrong")
    var faults = true

    func run() throws {
        try Unguarded.continueElsewhere(for: mode)
        let examples = try options.examples()
        let drawn = CampaignCase.drawn(seed: seed, mode: mode, withFaults: faults, examples: examples)
        guard let before = VirtualTreatment.outcome(of: drawn, examples: examples), before.fails || mode == .none else {
            throw ValidationError("Seed \(seed) does not fail in mode \(mode).")
        }
        let small = drawn.shrunk(tries: tries, examples: examples) { candidate in
            guard let outcome = VirtualTreatment.outcome(of: candidate, examples: examples) else { return false }
            return outcome.failsLike(before)
        }
        guard let after = VirtualTreatment.outcome(of: small, examples: examples) else {
            throw ValidationError("The smaller case has no plan.")
        }
        print("# \(after.complaint)\n\(small.text)")
    }
}

/// A case in a file.
enum CaseFile {
    static func read(_ path: String) throws -> CampaignCase {
        do {
            let bytes = try RegularFile.content(of: path, atMost: 65_536)
            return try CampaignCase(text: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw ValidationError("\(path): \(error)")
        }
    }
}
