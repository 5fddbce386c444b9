import Units

/// Hazard HAZ-Z2: the power of a whole pad flows through the part that still touches, and burns it.
///
/// The share that touches is what both circuits agree on (`ContactWatch`): told below 0.85, all output off below 0.75, and
/// at once where one circuit rises by more than a fifth within a second. A loss that took minutes is `DryingPad`'s to name.
public enum LiftingPad: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            let rise = max(circuit.radioRise, circuit.loadRise)
            if rise > Limits.impedanceStep {
                verdict.add(finding(.pause, zone, rise, Limits.impedanceStep))
            } else if circuit.contacted < Limits.contactPause, !circuit.lossIsSlow {
                verdict.add(finding(.pause, zone, circuit.contacted, Limits.contactPause))
            } else if circuit.contacted < Limits.contactWarning {
                verdict.add(finding(.warn, zone, circuit.contacted, Limits.contactWarning))
            }
        }
    }

    private static func finding(_ reaction: Reaction, _ zone: ZoneIndex, _ value: Int32, _ limit: Int32) -> Finding {
        Finding(.padLifting, reaction, zone: zone, value: Int64(value), limit: Int64(limit))
    }
}
