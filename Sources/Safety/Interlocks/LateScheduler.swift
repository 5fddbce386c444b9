import Units

/// Hazard HAZ-L6: the workstation is too slow to steer what it has begun.
///
/// Told at 10 ms of lateness, tripped at 50 ms. Late is a release behind its moment, or the loop itself behind the moment
/// at which it wanted to look around: where it did not run, telemetry was not read either, and this is why. Where the
/// line took no more bytes, the line is named and not the host; one that says nothing either is not slow but gone, and
/// telemetry says so.
public enum LateScheduler: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        let wasStarved = evidence.serviceGap - Limits.lookAround > max(evidence.lateness, Limits.latenessWarning)
        let lateness = wasStarved ? evidence.serviceGap - Limits.lookAround : evidence.lateness
        guard lateness > Limits.latenessWarning else { return }
        let lineIsToBlame = evidence.lineWasFull && !wasStarved
        if lineIsToBlame, evidence.telemetryAge > Limits.telemetryTrip { return }
        let isHard = lateness > Limits.latenessTrip
        let limit = isHard ? Limits.latenessTrip : Limits.latenessWarning
        verdict.add(
            Finding(
                lineIsToBlame ? .lineTooSlow : .schedulerLate, isHard ? .trip : .warn,
                value: lateness.microseconds, limit: limit.microseconds))
    }
}
