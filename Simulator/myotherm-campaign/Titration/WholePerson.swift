import Device
import PlanFiles
import Tissue
import Treatment
import Units
import World

/// One person's zones, titrated through host, line and device.
struct WholePerson: Sendable {
    let zones: [WholeZone]

    init(_ person: TitratedPerson, plan: Plan) throws {
        let program = try WholePerson.program(plan)
        zones = try person.zones.map { truth in
            guard let short = plan.titration(of: truth.zone) else { return WholeZone(truth: truth, whole: nil) }
            var scenario = Scenario(program: program, seed: person.seed)
            scenario.habits.isThere = false
            guard let place = scenario.profile.zone(of: truth.zone) else { return WholeZone(truth: truth, whole: nil) }
            let muscle = scenario.patient.zones[place].muscle
            var run = VirtualTreatment(scenario)
            let whole = run.titrate(
                by: try WholePerson.program(short), muscle: muscle, observer: ObserverTraits(seed: person.seed),
                seed: person.seed &* 4 &+ UInt64(place.rawValue))
            return WholeZone(truth: truth, whole: whole)
        }
    }

    private static func program(_ plan: Plan) throws -> Program {
        try Program(compiling: plan, identity: DocumentHash(of: plan.canonicalBytes).fingerprint)
    }
}

/// What one zone's titration came to through everything, beside the truth.
struct WholeZone: Sendable {
    let truth: TitratedZone
    let whole: WholeTitration?

    /// Whether what flowed was what was asked for, to a hundredth of the cap, and the outcome as close to the truth as it
    /// must be.
    var holds: Bool {
        guard let whole, let outcome = whole.outcome, whole.worstDifference.microamps <= 10 * Int32(truth.cap) else {
            return false
        }
        if case .aboveCap = outcome { return truth.isAbove || truth.isAtCap }
        guard let range = outcome.range, !truth.isAbove else { return false }
        return abs(Double(range.threshold.microamps) / 1000 - truth.truth) <= 2 * truth.step
    }
}
