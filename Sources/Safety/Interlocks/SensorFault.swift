import Units

/// Hazard HAZ-T3: a zone is heated blindly, because its sensor is broken, loose or silent.
///
/// Both sensors of a zone must be believable; one alone is no second channel. The device tells by the sensor circuit's
/// resistance whether it is open, short or out of range; the host adds noise far beyond what the device declares, under
/// which every limit would be held against chance. Source of that limit: `Limits.greatestNoise`.
public enum SensorFault: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let reading = evidence.readings[zone]
            judge(reading.centre, in: zone, into: &verdict)
            judge(reading.edge, in: zone, into: &verdict)
            let declared = reading.heat.declaredNoise
            judge(noiseOf: reading.heat.centre, declared: declared, in: zone, into: &verdict)
            judge(noiseOf: reading.heat.edge, declared: declared, in: zone, into: &verdict)
        }
    }

    private static func judge(
        noiseOf sensor: SensorBehaviour, declared: TemperatureDifference, in zone: ZoneIndex,
        into verdict: inout Verdict
    ) {
        let greatest =
            declared > .zero
            ? min(declared * Limits.greatestNoise, Limits.greatestNoiseOfAll) : Limits.greatestNoiseOfAll
        guard let noise = sensor.noise, noise > greatest else { return }
        verdict.add(
            Finding(
                .sensorImplausible, .trip, zone: zone, value: Int64(noise.millikelvin),
                limit: Int64(greatest.millikelvin)))
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
