import Units

/// Hazard HAZ-L8: the workstation sleeps while a treatment runs, and wakes to a world that it does not know.
///
/// Told by whoever compares a clock that counts sleep with one that does not. A loop that was not heard without a sleep was
/// starved (`LateScheduler`).
public enum HostSuspended: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.suspension > Limits.suspension else { return }
        verdict.add(
            Finding(
                .hostSuspended, .trip, value: evidence.suspension.microseconds, limit: Limits.suspension.microseconds))
    }
}
