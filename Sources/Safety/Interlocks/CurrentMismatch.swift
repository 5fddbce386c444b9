import Units

/// Hazard HAZ-O3: pulses are stronger than was set, and hurt; or a current that was lost comes back at once.
///
/// ± 10 % or 1 mA for three pulses in a row, + 20 % or 1 mA for a single one.
public enum CurrentMismatch: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let pulse = evidence.output.pulse[zone]
            guard pulse.greatest > .zero else { continue }
            let most = pulse.greatest + Limits.excess(over: pulse.greatest)
            guard pulse.current > most || pulse.deviating >= Limits.deviatingPulses else { continue }
            let limit = pulse.current < pulse.least ? pulse.least : pulse.greatest
            verdict.add(
                Finding(
                    .currentMismatch, .trip, zone: zone, value: Int64(pulse.current.microamps),
                    limit: Int64(limit.microamps)))
        }
    }
}
