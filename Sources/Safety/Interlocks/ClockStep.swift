import Units

/// Hazard HAZ-L14: the workstation's wall clock is set during a treatment, so that its record, and with it the dose of
/// the day, stands at a wrong time.
///
/// Told by whoever compares the wall clock with one that nobody can set. Deadlines do not depend on it.
public enum ClockStep: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.clockStep.magnitude > Limits.clockStep else { return }
        verdict.add(
            Finding(
                .clockStepped, .trip, value: evidence.clockStep.microseconds, limit: Limits.clockStep.microseconds))
    }
}
