import Control
import Oracle
import Safety
import Units
import World

/// What a range of seeds came to, in one mode.
struct CampaignSummary {
    let mode: CampaignMode
    let withFaults: Bool
    let outcomes: [CampaignOutcome]
    /// Cases that drew a plan that is none; anything but 0 is a mistake.
    let undrawn: Int
    let wallSeconds: Double
    let processorSeconds: Double

    var failing: [CampaignOutcome] { outcomes.filter { $0.fails(withFaults: withFaults) } }

    var holds: Bool {
        undrawn == 0 && (mode == .none ? showsHarm : failing.isEmpty) && (withFaults || setPointsAreKept)
    }

    /// Those whom the reference device treats, and how many of them at the set-points of their plan.
    private var onReference: (people: Int, asPlanned: Int) {
        let people = outcomes.filter { $0.profile == .reference }
        return (people.count, people.count { !$0.gaveWay })
    }

    /// Whether the set-points were kept for at least 95 % of them.
    private var setPointsAreKept: Bool { onReference.asPlanned * 100 >= onReference.people * 95 }

    /// From how many cases on the positive control wants harm with every kind of fault: each is drawn a few times then.
    private static let enoughForEachKind = 1000

    /// Whether the oracle sees harm where nothing stands against it: with every kind of fault, or with any in a short run.
    private var showsHarm: Bool {
        guard withFaults, outcomes.count >= CampaignSummary.enoughForEachKind else {
            return outcomes.contains(where: \.isUnsafe)
        }
        return kinds.allSatisfy { $0.harmed > 0 }
    }

    private func seconds(_ part: (CampaignOutcome) -> Duration) -> Int64 {
        outcomes.reduce(0) { $0 + part($1).milliseconds } / 1000
    }

    private var realTimeFactor: Int64 { Int64(Double(seconds(\.energised)) / max(processorSeconds, 0.001)) }

    /// For each interlock: how often it found anything, how often it was first, and the seeds of both.
    private var interlocks: [InterlockCount] {
        InterlockName.all.map { name in
            let found = outcomes.filter { $0.found.contains { InterlockName.of($0) == name } }
            let first = outcomes.filter { $0.first.map { InterlockName.of($0.cause) == name } ?? false }
            let needed = first.filter { !$0.isWrongCause && !$0.isUnsafe }
            return InterlockCount(
                name: name, found: found.count, first: first.count, needed: needed.count,
                seed: needed.first?.seed ?? first.first?.seed ?? found.first?.seed,
                neededSeeds: needed.prefix(InterlockCount.mostSeeds).map(\.seed))
        }
    }

    /// For each kind of fault: how many cases had it, how many of those were harmed, and where it was alone.
    private var kinds: [(kind: FaultKind, cases: Int, harmed: Int, alone: Int, seed: UInt64?)] {
        FaultKind.allCases.map { kind in
            let cases = outcomes.filter { $0.kinds.contains(kind) }
            let harmed = cases.filter(\.isUnsafe)
            let alone = harmed.filter { $0.kinds == [kind] }
            return (kind, cases.count, harmed.count, alone.count, (alone.first ?? harmed.first)?.seed)
        }
    }

    private var counts: [(name: String, value: Int)] {
        [
            ("seeds", outcomes.count), ("undrawn", undrawn),
            ("unsafe", outcomes.count { $0.isUnsafe && !$0.isExcepted }),
            ("excepted", outcomes.count(where: \.isExcepted)),
            ("wedged", outcomes.count { $0.wedge != nil }), ("wrongCause", outcomes.count(where: \.isWrongCause)),
            ("trips", outcomes.reduce(0) { $0 + $1.trips }), ("pauses", outcomes.reduce(0) { $0 + $1.pauses }),
            ("completed", outcomes.count { $0.result == .completed }),
            ("complete", outcomes.count(where: \.isComplete)),
        ] + (withFaults ? [] : [("onReference", onReference.people), ("asPlanned", onReference.asPlanned)])
    }

    private var line: String {
        let numbers = counts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        let kinds = self.kinds
        let harmful =
            mode == .none ? ", harm with \(kinds.count { $0.harmed > 0 }) of \(kinds.count) kinds of fault" : ""
        return
            "campaign \(mode): \(numbers)\(harmful); \(seconds(\.energised)) s energised of \(seconds(\.simulated)) s, "
            + "\(realTimeFactor) × real time on a core: \(holds ? "holds" : "FALLS SHORT")"
    }

    var text: String {
        var lines = failing.prefix(40).map { outcome in
            let kinds = outcome.kinds.map(\.rawValue).joined(separator: " ")
            let complaint = outcome.complaint.isEmpty ? "incomplete" : outcome.complaint
            return "seed \(outcome.seed): \(complaint) [\(kinds)] \(outcome.story)"
        }
        lines += interlocks.map { "  \($0.text)" }
        lines += kinds.map { kind in
            "  \(kind.kind.rawValue): \(kind.cases) cases, \(kind.harmed) unsafe, \(kind.alone) of them alone"
                + (kind.seed.map { ", seed \($0)" } ?? "")
        }
        lines.append(line)
        return lines.joined(separator: "\n")
    }

    var json: String {
        let numbers = counts.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
        let found = interlocks.map { "\"\($0.name)\":\($0.found)" }.joined(separator: ",")
        let details = interlocks.map(\.json).joined(separator: ",")
        let kinds = kinds.map { kind in
            "{\"kind\":\"\(kind.kind.rawValue)\",\"cases\":\(kind.cases),\"unsafe\":\(kind.harmed),"
                + "\"alone\":\(kind.alone),\"seed\":\(kind.seed.map { "\($0)" } ?? "null")}"
        }
        let failures = failing.map { "{\"seed\":\($0.seed),\"complaint\":\"\($0.complaint.escaped)\"}" }
        return """
            {\(numbers),"interlocks":{\(found)},"energisedSeconds":\(seconds(\.energised)),\
            "simulatedSeconds":\(seconds(\.simulated)),"wallSeconds":\(wallSeconds.rounded(toPlaces: 2)),\
            "processorSeconds":\(processorSeconds.rounded(toPlaces: 2)),"realTimeFactor":\(realTimeFactor),\
            "modes":{"\(mode)":{"holds":\(holds)}},"mode":"\(mode)","holds":\(holds),"interlockDetails":[\(details)],\
            "faultKinds":[\(kinds.joined(separator: ","))],"failures":[\(failures.joined(separator: ","))]}
            """
    }
}

extension CampaignOutcome {
    /// Whether it falls short: without faults every treatment has to be completed too, with every pulse.
    func fails(withFaults: Bool) -> Bool { fails || (!withFaults && (!isComplete || trips > 0 || pauses > 0)) }
}

/// How often one interlock spoke.
struct InterlockCount {
    let name: String
    let found: Int
    let first: Int
    /// How often it was the first to stop, for a cause that what was broken explains, and nothing was harmed.
    let needed: Int
    let seed: UInt64?
    /// The first seeds in which it was needed.
    let neededSeeds: [UInt64]

    /// How many seeds are listed: enough to find one in which nobody else would have helped.
    static let mostSeeds = 24

    var text: String {
        "\(name): found in \(found), first in \(first), needed in \(needed)" + (seed.map { ", seed \($0)" } ?? "")
    }

    var json: String {
        "{\"name\":\"\(name)\",\"found\":\(found),\"first\":\(first),\"needed\":\(needed),"
            + "\"seed\":\(seed.map { "\($0)" } ?? "null"),\"seeds\":\(neededSeeds)}"
    }
}
