import Safety
import Testing
import Treatment
import Units

@testable import Control

/// A walk, breadth first, over everything that the machine can be brought into.
struct Walk {
    /// A state that waits to be walked from: the machine itself, and how it was reached.
    private struct Node {
        var system: WalkSystem
        var index: Int
    }

    /// How many pauses are walked to their end: each takes tens of thousands of samples.
    private static let mostRests = 2

    private let device: WalkDescription
    private let plans: WalkPlans
    private var rests = 0
    private var judge = WalkJudge()
    private var known: Set<WalkKey> = []
    private var parents: [(parent: Int, move: WalkMove)] = []
    private var wrong: Set<String> = []
    private(set) var transitions = 0
    private(set) var failures: [String] = []
    private(set) var reached: Set<TreatmentState> = []

    /// How many states the walk knows.
    var states: Int { known.count }

    init(with device: WalkDescription) throws {
        self.device = device
        plans = try WalkPlans(for: device)
    }

    /// Walks from every state that it comes to know, up to `limit` states.
    ///
    /// - Parameter begin: where it begins; nil for a machine that has not met a device.
    mutating func go(from begin: WalkSystem? = nil, limit: Int) {
        let first = begin ?? WalkSystem(device)
        known.insert(WalkKey(first))
        parents.append((-1, .lineLost))
        var frontier = [Node(system: first, index: 0)]
        while !frontier.isEmpty {
            var next: [Node] = []
            for node in frontier {
                for move in WalkMove.all { make(move, from: node, &next, limit) }
            }
            frontier = next
        }
    }

    private mutating func make(_ move: WalkMove, from node: borrowing Node, _ next: inout [Node], _ limit: Int) {
        var system = node.system
        guard Walk.makesSense(move, in: system.machine) else { return }
        if move == .rest {
            rests += 1
            guard rests <= Walk.mostRests else { return }
        }
        system.make(move, plans, &judge)
        judge.judgePlan(system, plans)
        transitions += 1
        if !judge.wrong.isEmpty { note(move, from: node.index) }
        reached.insert(system.machine.state)
        guard known.count < limit, known.insert(WalkKey(system)).inserted else { return }
        parents.append((node.index, move))
        next.append(Node(system: system, index: parents.count - 1))
    }

    /// Long spans are walked where something waits for their end, and nowhere else.
    private static func makesSense(_ move: WalkMove, in machine: borrowing Machine) -> Bool {
        switch move {
        case .over(_, .hear): machine.state == .running || machine.state == .titrating
        case .live(let span) where span > .seconds(5): machine.state == .running
        case .live(let span) where span > .milliseconds(100):
            [.identifying, .selfTesting, .contactCheck, .paused, .cooldown].contains(machine.state)
        case .wait(let span) where span > .milliseconds(100):
            [.stopping, .outputUncertain].contains(machine.state)
        case .hear(.plain, let span): span <= longestWait(of: machine.stage)
        case .hear(.output, _): machine.state == .paused
        case .hear(.power, _): [.ready, .loaded, .finished, .tripped, .service].contains(machine.state)
        case .hear: machine.state == .running
        case .playOut: machine.state == .running
        case .rest:
            if case .paused(let paused) = machine.stage { paused.step == .waiting } else { false }
        default: true
        }
    }

    /// What something waits for at most that neither device nor store brings.
    private static func longestWait(of stage: Stage) -> Duration {
        switch stage {
        case .contactCheck(let arming): arming.step == .checking(goodSince: nil) ? .seconds(1) : .seconds(6)
        case .armed(let armed): armed.step == .waiting ? .seconds(31) : .seconds(6)
        case .paused(let paused): paused.step == .waiting ? .seconds(1) : .seconds(6)
        default: .zero
        }
    }

    private mutating func note(_ move: WalkMove, from index: Int) {
        var path = ["\(move)"]
        var at = index
        while at > 0 {
            path.append("\(parents[at].move)")
            at = parents[at].parent
        }
        for what in judge.wrong where wrong.insert(what).inserted {
            failures.append("\(what): \(path.reversed().joined(separator: ", "))")
        }
        judge.wrong = []
    }

    var summary: String {
        "walk: \(states) states, \(transitions) transitions, \(judge.steps) steps of the machine, each held against the "
            + "safety property: \(failures.count) kinds of failure"
    }
}
