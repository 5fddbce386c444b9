public import Device
public import Oracle
public import Tissue
public import Units
import Wire

/// The electronics below the firmware, the face below the electronics, and the judge beside both.
public struct SimulatedHardware: Sendable {
    /// The face.
    public internal(set) var face: FaceTissue
    /// The judge.
    public internal(set) var judge: Judge
    /// What is broken.
    public private(set) var faults = LiveFaults()
    /// What the device shows.
    public internal(set) var panel: FrontPanel?

    let existingZones: ZoneSet
    let isMonopolar: Bool
    let binsPerWindow: Int
    var hand: PatientHand
    var clock: DeviceInstant
    var chance: RandomStream

    // What is measured.
    var sampledAt: DeviceInstant
    var contactAt = DeviceInstant.zero
    var contactLoads = PerZone(repeating: Impedance.zero)
    var impedances = PerZone(repeating: Impedance.zero)
    var samples: UInt32 = 0
    var sampleTimes = InlineArray<64, DeviceInstant>(repeating: .zero)
    var centres = InlineArray<4, SensorChannel>(repeating: SensorChannel())
    var edges = InlineArray<4, SensorChannel>(repeating: SensorChannel())
    var meter: ImpedanceMeter
    var meters = InlineArray<4, PowerMeter>(repeating: PowerMeter())
    var swapsSensors = false
    var referenceSince: DeviceInstant
    var examinedSteps: Int64 = -1

    // What flows.
    var shutOffs = ShutOffPair()
    var watchdogDue: DeviceInstant
    var electrodes = InlineArray<4, ElectrodeWatch>(repeating: ElectrodeWatch())
    var electrodesGrow = false
    var commanded = PerZone(repeating: Power.zero)
    var flowing = PerZone(repeating: Power.zero)
    /// What of it would flow with both shut-off elements told to open.
    var unstoppable = PerZone(repeating: Power.zero)
    var isPowered = true
    let greatestPower: PerZone<Power>
    var returnElectrode: ReturnElectrode
    /// The return electrode's impedance in Ω, kept because it changes only with a fault.
    var returnOhms: Double
    /// The zones whose skin somebody else warms, until power flows into them after he let go.
    var warmedByOthers = ZoneSet.none
    /// The zones into which power flowed since the judge looked.
    var warmed = ZoneSet.none
    var pulse: FlowingPulse?
    /// The greatest current that really flowed in each zone since somebody asked.
    var greatestPulses = PerZone(repeating: Current.zero)
    var pulses: Int32 = 0

    /// The hardware of `profile` on the face of `patient`, from `now` on.
    ///
    /// - Parameters:
    ///   - seed: determines the noise of every channel.
    ///   - isCooperative: whether the patient tries the stop button when the device asks for it.
    public init(profile: DeviceProfile, patient: Patient, seed: UInt64, isCooperative: Bool, at now: DeviceInstant) {
        let zoneCount = Int(profile.device.zoneCount)
        face = FaceTissue(
            patient: patient, pads: profile.pads, sensors: profile.sensors, zoneCount: zoneCount, seed: seed)
        judge = Judge(zoneCount: zoneCount, pads: profile.pads, at: now)
        hand = PatientHand(isCooperative: isCooperative)
        existingZones = profile.existingZones
        isMonopolar = profile.device.traits.isMonopolar
        binsPerWindow = Int(100_000 / profile.samplePeriod.microseconds)
        clock = now
        sampledAt = now
        referenceSince = now
        watchdogDue = now + SimulatedHardware.watchdog
        chance = RandomStream(seed: seed, purpose: SimulatedHardware.purpose)
        meter = ImpedanceMeter(seed: seed)
        var build = RandomStream(seed: seed, purpose: SimulatedHardware.returnPurpose)
        let electrode = ReturnElectrode(chance: &build)
        returnElectrode = electrode
        returnOhms = electrode.ohms
        var greatest = PerZone(repeating: Power.zero)
        for zone in profile.existingZones {
            greatest[zone] = profile.zones[zone].radioFrequencyArea * profile.device.singleFaultDensity
        }
        greatestPower = greatest
        for zone in existingZones { judge.contactSet(face.touching(in: zone), in: zone, at: now) }
    }

