import Units

/// Hazard HAZ-T2: skin warms so fast that every limit of temperature is found too late.
///
/// The slope is the least-squares one over two seconds. A pause, because the skin has not been too hot yet. Source of the
/// limit: `Limits.risePerSecond`.
public enum RateOfRise: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let slope = max(evidence.readings[zone].heat.centre.slope, evidence.readings[zone].heat.edge.slope)
            guard slope > Limits.risePerSecond else { continue }
            verdict.add(
                Finding(.temperatureRising, .pause, zone: zone, value: slope, limit: Limits.risePerSecond))
        }
    }
}
