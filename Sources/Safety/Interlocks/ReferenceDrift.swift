import Units

/// Hazard HAZ-T9: the channel that reads all sensors drifts, and every temperature is wrong by the same.
///
/// The device reads a resistor of 37.000 °C through the same channel: told from 0.1 °C off, tripped beyond 0.2 °C. It
/// holds by itself, whatever the sensors say. Source of the limits: `Limits`.
public enum ReferenceDrift: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard let reference = evidence.reference else { return }
        let off = (reference - Limits.reference).millikelvin
        let isHard = off.magnitude > Limits.referenceTrip.millikelvin.magnitude
        let limit = isHard ? Limits.referenceTrip : Limits.referenceWarning
        guard off.magnitude > limit.millikelvin.magnitude else { return }
        verdict.add(
            Finding(.referenceDrift, isHard ? .trip : .warn, value: Int64(off), limit: Int64(limit.millikelvin)))
    }
}
