public import Device
public import Oracle
public import Tissue
public import Units
import Wire

/// The electronics below the firmware, the face below the electronics, and the judge beside both.
public struct SimulatedHardware: Sendable {
    /// The face.
    public private(set) var face: FaceTissue
    /// The judge.
    public private(set) var judge: Judge
    /// What is broken.
    public private(set) var faults = LiveFaults()
    /// What the device shows.
    public private(set) var panel: FrontPanel?

    private var hand: PatientHand
    private let existingZones: ZoneSet
    private let binsPerWindow: Int
    private var clock: DeviceInstant
    private var sampledAt: DeviceInstant
    private var contactAt = DeviceInstant.zero
    private var contactLoads = PerZone(repeating: Impedance.zero)
    private var sampleTimes = InlineArray<64, DeviceInstant>(repeating: .zero)
    private var samples: UInt32 = 0
    private var commanded = PerZone(repeating: Power.zero)
    private var flowing = PerZone(repeating: Power.zero)
    private var meters = InlineArray<4, PowerMeter>(repeating: PowerMeter())
    private var shutOffsClosed = false
    private var pulse: FlowingPulse?
    private var chance: RandomStream

    /// The hardware of `profile` on the face of `patient`, from `now` on.
    ///
    /// - Parameters:
    ///   - seed: determines the noise of every channel.
    ///   - isCooperative: whether the patient tries the stop button when the device asks for it.
    public init(profile: DeviceProfile, patient: FirstOrderPatient, seed: UInt64, isCooperative: Bool, at now: DeviceInstant) {
        face = FaceTissue(patient: patient, seed: seed)
        judge = Judge(zoneCount: Int(profile.device.zoneCount), at: now)
        hand = PatientHand(isCooperative: isCooperative)
        existingZones = profile.existingZones
        binsPerWindow = Int(100_000 / profile.samplePeriod.microseconds)
        clock = now
        sampledAt = now
        chance = RandomStream(seed: seed, purpose: SimulatedHardware.purpose)
    }

    private static let purpose: UInt64 = 0x5055_4C53

    /// How often the sub-threshold current measures the loads.
    private static let contactPeriod: Int64 = 20_000
}

/// What happens from outside.
extension SimulatedHardware {
    /// Breaks and mends things at `now`.
    public mutating func set(_ faults: LiveFaults, at now: DeviceInstant) {
        pass(to: now)
        let before = self.faults
        self.faults = faults
        for zone in existingZones {
            face.setContact(faults.contact[zone].fraction, in: zone)
            face.hold(faults.heldTemperature[zone], in: zone)
            announce(faults, before, in: zone, at: now)
            refreshPower(in: zone, at: now)
        }
        if faults.buttonHeld, !before.buttonHeld { judge.began(.patientButton, at: now) }
    }

    /// The patient presses the stop button at `start`, for `span`.
    public mutating func pressButton(at start: DeviceInstant, for span: Duration) {
        hand.press(from: start, for: span)
    }

    /// Tells the judge of a reason to end output.
    public mutating func hazardBegan(_ hazard: Hazard, at now: DeviceInstant) {
        pass(to: now)
        judge.began(hazard, at: now)
    }

    /// Tells the judge of a lease on sample `number`; one that is not among the last 64 is none.
    public mutating func leased(bySample number: UInt32, at now: DeviceInstant) {
        guard number > 0, number <= samples, samples - number < 64 else { return }
        judge.leased(bySampleAt: sampleTimes[Int(number & 63)], at: now)
    }

    /// The judge's report at `now`.
    public mutating func report(at now: DeviceInstant) -> OracleReport {
        pass(to: now)
        return judge.report(at: clock)
    }

    private mutating func announce(
        _ faults: LiveFaults, _ before: LiveFaults, in zone: ZoneIndex, at now: DeviceInstant
    ) {
        if faults.centre[zone].isBreak, !before.centre[zone].isBreak { judge.began(.sensorBroken, at: now) }
        if faults.edge[zone].isBreak, !before.edge[zone].isBreak { judge.began(.sensorBroken, at: now) }
        if faults.contact[zone].fraction == .zero, before.contact[zone].fraction != .zero {
            judge.began(.contactLost, at: now)
        }
        if faults.weldedPower[zone] > .zero, before.weldedPower[zone] == .zero {
            judge.began(.outputWelded, at: now)
        }
    }
}

extension SimulatedHardware: ApplicatorHardware {
    /// Reads everything, and shows the judge what was really there.
    public mutating func measure(at now: DeviceInstant) -> Measurements {
        pass(to: now)
        samples &+= 1
        sampleTimes[Int(samples & 63)] = now
        measureContact(at: now)
        var result = Measurements()
        result.contactAt = contactAt
        result.buttonPressed = readButton(at: now)
        sampledAt = now
        for zone in existingZones {
            let skin = face.observe(zone)
            result.zones[zone] = measure(zone, on: skin)
            judge.sampled(sensor: max(skin.centre, skin.edge), tissue: skin.hottest, in: zone, at: now)
        }
        return result
    }

    /// Sets the power that the RF stage of `zone` is told to give.
    public mutating func setPower(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant) {
        pass(to: now)
        commanded[zone] = power
        refreshPower(in: zone, at: now)
    }

