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
        watchdogDue = now + SimulatedHardware.watchdog
        samples &+= 1
        sampleTimes[Int(samples & 63)] = now
        measureContact(at: now)
        var result = Measurements()
        result.contactAt = contactAt
        result.buttonPressed = readButton(at: now)
        result.reference = readReference(at: now)
        if isMonopolar {
            result.returnFirst = meter.read(Impedance(ohms: returnElectrode.firstOhms))
            result.returnSecond = meter.read(Impedance(ohms: returnElectrode.secondOhms))
        }
        sampledAt = now
        guard !swapsSensors else {
            measureSwapped(at: now, into: &result)
            return result
        }
        var walk = existingZones
        while let zone = walk.next() { measure(zone, readSkin(of: zone, at: now), at: now, into: &result.zones[zone]) }
        return result
    }

    /// Reads the skin of all zones first, because a reading may belong to another zone.
    private mutating func measureSwapped(at now: DeviceInstant, into result: inout Measurements) {
        var raw = PerZone<SkinReading?>(repeating: nil)
        for zone in existingZones { raw[zone] = readSkin(of: zone, at: now) }
        swapSensors(&raw)
        for zone in existingZones {
            if let reading = raw[zone] { measure(zone, reading, at: now, into: &result.zones[zone]) }
        }
    }

    private mutating func readSkin(of zone: ZoneIndex, at now: DeviceInstant) -> SkinReading {
        var reading = face.read(zone)
        if faults.pickup != .zero { reading.pickUp(faults.pickup, of: flowing[zone]) }
        judge.sampled(sensor: reading.hotterSensor, in: zone, at: now)
        return reading
    }

    private mutating func measure(
        _ zone: ZoneIndex, _ raw: SkinReading, at now: DeviceInstant, into result: inout ZoneMeasurement
    ) {
        (result.centre, result.centreValidity) = centres[zone.place].read(raw.centre, at: now, chance: &chance)
        (result.edge, result.edgeValidity) = edges[zone.place].read(raw.edge, at: now, chance: &chance)
        meters[zone.place].closeBin(outOf: binsPerWindow)
        result.power = meters[zone.place].mean.scaled(by: faults.detectorScale[zone])
        result.peakPower = meters[zone.place].peak.scaled(by: faults.ripple[zone]).scaled(
            by: faults.detectorScale[zone])
        // The stage turns two thirds of what it draws into RF, and the supply is measured by itself.
        result.supplyPower = .milliwatts(Int32(clamping: Int64(flowing[zone].milliwatts) * 3 / 2))
        if !faults.frozenMeters.contains(zone) { impedances[zone] = meter.read(impedance(raw.impedance)) }
        result.impedance = impedances[zone]
        result.load = contactLoads[zone]
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
        for zone in existingZones where !faults.frozenMeters.contains(zone) {
            contactLoads[zone] = meter.read(Impedance(ohms: face.contactOhms(in: zone)))
        }
    }

    /// What the RF meets in all: the pad's own way, and the return electrode where there is one.
    @inline(__always)
    private func impedance(_ pad: Impedance) -> Impedance {
        guard isMonopolar, pad < .unbounded else { return pad }
        return Impedance(ohms: Double(pad.milliohms) / 1000 + returnOhms)
    }

    private mutating func swapSensors(_ raw: inout PerZone<SkinReading?>) {
        let sound = raw
        for zone in existingZones {
            if case .swapped(let other) = faults.centre[zone], let own = sound[zone], let others = sound[other] {
                raw[zone]?.centre = others.centre
                raw[other]?.centre = own.centre
            }
            if case .swapped(let other) = faults.edge[zone], let own = sound[zone], let others = sound[other] {
                raw[zone]?.edge = others.edge
                raw[other]?.edge = own.edge
            }
        }
    }

    /// How often the sub-threshold current measures the loads, in µs.
    private static let contactPeriod: Int64 = 20_000
}

extension SkinReading {
    /// Adds what RF that flows while the sensors are read puts on their wires.
    fileprivate mutating func pickUp(_ perWatt: TemperatureDifference, of power: Power) {
        let difference = TemperatureDifference.millikelvin(
            Int32(clamping: Int64(perWatt.millikelvin) * Int64(power.milliwatts) / 1000))
        centre = centre + difference
        edge = edge + difference
    }
}

extension Power {
    /// This power scaled by `share`, rounded towards zero.
    func scaled(by share: PerMille) -> Power {
        share == .whole ? self : .milliwatts(Int32(clamping: Int64(milliwatts) * Int64(share.rawValue) / 1000))
    }
}
