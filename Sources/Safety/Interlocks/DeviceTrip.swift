/// Hazard HAZ-L12: the host goes on with a treatment that the device has ended for a reason of its own.
///
/// The value of the finding is the device's cause code. Its button has an interlock of its own.
public enum DeviceTrip: Interlock {
    /// The device's code for its stop button, which `PatientButton` reports by its name.
    static let buttonCode: UInt8 = 5

    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.deviceCause != 0, evidence.deviceCause != buttonCode else { return }
        verdict.add(Finding(.deviceTrip, .trip, value: Int64(evidence.deviceCause)))
    }
}
