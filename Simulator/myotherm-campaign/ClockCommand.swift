import ArgumentParser
import Units
import World

/// Holds what the host says about the device's clock against the truth, over lines and clocks by chance.
struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Compare the stated bound of the clocks' difference with the truth, over lines by chance",
        discussion: """
            Every seed draws a line (latency each way, jitter, baud, a latency timer of 0, 1 or 16 ms, gaps) and a device \
            clock (drift up to 250 ppm, wander within it). Host and device talk on it in virtual time as in a session, and \
            at every exchange, before it and in between the true difference must lie inside the stated interval. Half of \
            that must not be wider than half the least round trip + 250 ppm of its age + 0.2 ms. Exits 1 when one of both \
            does not hold. `--drift 400` breaks the assumption, to see that it is noticed.
            """)

    @Option(help: "How many lines")
    var lines = 1000

    @Option(help: "The seed of the first line; the next has the next")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("How long each line is watched", valueName: "seconds"))
    var seconds = 60

    @Option(
        help: ArgumentHelp(
            "The drift of every device's clock instead of one by chance, −1000 to 1000", valueName: "ppm"))
    var drift: Int64?

    @Option(help: "How many threads play")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(lines) else {
            throw ValidationError("--lines is \(lines), but 1 to 1000000 was expected.")
        }
        guard (1...86_400).contains(seconds) else {
            throw ValidationError("--seconds is \(seconds), but 1 to 86400 was expected.")
        }
        guard (-1000...1000).contains(drift ?? 0) else {
            throw ValidationError("--drift is \(drift ?? 0), but -1000 to 1000 was expected.")
        }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is \(jobs), but 1 to 256 was expected.") }
    }

    func run() throws {
        let length = Duration.seconds(Int64(seconds))
        let found = Workers.map(lines, jobs: jobs) { index in
            var line = ClockCase(seed: seed &+ UInt64(index), length: length)
            if let drift { line.clock = line.clock.drifting(by: drift * 1000) }
            var trial = ClockTrial(line)
            return (timer: line.timer, seed: line.seed, tally: trial.run(for: length))
        }
        let rows = ClockCase.LatencyTimer.allCases.map { timer in
            ClockRow("\(timer.rawValue) ms", found.filter { $0.timer == timer }.map(\.tally))
        }
        let all = ClockRow("all", found.map(\.tally))
        let failing = found.filter { !$0.tally.holds }.map(\.seed)
        print(json ? ClockRow.json(rows, all, failing: failing) : ClockRow.text(rows, all, failing: failing))
        if !failing.isEmpty { throw ExitCode(1) }
    }
}

/// What was found on the lines of one kind.
private struct ClockRow {
    let name: String
    let lines: Int
    let tally: ClockTally

    init(_ name: String, _ tallies: [ClockTally]) {
        self.name = name
        lines = tallies.count
        tally = tallies.reduce(into: ClockTally()) { $0.add($1) }
    }

    private var excess: String { tally.widestExcess.map { "\($0.nanoseconds)" } ?? "–" }

    private var text: String {
        "| \(name) | \(lines) | \(tally.exchanges) | \(tally.judgements) | \(tally.judgements - tally.outside) | "
            + "\(tally.tooWide) | \(excess) ns | \(tally.widest.microseconds) µs |"
    }

    private var json: String {
        "{\"timer\":\"\(name)\",\"lines\":\(lines),\"exchanges\":\(tally.exchanges),\"judgements\":\(tally.judgements),"
            + "\"outside\":\(tally.outside),\"tooWide\":\(tally.tooWide),\"contradictions\":\(tally.contradictions),"
            + "\"widestExcessNanoseconds\":\(tally.widestExcess.map { "\($0.nanoseconds)" } ?? "null"),"
            + "\"widestNanoseconds\":\(tally.widest.nanoseconds)}"
    }

    static func text(_ rows: [ClockRow], _ all: ClockRow, failing: [UInt64]) -> String {
        var lines = [
            "| latency timer | lines | exchanges | judgements | inside | wider than stated | widest beyond half the "
                + "least round trip and drift | widest at all |",
            "|---|---|---|---|---|---|---|---|",
        ]
        lines += (rows + [all]).map(\.text)
        if !failing.isEmpty {
            lines.append("failing seeds: \(failing.prefix(10).map { "\($0)" }.joined(separator: " "))")
        }
        let contradictions = all.tally.contradictions
        lines.append(
            "clock: \(all.lines) lines, \(all.tally.judgements) judgements, \(all.tally.outside) outside, "
                + "\(all.tally.tooWide) wider than stated"
                + (contradictions > 0 ? ", \(contradictions) contradictions" : ""))
        return lines.joined(separator: "\n")
    }

    static func json(_ rows: [ClockRow], _ all: ClockRow, failing: [UInt64]) -> String {
        "{\"holds\":\(failing.isEmpty),\"lines\":\(all.lines),"
            + "\"allowanceNanoseconds\":\(ClockTally.allowance.nanoseconds),"
            + "\"failing\":[\(failing.prefix(100).map { "\($0)" }.joined(separator: ","))],"
            + "\"kinds\":[\((rows + [all]).map(\.json).joined(separator: ","))]}"
    }
}
