import ArgumentParser
import World

/// Measures how long it takes from a reason to zero output.
struct LatencyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latency",
        abstract: "Measure the time from what must end output to zero, for every way in which it must end",
        discussion: """
            The whole system in virtual time, with the host as late as a recorded one and stalls of up to 30 ms. Every seed \
            draws person, line and clock. Exits 1 when a bound does not hold.
            """)

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 999)

    @Option(help: "How many threads play")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is \(jobs), but 1 to 256 was expected.") }
    }

    func run() throws {
        let first = seeds.first
        let count = Int(seeds.last - first) + 1
        let figures = LatencyProbe.allCases.map { probe in
            LatencyFigure(
                probe,
                Workers.map(count, jobs: jobs) { probe.microsecondsToZero(seed: first + UInt64($0)) })
        }
        let holds = figures.allSatisfy(\.holds)
        if json {
            print("{\"holds\":\(holds),\"seeds\":\(count),\"figures\":[\(figures.map(\.json).joined(separator: ","))]}")
        } else {
            print("| output must end because of | p50 | p99 | max | bound | |\n|---|---|---|---|---|---|")
            for figure in figures { print(figure.text) }
            print("latency: \(count) seeds, \(holds ? "every bound holds" : "FALLS SHORT")")
        }
        if !holds { throw ExitCode(1) }
    }
}

/// The times of one way to zero.
private struct LatencyFigure {
    let probe: LatencyProbe
    let missing: Int
    private let sorted: [Int64]

    init(_ probe: LatencyProbe, _ times: [Int64?]) {
        self.probe = probe
        sorted = times.compactMap { $0 }.sorted()
        missing = times.count - sorted.count
    }

    private func quantile(_ share: Double) -> Int64 {
        sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count - 1) * share)]
    }

    var holds: Bool {
        let isUsual = probe.usualLimit.map { quantile(0.99) <= $0 } ?? true
        return missing == 0 && isUsual && quantile(1) <= probe.limit
    }

    private func milliseconds(_ value: Int64) -> String { "\((Double(value) / 1000).rounded(toPlaces: 1)) ms" }

    var text: String {
        let usual = probe.usualLimit.map { "p99 \(milliseconds($0)), " } ?? ""
        let never = missing > 0 ? ", \(missing) never" : ""
        return "| \(probe.rawValue) | \(milliseconds(quantile(0.5))) | \(milliseconds(quantile(0.99))) | "
            + "\(milliseconds(quantile(1))) | \(usual)max \(milliseconds(probe.limit)) | "
            + "\(holds ? "holds" : "DOES NOT HOLD")\(never) |"
    }

    var json: String {
        "{\"probe\":\"\(probe.rawValue)\",\"p50\":\(quantile(0.5)),\"p99\":\(quantile(0.99)),\"max\":\(quantile(1)),"
            + "\"limit\":\(probe.limit),\"missing\":\(missing),\"holds\":\(holds)}"
    }
}
