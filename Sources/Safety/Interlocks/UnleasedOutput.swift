/// Hazard HAZ-O7: output goes on although no judged sample permits it.
///
/// Two samples in a row on which the device measures output and has no lease; the device should have stopped by itself.
public enum UnleasedOutput: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.unleasedSamples >= Limits.unleasedSamples else { return }
        verdict.add(
            Finding(
                .unleasedOutput, .trip, value: Int64(evidence.unleasedSamples),
                limit: Int64(Limits.unleasedSamples)))
    }
}
