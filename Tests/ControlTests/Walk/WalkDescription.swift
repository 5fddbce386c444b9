import Units
import Wire

/// What the walk's device says about itself: two zones, in order, unless a part is asked to be out of it.
enum WalkDescription: Equatable, Sendable {
    /// Forehead and left cheek, each between its own two electrodes.
    case bipolar
    /// Both cheeks, with a split electrode for the current to return through.
    case monopolar

    func device(_ part: WalkMove.Part) -> DeviceDescription {
        DeviceDescription(
            model: ShortText("WALK"), serialNumber: ShortText("W-1"),
            firmware: FirmwareVersion(major: 1, minor: 0, patch: 0), zoneCount: 2, sampleRateHertz: 200,
            traits: DeviceTraits(
                isSimulator: part != .forPatients, isMonopolar: self == .monopolar, returnIsSplit: self == .monopolar,
                hasTerminalReadyLine: true),
            shutOffCount: part == .oneShutOff ? 1 : 2, radioFrequencyKilohertz: 1000,
            singleFaultDensity: .milliwattsPerSquareCentimetre(280), quietMicroseconds: 200, calibrationDay: 19_000,
            calibrationDueDay: 40_000, calibrationHash: 1)
    }

    func applicator(_ part: WalkMove.Part) -> ApplicatorDescription {
        ApplicatorDescription(id: part == .noApplicator ? 0 : 1, type: 1, side: 0, usesLeft: 10, expiryDay: 40_000)
    }

    /// Its second zone may have half the current of the first.
    func zone(_ zone: ZoneIndex) -> ZoneDescription {
        ZoneDescription(
            zone: zone, site: zone.rawValue + (self == .monopolar ? 2 : 1),
            radioFrequencyArea: .squareMillimetres(2400),
            stimulationArea: .squareMillimetres(1000), sensorResolution: .millikelvin(10),
            sensorNoise: .millikelvin(15), sensorTimeConstant: .seconds(3),
            currentLimit: .milliamps(zone == WalkSample.zones[0] ? 60 : 30),
            widthLimit: .microseconds(400), rateLimit: .hertz(120), powerLimit: .milliwatts(3_600),
            temperatureLimit: .milliCelsius(43_300), phaseChargeLimit: .microcoulombs(12),
            shortImpedance: .ohms(10), openImpedance: .ohms(1000), shortLoad: .ohms(50), openLoad: .ohms(8000))
    }
}
