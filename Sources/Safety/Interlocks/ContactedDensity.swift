import Units

/// Hazard HAZ-Z9: a permitted current or power crosses so little skin that it burns there.
///
/// Judges what was measured, on the area that touches: the r.m.s. current of the last second over both phases on 0.7 of
/// the smaller electrode, and the RF power of the last 100 ms. An RF circuit that has lost contact alone, while the other
/// one lies as before, may have dried and need not have lifted: it has a limit of its own.
public enum ContactedDensity: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            let limit = Limits.densityMicroampsPerSquareCentimetre
            if circuit.currentDensity > Limits.densityTrip {
                verdict.add(finding(.trip, zone, circuit.currentDensity, Limits.densityTrip))
            } else if circuit.currentDensity > limit {
                verdict.add(finding(.pause, zone, circuit.currentDensity, limit))
            }
            let powerLimit = Int64(Limits.powerDensity.rawValue)
            if circuit.powerDensity > powerLimit {
                verdict.add(finding(.pause, zone, circuit.powerDensity, powerLimit))
            } else if circuit.radioDensity > Limits.burningDensity {
                verdict.add(finding(.pause, zone, circuit.radioDensity, Limits.burningDensity))
            }
        }
    }

    private static func finding(_ reaction: Reaction, _ zone: ZoneIndex, _ value: Int64, _ limit: Int64) -> Finding {
        Finding(.currentDensity, reaction, zone: zone, value: value, limit: limit)
    }
}
