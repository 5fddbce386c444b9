public import Device
import Oracle
import Tissue
public import Units
import Wire

/// What is measured of what is there.
extension SimulatedHardware {
    /// Reads everything, and shows the judge what was really there.
    public mutating func measure(at now: DeviceInstant) -> Measurements {
        pass(to: now)
        samples &+= 1
        sampleTimes[Int(samples & 63)] = now
        if electrodesGrow { growElectrodes(at: now) }
        measureContact(at: now)
        var result = Measurements()
        result.contactAt = contactAt
        result.buttonPressed = readButton(at: now)
        result.reference = readReference(at: now)
        if isMonopolar {
            result.returnFirst = SimulatedHardware.returnHalf(faults.returnFirst)
            result.returnSecond = SimulatedHardware.returnHalf(faults.returnSecond)
        }
        sampledAt = now
        var raw = PerZone(repeating: RawReadings())
        for zone in existingZones {
            let skin = face.observe(zone)
            judge.sampled(sensor: max(skin.centre, skin.edge), in: zone, at: now)
            raw[zone] = RawReadings(centre: skin.centreReading, edge: skin.edgeReading, impedance: skin.impedance)
        }
        if swapsSensors { swapSensors(&raw) }
        for zone in existingZones { result.zones[zone] = measure(zone, raw[zone], at: now) }
        return result
    }

    private mutating func measure(_ zone: ZoneIndex, _ raw: RawReadings, at now: DeviceInstant) -> ZoneMeasurement {
        var result = ZoneMeasurement()
        (result.centre, result.centreValidity) = centres[zone.place].read(raw.centre, at: now, chance: &chance)
        (result.edge, result.edgeValidity) = edges[zone.place].read(raw.edge, at: now, chance: &chance)
        meters[zone.place].closeBin(outOf: binsPerWindow)
        result.power = meters[zone.place].mean.scaled(by: faults.detectorScale[zone])
        result.peakPower = meters[zone.place].peak.scaled(by: faults.detectorScale[zone])
        // The stage turns two thirds of what it draws into RF, and the supply is measured by itself.
        result.supplyPower = .milliwatts(Int32(clamping: Int64(flowing[zone].milliwatts) * 3 / 2))
        result.impedance = raw.impedance
        result.load = contactLoads[zone]
        return result
    }

    private mutating func readButton(at now: DeviceInstant) -> Bool {
        guard let pressedAt = hand.press(after: sampledAt, upTo: now) else { return faults.buttonHeld }
        judge.began(.patientButton, at: pressedAt)
        return true
    }

    /// The reference resistor, with the noise of a reading and the drift of the channel.
    private mutating func readReference(at now: DeviceInstant) -> Temperature {
        let drift = Int64(faults.referenceDrift.millikelvin) * (now - referenceSince).milliseconds / 60_000
        return DeviceLimits.reference + .millikelvin(Int32(clamping: drift + chance.next(in: -10...10)))
    }

    private mutating func measureContact(at now: DeviceInstant) {
        let step = SimulatedHardware.contactPeriod
        let latest = DeviceInstant.microseconds(now.microseconds / step * step)
        guard latest > contactAt || samples == 1 else { return }
        contactAt = latest
        for zone in existingZones {
            let ohms = face.contactOhms(
                milliamps: SimulatedHardware.contactMilliamps, width: SimulatedHardware.contactWidth, in: zone)
            contactLoads[zone] = Impedance(ohms: ohms)
        }
    }

    private mutating func growElectrodes(at now: DeviceInstant) {
        guard samples % 16 == 0 else { return }
        for zone in existingZones where electrodes[zone.place].grows {
            refreshContact(in: zone, at: now)
            refreshPower(in: zone, at: now)
        }
    }

    private mutating func swapSensors(_ raw: inout PerZone<RawReadings>) {
        let sound = raw
        for zone in existingZones {
            if case .swapped(let other) = faults.centre[zone], existingZones.contains(other) {
                (raw[zone].centre, raw[other].centre) = (sound[other].centre, sound[zone].centre)
            }
            if case .swapped(let other) = faults.edge[zone], existingZones.contains(other) {
                (raw[zone].edge, raw[other].edge) = (sound[other].edge, sound[zone].edge)
            }
        }
    }

    /// What one half of the return electrode measures while `share` of it touches the skin.
    private static func returnHalf(_ share: PerMille) -> Impedance {
        guard share > .zero else { return .unbounded }
        return Impedance(ohms: 30 * 1000 / Double(share.rawValue))
    }

    /// How often the sub-threshold current measures the loads, in µs.
    private static let contactPeriod: Int64 = 20_000
    /// The sub-threshold current, far below what any nerve feels.
    private static let contactMilliamps = 0.1
    private static let contactWidth = PulseWidth.microseconds(100)
}

/// What the sensors of a zone read before their channels, whose faults come on top.
struct RawReadings: Sendable, BitwiseCopyable {
    var centre = Temperature.zero
    var edge = Temperature.zero
    var impedance = Impedance.zero
}

extension Power {
    /// This power scaled by `share`, rounded towards zero.
    func scaled(by share: PerMille) -> Power {
        share == .whole ? self : .milliwatts(Int32(clamping: Int64(milliwatts) * Int64(share.rawValue) / 1000))
    }
}
