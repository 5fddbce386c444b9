import Units

/// Hazard HAZ-L8: the workstation sleeps while a treatment runs, and wakes to a world that it does not know.
///
/// Told by whoever compares a clock that counts sleep with one that does not, or noticed by the machine itself: its own
/// timer asks every 10 ms, and was not heard for a second.
public enum HostSuspended: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        if evidence.suspension > Limits.suspension {
            verdict.add(finding(evidence.suspension, Limits.suspension))
        } else if evidence.serviceGap > Limits.serviceGap {
            verdict.add(finding(evidence.serviceGap, Limits.serviceGap))
        }
    }

    private static func finding(_ value: Duration, _ limit: Duration) -> Finding {
        Finding(.hostSuspended, .trip, value: value.microseconds, limit: limit.microseconds)
    }
}
