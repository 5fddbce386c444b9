import Units

/// Hazard HAZ-T2: skin warms so fast that every limit of temperature is found too late.
///
/// The slope is the least-squares one over two seconds. A pause, because the skin has not been too hot yet. Source of the
/// limit: `Limits.risePerSecond`.
public enum RateOfRise: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let heat = evidence.readings[zone].heat
            let slope = max(heat.centre.slope, heat.edge.slope)
            guard slope > Limits.risePerSecond else { continue }
            verdict.add(
                Finding(.temperatureRising, .pause, zone: zone, value: slope, limit: Limits.risePerSecond))
        }
    }
}