    private static let purpose: UInt64 = 0x5055_4C53
    private static let returnPurpose: UInt64 = 0x5245_5455
}

/// What happens from outside.
extension SimulatedHardware {
    /// Breaks and mends things at `now`.
    public mutating func set(_ faults: LiveFaults, at now: DeviceInstant) {
        pass(to: now)
        let before = self.faults
        self.faults = faults
        swapsSensors = false
        electrodesGrow = false
        returnElectrode.touch(first: faults.returnFirst, second: faults.returnSecond)
        returnOhms = returnElectrode.ohms
        shutOffs.set(firstIsStuck: faults.firstShutOffIsStuck, secondIsStuck: faults.secondShutOffIsStuck)
        if faults.referenceDrift != before.referenceDrift { referenceSince = now }
        for zone in existingZones {
            setSensors(faults, in: zone, at: now)
            electrodes[zone.place].set(faults.contact[zone], at: now)
            electrodesGrow = electrodesGrow || electrodes[zone.place].grows
            face.hold(faults.heldTemperature[zone], in: zone)
            refreshContact(in: zone, at: now)
            announce(before, in: zone, at: now)
            if faults.heldTemperature[zone] != nil { warmedByOthers.insert(zone) }
            refreshPower(in: zone, at: now)
        }
        judge.shutOffsSet(closed: shutOffs.conducts, toldOpen: !shutOffs.isClosed, at: now)
        if faults.buttonHeld, !before.buttonHeld { judge.began(.patientButton, at: now) }
        if isMonopolar, faults.returnIsLost, !before.returnIsLost { judge.began(.contactLost, at: now) }
    }

    /// The patient presses the stop button at `start`, for `span`; whether the firmware looks or not.
    public mutating func pressButton(at start: DeviceInstant, for span: Duration) {
        pass(to: start)
        hand.press(from: start, for: span)
        judge.began(.patientButton, at: start)
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

    /// Whether the mains are on.
    public var hasMains: Bool { isPowered }

    /// Turns the mains on or off; without them nothing flows, whatever is welded.
    mutating func setMains(on isOn: Bool, at now: DeviceInstant) {
        pass(to: now)
        isPowered = isOn
        for zone in existingZones { refreshPower(in: zone, at: now) }
    }

    /// Lets the face rest for as long as it takes to be as it was before; the judge goes on.
    mutating func rest(_ face: FaceTissue, at now: DeviceInstant) {
        pass(to: now)
        self.face = face
        examinedSteps = -1
        for zone in existingZones { refreshContact(in: zone, at: now) }
    }

    /// The judge's report at `now`.
    public mutating func report(at now: DeviceInstant) -> OracleReport {
        pass(to: now)
        examine()
        return judge.report(at: clock)
    }

    private mutating func setSensors(_ faults: LiveFaults, in zone: ZoneIndex, at now: DeviceInstant) {
        centres[zone.place].set(faults.centre[zone], at: now)
        edges[zone.place].set(faults.edge[zone], at: now)
        face.detach(faults.centre[zone] == .detached, .centre, in: zone)
        face.detach(faults.edge[zone] == .detached, .edge, in: zone)
        if case .swapped = faults.centre[zone] { swapsSensors = true }
        if case .swapped = faults.edge[zone] { swapsSensors = true }
    }

    private mutating func announce(_ before: LiveFaults, in zone: ZoneIndex, at now: DeviceInstant) {
        if faults.centre[zone].isBreak, !before.centre[zone].isBreak { judge.began(.sensorBroken, at: now) }
        if faults.edge[zone].isBreak, !before.edge[zone].isBreak { judge.began(.sensorBroken, at: now) }
        if faults.contact[zone].isLoss, !before.contact[zone].isLoss { judge.began(.contactLost, at: now) }
        if faults.contact[zone].isPeel, !before.contact[zone].isPeel { judge.began(.padPeeled, at: now) }
        if faults.weldedPower[zone] > .zero, before.weldedPower[zone] == .zero {
            judge.began(.outputWelded, at: now)
        }
    }
}

/// Time.
extension SimulatedHardware {
    /// How long the firmware may take no sample before the watchdog opens both shut-off elements, by itself.
    public static let watchdog = Duration.milliseconds(100)

