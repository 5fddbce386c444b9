/// Hazard HAZ-L7: the device can no longer be told to stop.
///
/// Its lease ends by itself within 200 ms of the last judged sample; the host latches and never resumes by itself.
public enum LinkLoss: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        if !evidence.lineIsOpen { verdict.add(Finding(.linkLost, .trip)) }
    }
}
