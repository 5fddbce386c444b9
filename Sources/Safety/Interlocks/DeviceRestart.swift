/// Hazard HAZ-L4: a device that forgot its envelope and its counters goes on with a treatment.
///
/// Every start of a device has its own boot id; another one than at arming voids the arming.
public enum DeviceRestart: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        if evidence.deviceRestarted { verdict.add(Finding(.deviceRestarted, .trip)) }
    }
}
