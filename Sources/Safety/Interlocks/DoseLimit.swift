import Units

/// Hazard: skin that was never too hot is harmed by having been warm for too long.
///
/// The dose is counted in equivalent minutes at 43 °C (CEM43). Source of the limits: `Limits`.
public enum DoseLimit: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let dose = evidence.readings[zone].dose
            if dose >= Limits.doseTrip {
                verdict.add(Finding(.thermalDose, .trip, zone: zone, value: dose, limit: Limits.doseTrip))
            } else if dose >= Limits.doseWarning {
                verdict.add(Finding(.thermalDose, .warn, zone: zone, value: dose, limit: Limits.doseWarning))
            }
        }
    }
}
