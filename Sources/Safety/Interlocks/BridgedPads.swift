import Units

/// Hazard HAZ-Z3: gel or sweat between the electrodes carries the current along the skin, where nobody measures it.
///
/// A second way lowers an impedance beyond what warming and a better contact explain: by a step, or by creeping. The
/// contact measurement shows it first, because the skin's own impedance is so much higher there.
public enum BridgedPads: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            if let (share, limit) = excess(circuit) {
                verdict.add(
                    Finding(.padsBridged, .trip, zone: zone, value: Int64(share), limit: Int64(limit)))
            }
        }
    }

    private static func excess(_ circuit: CircuitEvidence) -> (Int32, Int32)? {
        if circuit.loadNow > Limits.loadBridged { return (circuit.loadNow, Limits.loadBridged) }
        if circuit.radioNow > Limits.radioBridged { return (circuit.radioNow, Limits.radioBridged) }
        if isStep(circuit.loadFall), circuit.loadNow > Limits.stepBridged {
            return (circuit.loadNow, Limits.stepBridged)
        }
        if isStep(circuit.radioFall), circuit.radioNow > Limits.stepBridged {
            return (circuit.radioNow, Limits.stepBridged)
        }
        return nil
    }

    /// As far down as the step that is a lift goes up.
    private static func isStep(_ fall: Int32) -> Bool { Int64(fall) * Int64(Limits.impedanceStep) < 1_000_000 }
}
