import Units

/// Hazard HAZ-L6: the workstation is too slow to steer what it has begun.
///
/// Told at 10 ms of lateness, tripped at 50 ms; where the line took no more bytes, the line is named and not the host.
public enum LateScheduler: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        let lateness = evidence.lateness
        guard lateness > Limits.latenessWarning else { return }
        let isHard = lateness > Limits.latenessTrip
        let limit = isHard ? Limits.latenessTrip : Limits.latenessWarning
        verdict.add(
            Finding(
                evidence.lineWasFull ? .lineTooSlow : .schedulerLate, isHard ? .trip : .warn,
                value: lateness.microseconds, limit: limit.microseconds))
    }
}
