import Units

/// Hazard HAZ-T11: fat or muscle is harmed below skin that was never too warm itself.
///
/// RF heats the layers below the skin, where no sensor is; what they come to is estimated (`DeepEstimate`), and the dose
/// of the estimate counts over all sessions of a day. The zone's set-point gives way before the limit, which is told once;
/// where that was not enough, its RF is held down, and at the limit output trips. Source of the limits: `Limits`.
public enum DeepDose: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let deep = evidence.readings[zone].deep
            guard let (reaction, limit) = step(at: deep.dose, givesWay: deep.givesWay == .deep) else { continue }
            verdict.add(Finding(.deepDose, reaction, zone: zone, value: deep.dose, limit: limit))
        }
    }

    private static func step(at dose: Int64, givesWay: Bool) -> (Reaction, Int64)? {
        if dose >= Limits.deepDoseTrip { return (.trip, Limits.deepDoseTrip) }
        if dose >= Limits.deepDoseCeiling { return (.ceiling, Limits.deepDoseCeiling) }
        if givesWay { return (.warn, Limits.deepDoseGiveWay) }
        return nil
    }
}
