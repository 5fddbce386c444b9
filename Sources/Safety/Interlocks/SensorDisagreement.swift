import Units

/// Hazard HAZ-T5: one of a zone's sensors lies, and the zone is heated after the wrong one.
///
/// Tripped where the lag-compensated values of centre and edge have been more than 1.0 °C apart for two seconds. Source of
/// the limit: `Limits.sensorAgreement`.
public enum SensorDisagreement: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let apart = evidence.readings[zone].heat.apart.millikelvin.magnitude
            guard apart > Limits.sensorAgreement.millikelvin.magnitude else { continue }
            verdict.add(
                Finding(
                    .sensorsDisagree, .trip, zone: zone, value: Int64(apart),
                    limit: Int64(Limits.sensorAgreement.millikelvin)))
        }
    }
}