    /// Lets everything go on to `now`.
    mutating func pass(to now: DeviceInstant) {
        if shutOffs.isClosed, now > watchdogDue { bite() }
        flow(to: now)
    }

    /// The watchdog does what the firmware no longer can: the timers end the pulse in flight, the elements open.
    private mutating func bite() {
        let due = max(watchdogDue, clock)
        if let pulse, pulse.end <= due {
            flow(to: max(pulse.end, clock))
            self.pulse = nil
            judge.pulseEnded(residue: .zero, in: pulse.zone, at: clock)
        }
        flow(to: due)
        shutOffs.isClosed = false
        for zone in existingZones { refreshPower(in: zone, at: due) }
        judge.shutOffsSet(closed: shutOffs.conducts, toldOpen: !shutOffs.isClosed, at: due)
    }

    /// What flows, flows on; in spans that are short enough for the judge, also when nobody takes samples.
    private mutating func flow(to now: DeviceInstant) {
        while clock < now {
            let span = min(now - clock, SimulatedHardware.longestSpan)
            face.advance(by: span, powers: flowing)
            for zone in existingZones { meters[zone.place].add(flowing[zone], over: span) }
            clock = clock + span
            if face.steps - examinedSteps >= SimulatedHardware.stepsBetweenLooks { look() }
        }
    }

    /// What goes on whether the firmware looks or not: electrodes that change, and the judge's eyes.
    private mutating func look() {
        if electrodesGrow {
            for zone in existingZones where electrodes[zone.place].grows {
                refreshContact(in: zone, at: clock)
                refreshPower(in: zone, at: clock)
            }
        }
        for zone in existingZones {
            let seen = face.observe(zone)
            judge.sampled(sensor: max(seen.centre, seen.edge), in: zone, at: clock)
        }
        examine()
    }

    /// Shows the judge the whole face.
    private mutating func examine() {
        examinedSteps = face.steps
        let face = face
        var excused = ZoneSet.none
        for zone in existingZones where warmedByOthers.contains(zone) {
            let isHeld = faults.heldTemperature[zone] != nil
            if !warmed.contains(zone) { excused.insert(zone) } else if !isHeld { warmedByOthers.remove(zone) }
        }
        warmed = .none
        for zone in existingZones where flowing[zone] > .zero { warmed.insert(zone) }
        judge.examined(at: clock, excused: excused) { column, zone in
            let sight = face.sight(of: column, in: zone)
            return ColumnSight(surface: sight.surface, cells: sight.cells, layers: sight.layers)
        }
    }

    /// How many steps of the tissue pass between two looks: half a second.
    ///
    /// The tissue warms by less than 0.05 °C in that time in a treatment, and by less than 0.2 °C at the generator's worst.
    private static let stepsBetweenLooks: Int64 = 5
    private static let longestSpan = FaceTissue.step * stepsBetweenLooks
}

extension ContactFault {
    /// Whether nothing flows through the skin as it should any more.
    fileprivate var isLoss: Bool {
        switch self {
        case .open, .short, .brokenLead: true
        case .partial(let share): share == .zero
        case .none, .lifting, .drying, .bridged: false
        }
    }

    /// Whether so much came off at once that what is left carries the current of the whole too densely.
    fileprivate var isPeel: Bool {
        guard case .partial(let share) = self else { return false }
        return share > .zero && share < PerMille(rawValue: 700)
    }
}

extension LiveFaults {
    /// Whether a half of the return electrode is as good as off: the other one carries twice its current.
    fileprivate var returnIsLost: Bool { min(returnFirst, returnSecond) < PerMille(rawValue: 200) }
}