    /// Tells every RF stage to give nothing.
    public mutating func cutPower(at now: DeviceInstant) {
        pass(to: now)
        commanded = PerZone(repeating: .zero)
        for zone in existingZones { refreshPower(in: zone, at: now) }
    }

    /// Sends a pulse through the zone.
    public mutating func beginPulse(_ amplitude: Current, width: PulseWidth, in zone: ZoneIndex, at now: DeviceInstant)
    {
        let load = self.load(in: zone)
        let flows = shutOffsClosed && faults.contact[zone] != .open
        let current = flows ? amplitude.scaled(perMille: faults.pulseScale) : .zero
        pulse = FlowingPulse(commanded: amplitude, current: current, width: width, load: load)
        judge.pulseBegan(current, width: width, load: load, in: zone, at: now)
    }

    /// Measures the pulse that is over.
    public mutating func finishPulse(in zone: ZoneIndex, at now: DeviceInstant) -> PulseMeasurement {
        guard let pulse else { return PulseMeasurement(current: .zero, residue: .zero, load: nil) }
        self.pulse = nil
        let phase = pulse.current * pulse.width
        let noise = Int64(chance.next(in: -2...2))
        let residue = phase * Int64(faults.imbalance.rawValue) / 1000 + phase * noise / 1000
        judge.pulseEnded(residue: residue, in: zone, at: now)
        let load = pulse.commanded >= .milliamps(1) ? pulse.load : nil
        return PulseMeasurement(current: pulse.current, residue: residue, load: load)
    }

    /// Closes or opens both shut-off elements.
    public mutating func setShutOffs(closed: Bool, at now: DeviceInstant) {
        pass(to: now)
        shutOffsClosed = closed
        for zone in existingZones { refreshPower(in: zone, at: now) }
        judge.shutOffsSet(closed: closed, at: now)
    }

    /// Lets through what a stuck element or a welded stage lets through.
    public mutating func testShutOff(_ element: ShutOff, at now: DeviceInstant) -> Leakage {
        var leak = Leakage(power: .zero, current: .zero)
        for zone in existingZones { leak.power = max(leak.power, faults.weldedPower[zone]) }
        guard faults.stuckShutOff == element else { return leak }
        return Leakage(power: max(leak.power, .milliwatts(500)), current: .milliamps(2))
    }

    /// Whether nothing flows.
    public mutating func outputIsZero(at now: DeviceInstant) -> Bool {
        guard pulse == nil else { return false }
        for zone in existingZones {
            guard flowing[zone] == .zero else { return false }
        }
        return true
    }

    /// Shows the lights to the patient.
    public mutating func show(_ panel: FrontPanel, at now: DeviceInstant) {
        self.panel = panel
        hand.see(wantsButtonTest: panel.wantsButtonTest, at: now)
    }
}

/// What really flows, and what of it is measured.
extension SimulatedHardware {
    private mutating func pass(to now: DeviceInstant) {
        guard now > clock else { return }
        let span = now - clock
        face.advance(by: span, powers: flowing)
        for zone in existingZones { meters[zone.place].add(flowing[zone], over: span) }
        clock = now
    }

    private mutating func refreshPower(in zone: ZoneIndex, at now: DeviceInstant) {
        var power = shutOffsClosed ? max(commanded[zone], faults.weldedPower[zone]) : faults.weldedPower[zone]
        if faults.contact[zone].fraction == .zero { power = .zero }
        guard power != flowing[zone] else { return }
        flowing[zone] = power
        judge.powerSet(power, in: zone, at: now)
    }

    private mutating func readButton(at now: DeviceInstant) -> Bool {
        guard let pressedAt = hand.press(after: sampledAt, upTo: now) else { return faults.buttonHeld }
        judge.began(.patientButton, at: pressedAt)
        return true
    }

    private mutating func measureContact(at now: DeviceInstant) {
        let step = SimulatedHardware.contactPeriod
        let latest = DeviceInstant.microseconds(now.microseconds / step * step)
        guard latest > contactAt || samples == 1 else { return }
        contactAt = latest
        for zone in existingZones { contactLoads[zone] = load(in: zone) }
    }

    private mutating func load(in zone: ZoneIndex) -> Impedance {
        faults.contact[zone] == .short ? .ohms(5) : face.load(in: zone)
    }

    private mutating func measure(_ zone: ZoneIndex, on skin: SkinObservation) -> ZoneMeasurement {
        var result = ZoneMeasurement()
        (result.centre, result.centreValidity) = faults.centre[zone].reading(of: skin.centreReading)
        (result.edge, result.edgeValidity) = faults.edge[zone].reading(of: skin.edgeReading)
        meters[zone.place].closeBin(outOf: binsPerWindow)
        result.power = meters[zone.place].mean
        result.peakPower = meters[zone.place].peak
        // The stage turns two thirds of what it draws into RF.
        result.supplyPower = .milliwatts(Int32(clamping: Int64(flowing[zone].milliwatts) * 3 / 2))
        result.impedance = faults.contact[zone] == .short ? .ohms(1) : skin.impedance
        result.load = contactLoads[zone]
        return result
    }
}

/// A pulse as it really flows.
private struct FlowingPulse: Sendable {
    let commanded: Current
    let current: Current
    let width: PulseWidth
    let load: Impedance
}
