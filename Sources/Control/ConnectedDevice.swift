import Safety
import Treatment
public import Units
public import Wire

/// What a device has told about itself, part by part.
public struct ConnectedDevice: Equatable, Sendable {
    /// The device itself.
    public internal(set) var device: DeviceDescription?
    /// What is plugged into it.
    public internal(set) var applicator: ApplicatorDescription?
    /// Its zones.
    public internal(set) var zones = PerZone<ZoneDescription?>(repeating: nil)

    init() {}

    /// The next part that is still unknown; nil when all is known.
    var missing: DescriptionPart? {
        guard let device else { return .device }
        guard applicator != nil else { return .applicator }
        var walk = ZoneSet(first: Int(device.zoneCount))
        while let zone = walk.next() {
            if zones[zone] == nil { return .zone(zone) }
        }
        return nil
    }

    /// Whether it declares itself a simulator.
    public var isSimulator: Bool { device?.traits.isSimulator ?? false }

    /// Whether its current returns through an electrode of its own.
    public var isMonopolar: Bool { device?.traits.isMonopolar ?? false }

    /// The place of a site on this applicator.
    func place(of zone: Zone) -> ZoneIndex? {
        ZoneSet.all.first { zones[$0]?.site == zone.rawValue }
    }

    /// The first reason not to treat with it on day `today`; nil when there is none.
    func refusal(today: Int) -> DeviceRefusal? {
        guard let device, let applicator else { return .noApplicator }
        let claims = DeviceClaims(
            shutOffCount: Int(device.shutOffCount), isMonopolar: device.traits.isMonopolar,
            returnIsSplit: device.traits.returnIsSplit, singleFaultDensity: device.singleFaultDensity,
            calibrationDueDay: Int(device.calibrationDueDay), hasApplicator: applicator.id != 0,
            usesLeft: Int(applicator.usesLeft), expiryDay: Int(applicator.expiryDay))
        if let refusal = claims.refusal(today: today) { return refusal }
        for zone in ZoneSet(first: Int(device.zoneCount)) {
            if let refusal = zones[zone]?.claims.refusal { return refusal }
        }
        return nil
    }
}

extension ZoneDescription {
    var claims: ZoneClaims {
        ZoneClaims(
            site: Zone(rawValue: site), current: currentLimit, width: widthLimit, rate: rateLimit,
            temperature: temperatureLimit, power: powerLimit, phaseCharge: phaseChargeLimit,
            radioFrequencyArea: radioFrequencyArea, stimulationArea: stimulationArea,
            sensorTimeConstant: sensorTimeConstant)
    }
}
