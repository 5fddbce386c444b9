import Device
import Foundation
import Safety
import Testing
import Treatment
import Units

/// What the host stops at, what a device may have as its own limit, and what the simulated one has.
struct LimitRow: Sendable, CustomTestStringConvertible {
    var quantity: String
    var normal: String
    var singleFault: String
    var mayAllow: String
    var device: String
    var testDescription: String { quantity }

    var line: String { "| \(quantity) | \(normal) | \(singleFault) | \(mayAllow) | \(device) |" }

    static let rows = [
        LimitRow(
            quantity: "sensor temperature",
            normal: "ceiling \(celsius(Limits.foldbackTemperature)), pause \(celsius(Limits.softStopTemperature))",
            singleFault: "trip \(celsius(Limits.hardTripTemperature))", mayAllow: celsius(Limits.deviceTemperature),
            device: celsius(DeviceLimits.sensorTemperature)),
        LimitRow(
            quantity: "mean RF power density", normal: "\(Limits.powerDensity.rawValue) mW/cm²",
            singleFault: "\(Limits.singleFaultDensity.rawValue) mW/cm², by the generator's design",
            mayAllow: "\(allowed(Double(Limits.powerDensity.rawValue))) mW/cm²",
            device: "\(Double(DeviceLimits.power(over: .squareMillimetres(10_000)).milliwatts) / 100) mW/cm²"),
        current("peak current", Limits.current, DeviceLimits.current),
        current("peak current under the chin", Limits.submentalCurrent, DeviceLimits.submentalCurrent),
        LimitRow(
            quantity: "charge of one phase", normal: "\(Limits.phaseCharge.picocoulombs / 1_000_000) µC",
            singleFault: "trip beyond",
            mayAllow: "\(allowed(Double(Limits.phaseCharge.picocoulombs) / 1e6)) µC",
            device: "\(Double(DeviceLimits.phaseCharge.picocoulombs) / 1e6) µC"),
        LimitRow(
            quantity: "width of one phase", normal: "\(Limits.pulseWidth.microseconds) µs", singleFault: "refused",
            mayAllow: "\(allowed(Double(Limits.pulseWidth.microseconds))) µs",
            device: "\(Double(DeviceLimits.width.microseconds)) µs"),
        LimitRow(
            quantity: "pulse rate", normal: "\(Limits.rate.millihertz / 1000) Hz", singleFault: "refused",
            mayAllow: "\(allowed(Double(Limits.rate.millihertz) / 1000)) Hz",
            device: "\(Double(DeviceLimits.rate.millihertz) / 1000) Hz"),
        LimitRow(
            quantity: "charge that one pulse leaves", normal: "\(Limits.residueShare.rawValue / 10) % of a phase",
            singleFault: "trip at \(Limits.residue.picocoulombs / 1000) nC", mayAllow: "not declared",
            device: "\(DeviceLimits.residue.picocoulombs / 1000) nC"),
        LimitRow(
            quantity: "r.m.s. current density on 0.7 of the smaller electrode",
            normal: "pause at \(Limits.densityMicroampsPerSquareCentimetre) µA/cm²",
            singleFault: "trip at \(Limits.densityTrip) µA/cm²", mayAllow: "not declared", device: "none"),
        LimitRow(
            quantity: "RF density on what the RF circuit alone shows of a pad",
            normal: "pause at \(Limits.burningDensity) mW/cm²", singleFault: "the same", mayAllow: "not declared",
            device: "none"),
        LimitRow(
            quantity: "skin dose of a day",
            normal: "warning \(minutes(Limits.doseWarning)), steered to \(minutes(Limits.doseGiveWay)), "
                + "ceiling \(minutes(Limits.doseCeiling))",
            singleFault: "trip \(minutes(Limits.doseTrip)) CEM43", mayAllow: "not declared", device: "none"),
        LimitRow(
            quantity: "estimated deep dose of a day",
            normal: "steered to \(minutes(Limits.deepDoseGiveWay)), ceiling \(minutes(Limits.deepDoseCeiling))",
            singleFault: "trip \(minutes(Limits.deepDoseTrip)) CEM43", mayAllow: "not declared", device: "none"),
        LimitRow(
            quantity: "one pulse's energy; voltage", normal: "2.4 mJ; \(Limits.stageVoltage) V",
            singleFault: "\(Limits.outerPulseLimits.energy) mJ; \(Limits.outerPulseLimits.voltage) V, never bind",
            mayAllow: "not declared", device: "100 V"),
    ]

    private static func current(_ quantity: String, _ host: Current, _ device: Current) -> LimitRow {
        LimitRow(
            quantity: quantity, normal: "\(host.microamps / 1000) mA",
            singleFault: "+ \(Limits.currentExcess.rawValue / 10) % for one pulse",
            mayAllow: "\(allowed(Double(host.microamps) / 1000)) mA", device: "\(Double(device.microamps) / 1000) mA")
    }

    private static func celsius(_ temperature: Temperature) -> String {
        "\(Double(temperature.milliCelsius) / 1000) °C"
    }

    private static func minutes(_ dose: Int64) -> String { "\(Double(dose) / 1e9)" }

    private static func allowed(_ value: Double) -> Double {
        (value * Double(Limits.deviceMargin.rawValue)).rounded() / 1000
    }
}

/// The document names the numbers that the two tables hold.
struct LimitDocumentTests {
    @Test(arguments: LimitRow.rows) func `the document has the row as it is`(row: LimitRow) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/limits.md"), encoding: .utf8)
        #expect(text.split(separator: "\n").contains(Substring(row.line)), "expected: \(row.line)")
    }

    @Test func `what the simulated device has as its own limits is what a device may have`() {
        let margin = Limits.deviceMargin
        #expect(DeviceLimits.sensorTemperature <= Limits.deviceTemperature)
        #expect(DeviceLimits.sensorTemperature > Limits.hardTripTemperature)
        #expect(DeviceLimits.current <= Limits.current.scaled(perMille: margin))
        #expect(DeviceLimits.submentalCurrent <= Limits.submentalCurrent.scaled(perMille: margin))
        #expect(DeviceLimits.phaseCharge.picocoulombs * 1000 <= Limits.phaseCharge.picocoulombs * 1050)
        #expect(Int64(DeviceLimits.width.microseconds) * 1000 <= Int64(Limits.pulseWidth.microseconds) * 1050)
        #expect(Int64(DeviceLimits.rate.millihertz) * 1000 <= Int64(Limits.rate.millihertz) * 1050)
        #expect(DeviceLimits.residue <= Limits.residue)
    }
}
