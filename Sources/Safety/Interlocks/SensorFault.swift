import Units

/// Hazard HAZ-T3: a zone is heated blindly, because its sensor is broken, loose or silent.
///
/// Both sensors of a zone must be believable; one alone is no second channel. No limit of its own: the device tells by
/// the sensor circuit's resistance whether it is open, short or out of range.
public enum SensorFault: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            judge(evidence.readings[zone].centre, in: zone, into: &verdict)
            judge(evidence.readings[zone].edge, in: zone, into: &verdict)
        }
    }

    private static func judge(_ sensor: SensorReading, in zone: ZoneIndex, into verdict: inout Verdict) {
        let cause: Cause
        switch sensor.reliability {
        case .ok: return
        case .open: cause = .sensorOpen
        case .short: cause = .sensorShort
        case .range, .stale: cause = .sensorImplausible
        }
        verdict.add(Finding(cause, .trip, zone: zone, value: Int64(sensor.reading.milliCelsius)))
    }
}
