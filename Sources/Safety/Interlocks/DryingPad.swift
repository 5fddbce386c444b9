import Units

/// Hazard HAZ-Z6: gel that has dried in places leads all current through the places that are still wet.
///
/// A slow rise of one circuit alone is within its window down to a share of 0.6, told from 0.8 on. Where both circuits have
/// lost their share together, the area counts as lost and `LiftingPad` tells it; only where that took minutes, output stops
/// by this name.
public enum DryingPad: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            let share = min(circuit.radioShare, circuit.loadShare)
            if circuit.contacted < Limits.contactPause, circuit.lossIsSlow {
                verdict.add(finding(.pause, zone, circuit.contacted, Limits.contactPause))
            } else if circuit.contacted < Limits.contactPause {
                continue
            } else if share < Limits.dryingPause {
                verdict.add(finding(.pause, zone, share, Limits.dryingPause))
            } else if share < Limits.dryingWarning, circuit.contacted >= Limits.contactWarning {
                verdict.add(finding(.warn, zone, share, Limits.dryingWarning))
            }
        }
    }

    private static func finding(_ reaction: Reaction, _ zone: ZoneIndex, _ value: Int32, _ limit: Int32) -> Finding {
        Finding(.padDrying, reaction, zone: zone, value: Int64(value), limit: Int64(limit))
    }
}
