import Units

/// Hazard HAZ-O6: the device gives pulses that no program holds, or fewer than the record will say.
///
/// The device's counter may be neither ahead of the program nor behind it; and of 64 pulses that it counted, no three may
/// have been without current. Nor may three be counted of which none is measured: what flows in them nobody knows.
public enum PulseCount: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let count = evidence.output.count[zone]
            if count.surplus > 0 {
                verdict.add(Finding(.pulseCount, .trip, zone: zone, value: Int64(count.surplus)))
            } else if count.missing > 0 {
                verdict.add(Finding(.pulseCount, .trip, zone: zone, value: -Int64(count.missing)))
            } else if count.lost >= Limits.lostPulses {
                verdict.add(
                    Finding(
                        .pulseCount, .trip, zone: zone, value: Int64(count.lost),
                        limit: Int64(Limits.lostPulses)))
            } else if count.unmeasured >= Limits.lostPulses {
                verdict.add(
                    Finding(
                        .pulseCount, .trip, zone: zone, value: Int64(count.unmeasured),
                        limit: Int64(Limits.lostPulses)))
            }
        }
    }
}
