import Units

/// Hazard HAZ-Z4: a pad lies on something that is no skin, or was half off already when it was taken for whole.
///
/// Holds each circuit's impedance of one cm² against what skin under a pad can have, whatever it was at the arming.
public enum ImpedanceWindow: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let circuit = evidence.readings[zone].circuit
            judge(circuit.specificRadio, Limits.radioWindow, in: zone, into: &verdict)
            judge(circuit.specificLoad, Limits.loadWindow, in: zone, into: &verdict)
        }
    }

    private static func judge(
        _ value: Int64?, _ window: ClosedRange<Int64>, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        guard let value, !window.contains(value) else { return }
        let limit = value < window.lowerBound ? window.lowerBound : window.upperBound
        verdict.add(Finding(.impedanceOutOfWindow, .pause, zone: zone, value: value, limit: limit))
    }
}
