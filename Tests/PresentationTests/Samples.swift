import ControlSocket

/// A treatment half way, to be changed by tests.
enum Samples {
    static func status(state: String = "running", result: String? = nil) -> Status {
        Status(
            state: state, firstCause: nil, firstFinding: nil, pauseFinding: nil, alarm: "none", message: nil,
            result: result, phase: "hold", elapsedMs: 30_000, durationMs: 60_000, outputIsZero: false,
            planHash: "00112233445566778899aabbccddeeff", recordId: 12,
            device: DeviceReport(
                model: "SIM-1", serialNumber: "0001", firmware: "1.2.3", bootId: "ff", isSimulator: true,
                applicatorId: 7, usesLeft: 3),
            timing: TimingReport(
                releases: 600, latenessP50Microseconds: 60, latenessP99Microseconds: 130, latenessMaxMicroseconds: 900,
                roundTripMicroseconds: 420, clockBoundMicroseconds: 210),
            zones: [
                zone("forehead", skin: 40_949), zone("leftCheek", skin: nil),
            ])
    }

    static func zone(_ name: String, skin: Int64?) -> ZoneReport {
        ZoneReport(
            zone: name, skinTemperatureMilliC: skin, targetMilliC: 41_000, rfMilliwatts: 12_345,
            rfCommandedMilliwatts: 12_400, currentMicroamps: 20_000, impedanceMilliohms: 120_400, pulsesPlanned: 936,
            pulsesDelivered: 468, energyMillijoules: 345_678, peakMilliCelsius: 41_050, cem43Milliminutes: 42,
            deepMilliminutes: 314, carriedMilliminutes: 1_100, carriedDeepMilliminutes: 5_500)
    }

    static let finding = CauseReport(
        cause: "overTemperature", zone: "forehead", value: 43_100, limit: 43_000,
        sentence: "A treated zone became too warm.", hint: "Look at the skin.")
}
