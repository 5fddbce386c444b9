import Units

/// Hazard HAZ-Z1: the power of a whole pad flows through the part that still touches the skin, or between bridged pads.
///
/// An open RF or stimulation circuit pauses all zones, because one clock drives one program; so does one that can no
/// longer be measured. A short trips, because bridged current takes an unknown way. The device judges open and short by
/// the thresholds that its zone description declares.
public enum ImpedanceFault: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let reading = evidence.readings[zone]
            judge(reading.radioFrequency, reading.impedance, in: zone, into: &verdict)
            judge(reading.stimulation, reading.load, in: zone, into: &verdict)
        }
    }

    private static func judge(
        _ reliability: Reliability, _ measured: Impedance, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        let value = Int64(measured.milliohms)
        switch reliability {
        case .ok: return
        case .open, .stale, .range: verdict.add(Finding(.impedanceOpen, .pause, zone: zone, value: value))
        case .short: verdict.add(Finding(.impedanceShort, .trip, zone: zone, value: value))
        }
    }
}
