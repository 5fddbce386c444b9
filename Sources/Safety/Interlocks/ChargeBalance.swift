import Units

/// Hazard HAZ-O4: pulses leave charge, and the chemistry under the electrode injures the skin.
///
/// One pulse may leave a tenth of a phase, and no more than 0.5 µC; over a second no more than 10 µA/cm² may be left on
/// the smaller electrode.
public enum ChargeBalance: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let residue = evidence.output.residue[zone]
            let limit = Limits.residue(of: residue.phase).nanocoulombs
            if residue.nanocoulombs > limit {
                verdict.add(
                    Finding(
                        .chargeImbalance, .trip, zone: zone, value: Int64(residue.nanocoulombs), limit: limit))
            } else if residue.density > Limits.residualDensity {
                verdict.add(
                    Finding(
                        .chargeImbalance, .trip, zone: zone, value: Int64(residue.density),
                        limit: Int64(Limits.residualDensity)))
            }
        }
    }
}
