import Units

/// Hazard HAZ-O5: one phase of a pulse carries so much charge that it injures the skin before the next one takes it back.
///
/// The measured current for the commanded width: 12 µC at most.
public enum PhaseCharge: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let charge = evidence.output.residue[zone].phase
            guard charge > Limits.phaseCharge else { continue }
            verdict.add(
                Finding(
                    .phaseCharge, .trip, zone: zone, value: charge.nanocoulombs,
                    limit: Limits.phaseCharge.nanocoulombs))
        }
    }
}
