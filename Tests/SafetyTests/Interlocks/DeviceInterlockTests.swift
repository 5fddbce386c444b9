import Safety
import Testing
import Units

/// Hazards that are either there or not: line, restart, the device's own trip, the patient's button.
struct DeviceInterlockTests {
    /// Hazard: HAZ-L7.
    @Test func `a lost link trips`() {
        #expect(onlyFinding(of: verdict { $0.lineIsOpen = false }) == Finding(.linkLost, .trip))
    }

    /// Hazard: HAZ-L4.
    @Test func `a restarted device trips`() {
        #expect(onlyFinding(of: verdict { $0.deviceRestarted = true }) == Finding(.deviceRestarted, .trip))
    }

    /// Hazard: HAZ-L10.
    @Test func `the patient's button trips`() {
        #expect(onlyFinding(of: verdict { $0.buttonPressed = true }) == Finding(.patientButton, .trip))
    }

    /// The device's code for its button, as the protocol has it.
    ///
    /// Hazard: HAZ-L10.
    @Test func `the device's report of its button names the button`() {
        #expect(onlyFinding(of: verdict { $0.deviceCause = 5 }) == Finding(.patientButton, .trip))
    }

    /// Hazard: HAZ-L12.
    @Test(arguments: (UInt8(1)...UInt8.max).filter { $0 != 5 })
    func `any other cause of the device trips, a code of the future too`(code: UInt8) {
        #expect(onlyFinding(of: verdict { $0.deviceCause = code }) == Finding(.deviceTrip, .trip, value: Int64(code)))
    }
}
