public import Units
public import Wire

/// What a device says about itself, which is also what its firmware holds itself to.
public struct DeviceProfile: Equatable, Sendable {
    /// The device.
    public var device: DeviceDescription
    /// The part that touches the patient.
    public var applicator: ApplicatorDescription
    /// The zones; those from `device.zoneCount` on do not exist.
    public var zones: PerZone<ZoneDescription>

    /// A profile of these parts.
    public init(device: DeviceDescription, applicator: ApplicatorDescription, zones: PerZone<ZoneDescription>) {
        self.device = device
        self.applicator = applicator
        self.zones = zones
    }

    /// The zones that exist.
    public var existingZones: ZoneSet { ZoneSet(first: Int(device.zoneCount)) }

    /// The time between two samples: whole µs, and never less than 2 ms, the protocol's fastest.
    public var samplePeriod: Duration {
        .microseconds(max(1_000_000 / max(Int64(device.sampleRateHertz), 1), 2000))
    }
}

extension DeviceProfile {
    /// The simulated full-face device: bipolar, four zones, 200 samples a second, nothing out of date.
    ///
    /// The days are those of a device that exists only as software: calibrated 2024-10-04, due after 2079.
    public static var reference: DeviceProfile {
        let device = DeviceDescription(
            model: ShortText("MYO-SIM 4"), serialNumber: ShortText("SIM-0001"),
            firmware: FirmwareVersion(major: 1, minor: 0, patch: 0), zoneCount: 4, sampleRateHertz: 200,
            traits: DeviceTraits(
                isSimulator: true, isMonopolar: false, returnIsSplit: false, hasTerminalReadyLine: true),
            shutOffCount: 2, radioFrequencyKilohertz: 1000,
            singleFaultDensity: .milliwattsPerSquareCentimetre(280), quietMicroseconds: 200, calibrationDay: 20_000,
            calibrationDueDay: 40_000, calibrationHash: 0x5EED_CA11)
        let applicator = ApplicatorDescription(id: 1, type: 1, side: 0, usesLeft: 1000, expiryDay: 40_000)
        var zones = PerZone(repeating: ZoneDescription(place: .forehead))
        zones[ZonePlace.leftCheek.zone] = ZoneDescription(place: .leftCheek)
        zones[ZonePlace.rightCheek.zone] = ZoneDescription(place: .rightCheek)
        zones[ZonePlace.submentum.zone] = ZoneDescription(place: .submentum)
        return DeviceProfile(device: device, applicator: applicator, zones: zones)
    }
}

extension DeviceProfile {
    /// The adversarial case: one large electrode in each zone against a split return electrode, which heats mostly fat.
    ///
    /// Everything else is as on the reference device.
    public static var monopolar: DeviceProfile {
        var profile = reference
        profile.device.model = ShortText("MYO-SIM 4M")
        profile.device.traits = DeviceTraits(
            isSimulator: true, isMonopolar: true, returnIsSplit: true, hasTerminalReadyLine: true)
        return profile
    }
}

/// Where the zones of the reference device lie.
private enum ZonePlace: UInt8 {
    case forehead = 1
    case leftCheek = 2
    case rightCheek = 3
    case submentum = 4

    var zone: ZoneIndex {
        guard let zone = ZoneIndex(Int(rawValue) - 1) else {
            preconditionFailure("The reference device names a place beyond the last possible zone.")
        }
        return zone
    }

    var radioFrequencyArea: Area {
        switch self {
        case .forehead: .squareMillimetres(2400)
        case .leftCheek, .rightCheek: .squareMillimetres(2000)
        case .submentum: .squareMillimetres(1600)
        }
    }

    var stimulationArea: Area {
        switch self {
        case .forehead, .leftCheek, .rightCheek: .squareMillimetres(1000)
        case .submentum: .squareMillimetres(800)
        }
    }

    var currentLimit: Current {
        switch self {
        case .forehead, .leftCheek, .rightCheek: DeviceLimits.current
        case .submentum: DeviceLimits.submentalCurrent
        }
    }
}

extension ZoneDescription {
    /// The zone that lies at `place` on the reference device.
    fileprivate init(place: ZonePlace) {
        self.init(
            zone: place.zone, site: place.rawValue,
            radioFrequencyArea: place.radioFrequencyArea, stimulationArea: place.stimulationArea,
            sensorResolution: .millikelvin(10), sensorNoise: .millikelvin(15), sensorTimeConstant: .seconds(3),
            currentLimit: place.currentLimit, widthLimit: DeviceLimits.width, rateLimit: DeviceLimits.rate,
            powerLimit: DeviceLimits.power(over: place.radioFrequencyArea),
            temperatureLimit: DeviceLimits.sensorTemperature, phaseChargeLimit: DeviceLimits.phaseCharge,
            shortImpedance: .ohms(8), openImpedance: .ohms(250), shortLoad: .ohms(50), openLoad: .ohms(3000))
    }
}
