public import Tissue
public import Units

/// The judge of what really happened to the face.
///
/// It stands outside daemon and device, is told only physical facts, and counts with its own formulas and limits. It knows
/// nothing of states, epochs or acknowledgements: output is on or off, and there was a reason to end it or not.
///
/// Facts come in the order of time, on the device's clock.
public struct Judge: Sendable {
    private var zones: InlineArray<4, ZoneAccount>
    private let zoneCount: Int
    private var clock: DeviceInstant
    private var totalPower = Power.zero
    private var pulseZone: ZoneIndex?
    private var pulseSince: DeviceInstant?
    private var pulseIsLeased = true
    private var shutOffsClosed = false
    private var shutOffsToldOpen = false
    private var outputSinceClosed = false
    private var leaseEnd = DeviceInstant.zero
    private var withoutLease = Duration.zero
    private var lastOutput: DeviceInstant?
    /// The first hazard.
    private var verdict: HazardRecord?
    /// Those after it that somebody has to notice, and those that the device is told: an unnoticed one must not hide that
    /// it does not obey.
    private var noticed = LaterHazards()
    private var told = LaterHazards()
    /// How long the host may stand still on the way from a sample to zero, besides what a hazard allows.
    private var grace = Duration.zero
    private var examinedAt: DeviceInstant?

    /// A judge of a device whose first `zoneCount` zones have these pads, who begins at `now`.
    public init(zoneCount: Int, pads: PerZone<Pad>, at now: DeviceInstant) {
        self.zoneCount = min(max(zoneCount, 0), ZoneIndex.limit)
        zones = InlineArray { place in
            guard let zone = ZoneIndex(place) else { preconditionFailure("A place beyond the last possible zone.") }
            return ZoneAccount(
                radioFrequency: pads[zone].radioFrequencyArea, stimulation: pads[zone].stimulationArea)
        }
        clock = now
    }

    /// The sensor temperature whose crossing is a hazard.
    public static let sensorLimit = Temperature.milliCelsius(43_000)

    /// How long after its sample a lease lasts.
    public static let leaseDuration = Duration.milliseconds(200)

    /// Sets how long the host may stand still: on a machine that stalls, nothing that only it can see ends earlier.
    public mutating func allow(stall grace: Duration) { self.grace = grace }

    /// The strongest pulse that was prescribed for `zone`.
    public mutating func prescribe(_ current: Current, in zone: ZoneIndex) {
        zones[zone.place].prescribe(current)
    }

    /// The first hazard that began while output was possible.
    public var firstHazard: Hazard? { verdict?.hazard }

    private var isOn: Bool { totalPower > .zero || pulseZone != nil }
}

/// The facts.
extension Judge {
    /// The RF power that really reaches `zone` from now on.
    ///
    /// What of it is `unstoppable`, because every barrier is broken at once, is judged by what it does to the skin, and not
    /// by when it ends: nobody but the one at the mains plug can end it.
    public mutating func powerSet(
        _ power: Power, unstoppable: Power = .zero, in zone: ZoneIndex, at now: DeviceInstant
    ) {
        advance(to: now)
        let own = power - unstoppable
        totalPower = totalPower - zones[zone.place].stoppablePower + own
        zones[zone.place].setPower(power, stoppable: own, at: now)
        noteOutput(at: now)
    }

    /// What the RF stage of `zone` is told from now on, as far as there is anything that could cut it.
    public mutating func commanded(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant) {
        advance(to: now)
        zones[zone.place].setCommand(power, at: now)
    }

    /// A pulse begins in `zone`.
    public mutating func pulseBegan(
        _ current: Current, width: PulseWidth, load: Impedance, in zone: ZoneIndex, at now: DeviceInstant
    ) {
        advance(to: now)
        zones[zone.place].addPulse(current, width: width, at: now)
        (pulseZone, pulseSince) = (zone, now)
        // A ramp begins and ends with pulses of no current.
        pulseIsLeased = now < leaseEnd || current == .zero
        // Both phases: I² · R · 2 w; (µA)² · mΩ · µs = 10⁻²¹ J = 10⁻¹² nJ.
        let amps = Double(current.microamps)
        let energy = amps * amps * Double(load.milliohms) * Double(width.microseconds) * 2e-12
        // First whose output it is: a hazard that a new lease has closed has no part in it.
        noteOutput(at: now)
        verdict?.addPulse(.nanojoules(Int64(energy)), at: now)
        noticed.addPulse(.nanojoules(Int64(energy)), at: now)
        told.addPulse(.nanojoules(Int64(energy)), at: now)
    }

    /// The pulse in `zone` is over and left `residue` in the skin.
    public mutating func pulseEnded(residue: Charge, in zone: ZoneIndex, at now: DeviceInstant) {
        advance(to: now)
        zones[zone.place].addResidue(residue, at: now)
        (pulseZone, pulseSince) = (nil, nil)
        pulseIsLeased = true
        noteOutput(at: now)
    }

    /// Both shut-off elements closed, or one at least opened.
    ///
    /// Elements that are stuck stay closed although their coils are without current: they are `toldOpen` then.
    public mutating func shutOffsSet(closed: Bool, toldOpen: Bool = false, at now: DeviceInstant) {
        advance(to: now)
        shutOffsToldOpen = toldOpen
        if closed, !shutOffsClosed { outputSinceClosed = false }
        shutOffsClosed = closed
        noteOutput(at: now)
    }

