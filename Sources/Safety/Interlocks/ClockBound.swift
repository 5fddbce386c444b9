import Units

/// Hazard HAZ-L3: segments are stamped in a time that the device does not share, and are played when nobody expects
/// them.
///
/// Tripped when half the interval that must hold the clocks' difference is wider than 10 ms.
public enum ClockBound: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard let bound = evidence.clockBound else {
            verdict.add(Finding(.clockUncertain, .trip, limit: Limits.clockBoundTrip.microseconds))
            return
        }
        guard bound > Limits.clockBoundTrip else { return }
        verdict.add(
            Finding(
                .clockUncertain, .trip, value: bound.microseconds, limit: Limits.clockBoundTrip.microseconds))
    }
}
