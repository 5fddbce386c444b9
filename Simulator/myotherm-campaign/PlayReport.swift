import Control
import Oracle
import Safety
import Treatment
import Units
import World

/// One seed, played twice.
struct PlayOutcome {
    let seed: UInt64
    let run: RunReport
    let isRepeatable: Bool
    let planned: [Int64]
    let zoneNames: [String]

    /// Whether something was meant to break on the way.
    let hasFaults: Bool

    init(_ scenario: Scenario) {
        seed = scenario.seed
        hasFaults = !scenario.faults.faults.isEmpty
        let program = scenario.program
        var first = VirtualTreatment(scenario)
        var second = VirtualTreatment(scenario)
        run = first.run()
        let again = second.run()
        isRepeatable = run.trace == again.trace && run.events == again.events
        planned = program.zones.map { program.totals(of: $0).pulses }
        zoneNames = program.zones.map { program.zone(at: $0).name }
    }

    var deliveries: [ZoneDelivery] { ZoneSet.all.compactMap { run.deliveries[$0] } }

    /// The oracle's invariants that do not hold, as the end of a line.
    var brokenText: String {
        let broken = run.truth.broken.map(\.rawValue)
        return broken.isEmpty ? "" : ", broken: \(broken.joined(separator: ", "))"
    }

    /// Whether it is what it should be, and the same twice.
    var holds: Bool {
        guard isRepeatable, run.lostEffects == 0 else { return false }
        guard !hasFaults else { return true }
        return run.result == .completed && deliveries.map(\.pulsesDelivered) == planned
            && run.truth.zones.prefix(planned.count).map(\.pulses) == planned && run.truth.broken.isEmpty
    }
}

/// All seeds together.
struct PlayReport {
    let outcomes: [PlayOutcome]
    let wallSeconds: Double

    var holds: Bool { outcomes.allSatisfy(\.holds) }

    private var completed: Int { outcomes.count { $0.run.result == .completed } }

    private var repeatable: Int { outcomes.count { $0.isRepeatable } }

    private var simulatedSeconds: Int64 {
        // Each seed is played twice.
        outcomes.reduce(0) { $0 + 2 * $1.run.simulated.milliseconds } / 1000
    }

    var text: String {
        var lines = outcomes.map { outcome in
            let zones = zip(outcome.zoneNames, outcome.deliveries).map { name, given in
                "\(name) \(given.pulsesDelivered)/\(given.pulsesPlanned) pulses, \(given.energy.millijoules) mJ, "
                    + "peak \(given.peak.milliCelsius) m°C, \(given.cem43Milliminutes) mmin"
            }
            let end = outcome.run.result.map { "\($0)" } ?? "ended in \(outcome.run.state)"
            let cause = outcome.run.firstCause.map { ", \($0)" } ?? ""
            return "seed \(outcome.seed): \(end)\(cause), trace \(outcome.run.trace.text)"
                + (outcome.isRepeatable ? "" : " DIFFERS WHEN REPEATED") + outcome.brokenText + "\n  "
                + zones.joined(separator: "\n  ")
        }
        lines.append(
            "\(outcomes.count) seeds: \(completed) completed, \(repeatable) repeatable, \(simulatedSeconds) s simulated in "
                + "\(wallSeconds.rounded(toPlaces: 2)) s: \(holds ? "holds" : "DOES NOT HOLD")")
        return lines.joined(separator: "\n")
    }

    func json(withEvents: Bool) -> String {
        let runs = outcomes.map { outcome in
            let zones = zip(outcome.zoneNames, outcome.deliveries).map { name, given in
                """
                {"zone":"\(name)","pulsesPlanned":\(given.pulsesPlanned),"pulsesDelivered":\(given.pulsesDelivered),\
                "energyMillijoules":\(given.energy.millijoules),"peakMilliCelsius":\(given.peak.milliCelsius),\
                "cem43Milliminutes":\(given.cem43Milliminutes)}
                """
            }
            let events = outcome.run.events.map {
                "{\"atMicroseconds\":\($0.at.microseconds),\"event\":\"\("\($0.event)".escaped)\"}"
            }
            return """
                {"seed":\(outcome.seed),"result":\(outcome.run.result.map { "\"\($0)\"" } ?? "null"),\
                "state":"\(outcome.run.state)","firstCause":\(outcome.run.firstCause.map { "\"\($0)\"" } ?? "null"),\
                "traceHash":"\(outcome.run.trace.text)","repeatable":\(outcome.isRepeatable),\
                "events":\(outcome.run.events.count),"zones":[\(zones.joined(separator: ","))],\
                "truth":\(outcome.run.truth.json())\
                \(withEvents ? ",\"eventList\":[\(events.joined(separator: ","))]" : "")}
                """
        }
        return """
            {"holds":\(holds),"seeds":\(outcomes.count),"completed":\(completed),"repeatable":\(repeatable),\
            "simulatedSeconds":\(simulatedSeconds),"wallSeconds":\(wallSeconds.rounded(toPlaces: 3)),\
            "runs":[\(runs.joined(separator: ","))]}
            """
    }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}

extension String {
    /// With backslashes and quotation marks escaped, as JSON wants them.
    var escaped: String {
        var result = ""
        for character in self {
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
