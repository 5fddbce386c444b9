/// Hazard HAZ-L10: the patient feels pain and cannot end it.
///
/// The button is hard-wired in the device, normally closed, and cuts both energies without the host; the host latches.
public enum PatientButton: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        guard evidence.buttonPressed || evidence.deviceCause == DeviceTrip.buttonCode else { return }
        verdict.add(Finding(.patientButton, .trip))
    }
}
