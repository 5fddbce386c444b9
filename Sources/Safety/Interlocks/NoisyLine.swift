/// Hazard HAZ-L2: so many frames are damaged that the picture of the patient has holes.
///
/// Told at 5 damaged frames in a second, tripped when they are more than a tenth of all.
public enum NoisyLine: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        let damaged = evidence.damagedFrames
        guard damaged >= Limits.damagedFramesWarning else { return }
        let isHard = damaged * 100 > evidence.frames * Limits.damagedShareTrip
        verdict.add(
            Finding(
                .lineNoisy, isHard ? .trip : .warn, value: damaged,
                limit: isHard ? evidence.frames * Limits.damagedShareTrip / 100 : Limits.damagedFramesWarning))
    }
}
