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
            line: LineReport(path: "/dev/ttyUSB0", baud: 921_600, lowLatency: "granted", latencyTimerMs: 1),
            host: HostReport(
                realtime: "granted", priority: 10, memory: "granted", processor: "granted", awake: "granted",
                missing: []),
            timing: timing,
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

    static let timing = TimingReport(
        ticks: histogram(6_000, [20, 40, 95, 300, 600]), releases: histogram(600, [10, 60, 130, 500, 900]),
        queued: histogram(1_800, [900, 5_000, 7_000, 9_000, 12_000]),
        reactions: histogram(12_000, [5, 20, 40, 60, 80]),
        roundTrips: histogram(3_000, [400, 420, 700, 900, 1_100]),
        leaseMargins: histogram(11_000, [140_000, 180_000, 195_000, 195_000, 195_000]), roundTripMicroseconds: 420,
        clockBoundMicroseconds: 210,
        hazardToZero: HazardToZeroReport(
            sumMicroseconds: 9_200, limitMicroseconds: 20_000, samplingMicroseconds: 5_000,
            slowFrameMicroseconds: 1_110,
            roundTripMicroseconds: 820, reactionMicroseconds: 30, inFlightMicroseconds: 1_390,
            stopRunMicroseconds: 350, pulseMicroseconds: 500))

    static func histogram(_ count: Int64, _ figures: [Int64]) -> HistogramReport {
        HistogramReport(
            count: count, leastMicroseconds: figures[0], p50Microseconds: figures[1], p99Microseconds: figures[2],
            p999Microseconds: figures[3], greatestMicroseconds: figures[4])
    }

    static let finding = CauseReport(
        cause: "overTemperature", zone: "forehead", value: 43_100, limit: 43_000,
        sentence: "A treated zone became too warm.", hint: "Look at the skin.")
}
