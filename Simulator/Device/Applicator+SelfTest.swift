import Link
import Units
import Wire

/// The device tries its own barriers, one by one, while nothing is armed.
extension Applicator {
    mutating func runSelfTest<Hardware: ApplicatorHardware>(
        _ step: SelfTestStep, sequence: UInt32, at now: DeviceInstant, hardware: inout Hardware
    ) -> CommandResult {
        guard state == .idle, inFlight == nil else { return .wrongState }
        let leak: Leakage
        let passed: Bool
        switch step {
        case .firstShutOff:
            leak = hardware.testShutOff(.first, at: now)
            passed = leak.isNegligible
        case .secondShutOff:
            leak = hardware.testShutOff(.second, at: now)
            passed = leak.isNegligible
        case .sensors:
            leak = Leakage(power: .zero, current: .zero)
            passed = sensorsAreInOrder(in: profile.existingZones) && referenceIsInOrder
        }
        selfTests.note(step, passed: passed)
        endpoint.send(
            SelfTestResult(step: step, passed: passed, sequence: sequence, power: leak.power, current: leak.current))
        return .done
    }

    private var referenceIsInOrder: Bool {
        (measured.reference - DeviceLimits.reference).magnitude <= DeviceLimits.referenceTolerance
    }
}

extension Leakage {
    fileprivate var isNegligible: Bool { power < DeviceLimits.leakPower && current < DeviceLimits.leakCurrent }
}
