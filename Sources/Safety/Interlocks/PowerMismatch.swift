import Units

/// Hazard HAZ-O1: an RF stage gives more than it is told, and heats faster than anybody judges.
///
/// The mean over 100 ms is held against the least and the greatest power that was commanded in that time: ± 15 % or
/// 0.2 W. Too much trips at once; too little only after 250 ms, because a lost circuit has causes of its own.
public enum PowerMismatch: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let power = evidence.output.power[zone]
            let most = power.greatest + Limits.tolerance(of: power.greatest)
            if power.measured > most, power.greatest > .zero {
                verdict.add(finding(power.measured, most, zone))
            } else if power.shortfallMilliseconds >= Limits.powerShortfallMilliseconds {
                verdict.add(finding(power.measured, power.least - Limits.tolerance(of: power.least), zone))
            }
        }
    }

    private static func finding(_ power: Power, _ limit: Power, _ zone: ZoneIndex) -> Finding {
        Finding(
            .powerMismatch, .trip, zone: zone, value: Int64(power.milliwatts), limit: Int64(limit.milliwatts))
    }
}
