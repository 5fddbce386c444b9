import Units

/// Hazard HAZ-Z7: a pad was half off before anybody measured it, and is taken for whole ever after.
///
/// The cheeks of one face resemble each other. A pad that lies badly shows in both of its circuits, a face that is thicker
/// on one side in the RF alone: what counts is the ratio that both circuits show in the same direction, each at body
/// temperature. A cheek whose contact has changed since the arming explains a difference, and is others' to judge.
public enum ImpedanceAsymmetry: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard let cheeks = evidence.cheeks else { return }
        let left = evidence.readings[cheeks.left].circuit
        let right = evidence.readings[cheeks.right].circuit
        guard !isExplained(left), !isExplained(right) else { return }
        judge(left, over: right, in: cheeks.left, into: &verdict)
        judge(right, over: left, in: cheeks.right, into: &verdict)
    }

    private static func judge(
        _ worse: CircuitEvidence, over better: CircuitEvidence, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        guard let radio = ratio(worse.specificRadio, better.specificRadio),
            let load = ratio(worse.specificLoad, better.specificLoad)
        else { return }
        let shared = min(radio, load)
        guard shared >= Limits.asymmetryWarning else { return }
        let isFar = shared >= Limits.asymmetryPause
        verdict.add(
            Finding(
                .impedanceAsymmetry, isFar ? .pause : .warn, zone: zone, value: shared,
                limit: isFar ? Limits.asymmetryPause : Limits.asymmetryWarning))
    }

    private static func isExplained(_ circuit: CircuitEvidence) -> Bool {
        circuit.contacted < Limits.contactWarning
    }

    private static func ratio(_ value: Int64?, _ other: Int64?) -> Int64? {
        guard let value, let other, value > 0, other > 0 else { return nil }
        return value * 1000 / other
    }
}
