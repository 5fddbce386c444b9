import Units

/// Hazard HAZ-O2: the detector of the RF power is wrong, so that too much passes for what was asked for.
///
/// What the stage draws is a second figure for its power, by another way. Where the two contradict each other on two slow
/// frames in a row, neither can be believed.
public enum SupplyMismatch: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let supply = evidence.output.supply[zone]
            guard supply.contradictions >= Limits.supplyContradictions else { continue }
            verdict.add(
                Finding(
                    .supplyMismatch, .trip, zone: zone, value: Int64(supply.power.milliwatts),
                    limit: Int64(supply.measured.milliwatts)))
        }
    }
}
