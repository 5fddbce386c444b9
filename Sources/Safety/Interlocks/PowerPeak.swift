import Units

/// Hazard HAZ-O10: RF comes in bursts whose mean is allowed and whose peak burns at the electrode's edge.
///
/// The greatest power of 100 ms may be 1.4 × the mean that the plan allows.
public enum PowerPeak: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let peak = evidence.output.peak[zone]
            let limit = peak.ceiling.share(Limits.powerPeak)
            guard peak.ceiling > .zero, peak.power > limit else { continue }
            verdict.add(
                Finding(
                    .powerPeak, .trip, zone: zone, value: Int64(peak.power.milliwatts),
                    limit: Int64(limit.milliwatts)))
        }
    }
}