    /// The share of the zone's electrodes that touches the skin from now on, 0 to 1.
    public mutating func contactSet(_ share: Double, in zone: ZoneIndex, at now: DeviceInstant) {
        advance(to: now)
        zones[zone.place].setContact(share, at: now)
    }

    /// The temperature that the hotter sensor of a zone itself has.
    public mutating func sampled(sensor: Temperature, in zone: ZoneIndex, at now: DeviceInstant) {
        advance(to: now)
        zones[zone.place].sample(sensor: sensor)
        if sensor > Judge.sensorLimit { began(.overTemperature, at: now) }
    }

    /// The tissue of the whole face as it is now.
    ///
    /// `sight` shows one column of one zone, and is asked for every one of them. In the `excused` zones somebody else
    /// warms the skin and no power flows: what it goes through is not the device's doing, and not counted.
    public mutating func examined(
        at now: DeviceInstant, excused: ZoneSet = .none, _ sight: (TissueColumn, ZoneIndex) -> ColumnSight
    ) {
        advance(to: now)
        let minutes = examinedAt.map { Double((now - $0).microseconds) / 60_000_000 } ?? 0
        examinedAt = now
        for zone in ZoneSet(first: zoneCount) {
            let isOurs = !excused.contains(zone)
            for (index, column) in TissueColumn.allCases.enumerated() {
                zones[zone.place].tissue.examine(index, sight(column, zone), after: isOurs ? minutes : 0)
            }
            zones[zone.place].tissue.note(after: minutes, isOurs: isOurs)
        }
    }

    /// A lease arrived that proves the sample taken at `sampledAt` to have been judged.
    public mutating func leased(bySampleAt sampledAt: DeviceInstant, at now: DeviceInstant) {
        advance(to: now)
        leaseEnd = max(leaseEnd, sampledAt + Judge.leaseDuration)
    }

    /// A reason to end output began.
    ///
    /// It counts only while output is possible. The first one is what is reported; what flows too late after a later one
    /// counts as well.
    public mutating func began(_ hazard: Hazard, at now: DeviceInstant) {
        advance(to: now)
        guard shutOffsClosed || isOn else { return }
        begin(hazard, at: now)
        noteOutput(at: now)
    }

    private mutating func begin(_ hazard: Hazard, at now: DeviceInstant) {
        let record = HazardRecord(hazard: hazard, began: now, grace: hazard.needsHost ? grace : .zero)
        guard verdict != nil else {
            verdict = record
            return
        }
        if hazard.needsHost { noticed.begin(record) } else { told.begin(record) }
    }
}

/// Time.
extension Judge {
    /// Integrates up to `now`; time never goes back.
    private mutating func advance(to now: DeviceInstant) {
        guard now > clock else { return }
        if leaseEnd > clock, leaseEnd <= now, shutOffsClosed, outputSinceClosed {
            let end = leaseEnd
            pass(to: end)
            if verdict == nil {
                begin(.leaseOver, at: end)
                noteOutput(at: end)
            }
        }
        pass(to: now)
    }

    private mutating func pass(to now: DeviceInstant) {
        let unleased = totalPower > .zero || !pulseIsLeased
        if unleased, now > leaseEnd { withoutLease += now - max(clock, leaseEnd) }
        verdict?.addRadioFrequency(totalPower, from: clock, to: now, pulseSince: pulseSince)
        noticed.addRadioFrequency(totalPower, from: clock, to: now, pulseSince: pulseSince)
        told.addRadioFrequency(totalPower, from: clock, to: now, pulseSince: pulseSince)
        if isOn { lastOutput = now }
        clock = now
    }

    /// What is on, and what may be on, was settled anew.
    private mutating func noteOutput(at now: DeviceInstant) {
        let isOn = self.isOn
        outputSinceClosed = outputSinceClosed || isOn
        if verdict == nil, totalPower > .zero || !pulseIsLeased, now >= leaseEnd {
            begin(.leaseOver, at: now)
        }
        let isOver = !shutOffsClosed || shutOffsToldOpen
        verdict?.note(isOn: isOn, isOver: isOver, isLeased: now < leaseEnd, at: max(now, clock))
        noticed.note(isOn: isOn, isOver: isOver, isLeased: now < leaseEnd, at: max(now, clock))
        told.note(isOn: isOn, isOver: isOver, isLeased: now < leaseEnd, at: max(now, clock))
    }

    /// What is to be said at `now`.
    public mutating func report(at now: DeviceInstant) -> OracleReport {
        advance(to: now)
        var lines: [OracleReport.Zone] = []
        for zone in ZoneSet(first: zoneCount) {
            zones[zone.place].close(at: clock)
            lines.append(OracleReport.Zone(zone, zones[zone.place], at: clock))
        }
        let judged = leaseEnd > .zero ? leaseEnd - Judge.leaseDuration : nil
        return OracleReport(
            zones: lines, verdict: verdict, noticed: noticed.energyAfterDue, told: told.energyAfterDue,
            withoutLease: withoutLease, lastJudgedSampleAt: judged, lastOutputAt: lastOutput)
    }
}
