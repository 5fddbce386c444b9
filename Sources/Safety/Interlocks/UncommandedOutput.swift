import Units

/// Hazard HAZ-T6: a stage that is welded on heats skin that nobody means to heat, until somebody cuts the power.
///
/// Judged in every zone that the device has, also in those that take no part, and in pauses: RF by what is measured, by
/// what the stage draws and by its peak; stimulation by its current and its counter; and, should all of these be silent,
/// by skin that gets warmer for more than 10 s although the last power is long ago.
public enum UncommandedOutput: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.deviceZones { judge(evidence.output.stray[zone], in: zone, into: &verdict) }
    }

    private static func judge(_ stray: StrayEvidence, in zone: ZoneIndex, into verdict: inout Verdict) {
        if stray.power > Limits.strayPower {
            verdict.add(
                Finding(
                    .uncommandedOutput, .trip, zone: zone, value: Int64(stray.power.milliwatts),
                    limit: Int64(Limits.strayPower.milliwatts)))
        } else if stray.current > Limits.strayCurrent {
            verdict.add(
                Finding(
                    .uncommandedOutput, .trip, zone: zone, value: Int64(stray.current.microamps),
                    limit: Int64(Limits.strayCurrent.microamps)))
        } else if stray.pulses > 0 {
            verdict.add(Finding(.uncommandedOutput, .trip, zone: zone, value: Int64(stray.pulses)))
        } else if stray.riseMilliseconds > Limits.strayRiseMilliseconds {
            verdict.add(
                Finding(
                    .uncommandedOutput, .trip, zone: zone, value: Int64(stray.riseMilliseconds),
                    limit: Int64(Limits.strayRiseMilliseconds)))
        }
    }
}
