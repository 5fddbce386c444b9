import Units

/// Hazard HAZ-T10: skin that was never too hot is burnt by having been warm for too long.
///
/// The dose is counted in equivalent minutes at 43 °C (CEM43), over all sessions of a day. The zone's set-point gives way
/// before the limit, which is told once; where that was not enough, its RF is held down, and at the limit output trips.
/// Source of the limits: `Limits`.
public enum SkinDose: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let reading = evidence.readings[zone]
            let dose = reading.dose
            guard let (reaction, limit) = step(at: dose, givesWay: reading.deep.givesWay == .skin)
            else { continue }
            verdict.add(Finding(.thermalDose, reaction, zone: zone, value: dose, limit: limit))
        }
    }

    private static func step(at dose: Int64, givesWay: Bool) -> (Reaction, Int64)? {
        if dose >= Limits.doseTrip { return (.trip, Limits.doseTrip) }
        if dose >= Limits.doseCeiling { return (.ceiling, Limits.doseCeiling) }
        if givesWay { return (.warn, Limits.doseGiveWay) }
        if dose >= Limits.doseWarning { return (.warn, Limits.doseWarning) }
        return nil
    }
}
