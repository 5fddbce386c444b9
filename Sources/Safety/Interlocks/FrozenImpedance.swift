import Units

/// Hazard HAZ-Z5: a pad comes off and nobody sees it, because its measurement stands still.
///
/// A measured impedance has noise, and moves with warmth and contractions: one that repeats to the last digit is none.
public enum FrozenImpedance: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            let longest = max(circuit.radioFrozen, circuit.loadFrozen)
            guard longest > Limits.impedanceFrozen else { continue }
            verdict.add(
                Finding(
                    .impedanceFrozen, .trip, zone: zone, value: longest.milliseconds,
                    limit: Limits.impedanceFrozen.milliseconds))
        }
    }
}
