import Units

/// Hazard HAZ-Z8: the current of all zones leaves the body through the half of a return electrode that still touches.
///
/// Each half must lie in its window, may have risen by 40 % since the arming, and must resemble the other. A half below the
/// window is joined to the other by gel, and its lifting could no longer be seen: that trips. Halves come ten times a
/// second; where RF rises in all zones in one step it can only be what they have in common, and is not waited for.
public enum ReturnElectrode: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard let halves = evidence.returnElectrode else { return }
        if halves.age > Limits.returnAge {
            verdict.add(
                Finding(
                    .returnElectrode, .pause, value: halves.age.milliseconds, limit: Limits.returnAge.milliseconds))
            return
        }
        judge(halves.first, atArming: halves.atArming?.first, other: halves.second, into: &verdict)
        judge(halves.second, atArming: halves.atArming?.second, other: halves.first, into: &verdict)
        judgeStep(&evidence, into: &verdict)
    }

    private static func judge(
        _ half: Impedance, atArming: Impedance?, other: Impedance, into verdict: inout Verdict
    ) {
        let value = Int64(half.milliohms)
        let (least, greatest) = (Limits.returnWindow.lowerBound, Limits.returnWindow.upperBound)
        if half < least {
            verdict.add(Finding(.returnElectrode, .trip, value: value, limit: Int64(least.milliohms)))
        } else if half > greatest {
            verdict.add(Finding(.returnElectrode, .pause, value: value, limit: Int64(greatest.milliohms)))
        } else if let atArming, value * 1000 > Int64(atArming.milliohms) * Limits.returnRise {
            let limit = Int64(atArming.milliohms) * Limits.returnRise / 1000
            verdict.add(Finding(.returnElectrode, .pause, value: value, limit: limit))
        } else if value * 1000 > Int64(other.milliohms) * Limits.returnAsymmetry {
            let limit = Int64(other.milliohms) * Limits.returnAsymmetry / 1000
            verdict.add(Finding(.returnElectrode, .pause, value: value, limit: limit))
        }
    }

    private static func judgeStep(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.zones.count > 1 else { return }
        var least = Int32.max
        for zone in evidence.zones { least = min(least, evidence.readings[zone].circuit.radioRise) }
        guard least > Limits.returnStep else { return }
        verdict.add(
            Finding(.returnElectrode, .pause, value: Int64(least), limit: Int64(Limits.returnStep)))
    }
}
