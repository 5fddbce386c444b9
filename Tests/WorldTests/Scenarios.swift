import Control
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

/// A short treatment of all four zones: six contractions each, and heating for `seconds`.
func shortProgram(seconds: Int64 = 20) throws -> Program {
    let heating = Heating(
        target: .milliCelsius(38_000), warmUpTarget: .milliCelsius(37_000), warmUpDuration: .seconds(10),
        rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
    let stimulation = Stimulation(
        current: .milliamps(20), rate: .hertz(50), width: .microseconds(200), on: .seconds(2), off: .seconds(1),
        rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(2), until: .seconds(20))
    let zones = Zone.allInOrder.map { ZonePlan(zone: $0, heating: heating, stimulation: stimulation) }
    let plan = try Plan(name: "short", duration: .seconds(seconds), zones: zones)
    return try Program(compiling: plan, identity: Fingerprint(high: 1, low: 2))
}

/// Plays the short treatment with what happens on the way.
func play(seed: UInt64 = 1, _ incidents: Incident..., change: (inout Scenario) -> Void = { _ in }) throws -> RunReport {
    var scenario = Scenario(program: try shortProgram(), seed: seed)
    scenario.incidents = incidents
    change(&scenario)
    var run = VirtualTreatment(scenario)
    return run.run()
}

/// Faults with one thing broken.
func broken(_ change: (inout LiveFaults) -> Void) -> Incident.Kind {
    var faults = LiveFaults()
    change(&faults)
    return .faults(faults)
}

extension RunReport {
    /// The states that were entered, in order.
    var states: [TreatmentState] {
        events.compactMap {
            guard case .entered(let state) = $0.event else { return nil }
            return state
        }
    }

    /// The pulses by the device's counters, by place.
    var pulses: [Int64] { ZoneSet.all.compactMap { deliveries[$0]?.pulsesDelivered } }

    /// The pulses that really flowed, by zone.
    var truePulses: [Int64] { truth.zones.map(\.pulses) }
}
