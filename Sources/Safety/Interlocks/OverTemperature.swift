import Units

/// Hazard HAZ-T1: skin or the tissue below is burnt, because a zone gets more heat than blood takes away.
///
/// Each sensor is held against a ladder on the greater one of its reading and its lag-compensated value: at 42.0 °C the
/// zone's RF is held down, at 42.5 °C output pauses, at 43.0 °C it trips. Source of the limits: `Limits`.
public enum OverTemperature: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let reading = evidence.readings[zone]
            judge(reading.centre, in: zone, into: &verdict)
            judge(reading.edge, in: zone, into: &verdict)
        }
    }

    private static func judge(_ sensor: SensorReading, in zone: ZoneIndex, into verdict: inout Verdict) {
        guard sensor.reliability == .ok, let (reaction, limit) = step(at: sensor.governing) else { return }
        verdict.add(
            Finding(
                .overTemperature, reaction, zone: zone, value: Int64(sensor.governing.milliCelsius),
                limit: Int64(limit.milliCelsius)))
    }

    private static func step(at temperature: Temperature) -> (Reaction, Temperature)? {
        if temperature >= Limits.hardTripTemperature { return (.trip, Limits.hardTripTemperature) }
        if temperature >= Limits.softStopTemperature { return (.pause, Limits.softStopTemperature) }
        if temperature >= Limits.foldbackTemperature { return (.ceiling, Limits.foldbackTemperature) }
        return nil
    }
}
