import Units

/// Hazard HAZ-T4: a zone is heated after a reading that stands still, while the skin below goes on warming.
///
/// A sensor that measures has noise. Tripped where the noise of a hundred readings is below a quarter of what the device
/// declares; a frozen value to which somebody adds noise is found by `DetachedSensor`, because it answers to no power.
public enum FrozenSensor: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let heat = evidence.readings[zone].heat
            judge(heat.centre, declared: heat.declaredNoise, in: zone, into: &verdict)
            judge(heat.edge, declared: heat.declaredNoise, in: zone, into: &verdict)
        }
    }

    private static func judge(
        _ sensor: SensorBehaviour, declared: TemperatureDifference, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        let share = declared.millikelvin * Limits.leastNoise.rawValue / 1000
        let least = max(share, Limits.leastNoiseOfAll.millikelvin)
        guard let noise = sensor.noise, noise.millikelvin < least else { return }
        verdict.add(
            Finding(.sensorFrozen, .trip, zone: zone, value: Int64(noise.millikelvin), limit: Int64(least)))
    }
}
