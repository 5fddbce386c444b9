import Device
import Testing
import Units

/// Every number of the device's own table, written down a second time: one that changes must be changed twice, on purpose.
@Suite("The device's table of limits")
struct DeviceLimitsTests {
    @Test func `what the device never does, whatever a host approves`() {
        #expect(DeviceLimits.sensorTemperature == .milliCelsius(43_300))
        #expect(DeviceLimits.current == .milliamps(63))
        #expect(DeviceLimits.submentalCurrent == .milliamps(42))
        #expect(DeviceLimits.width == .microseconds(420))
        #expect(DeviceLimits.rate == .hertz(125))
        #expect(DeviceLimits.phaseCharge == .nanocoulombs(12_600))
        #expect(DeviceLimits.residue == .nanocoulombs(500))
        #expect(DeviceLimits.leastCurrentTolerance == .milliamps(1))
        #expect(DeviceLimits.contactLoss == .milliseconds(250))
        #expect(DeviceLimits.plausibleTemperature == .celsius(5) ... .celsius(60))
    }

    @Test func `157.5 mW may flow through a square centimetre`() {
        #expect(DeviceLimits.power(over: .squareMillimetres(100)) == .milliwatts(157))
        #expect(DeviceLimits.power(over: .squareMillimetres(2_000)) == .milliwatts(3_150))
    }

    @Test func `self-test, alarm and lease`() {
        #expect(DeviceLimits.leakPower == .milliwatts(50))
        #expect(DeviceLimits.leakCurrent == .microamps(100))
        #expect(DeviceLimits.reference == .celsius(37))
        #expect(DeviceLimits.referenceTolerance == .millikelvin(200))
        #expect(DeviceLimits.indicationSilence == .seconds(3))
        #expect(DeviceLimits.leaseMemory == 64)
    }
}
