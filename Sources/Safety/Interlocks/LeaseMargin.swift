import Units

/// Hazard HAZ-L5: permission is renewed only just in time, and the next hiccup ends the treatment in mid-pulse.
///
/// Of a lease of 200 ms less than 100 ms are noted and less than 60 ms told, while the device runs.
public enum LeaseMargin: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard let margin = evidence.leaseMargin, margin < Limits.leaseNote else { return }
        let isThin = margin < Limits.leaseWarning
        verdict.add(
            Finding(
                .leaseThin, isThin ? .warn : .note, value: margin.microseconds,
                limit: (isThin ? Limits.leaseWarning : Limits.leaseNote).microseconds))
    }
}
