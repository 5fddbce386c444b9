public import Device
import Oracle
import Tissue
public import Units
import Wire

/// What flows.
extension SimulatedHardware: ApplicatorHardware {
    /// Sets the power that the RF stage of `zone` is told to give.
    public mutating func setPower(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant) {
        pass(to: now)
        commanded[zone] = power
        judge.commanded(power, in: zone, at: now)
        refreshPower(in: zone, at: now)
    }

    /// Tells every RF stage to give nothing.
    public mutating func cutPower(at now: DeviceInstant) {
        pass(to: now)
        commanded = PerZone(repeating: .zero)
        for zone in existingZones {
            judge.commanded(.zero, in: zone, at: now)
            refreshPower(in: zone, at: now)
        }
    }

    /// Sends a pulse through the zone.
    public mutating func beginPulse(_ amplitude: Current, width: PulseWidth, in zone: ZoneIndex, at now: DeviceInstant)
    {
        pass(to: now)
        pulses &+= 1
        let wanted = shutOffs.conducts && !isMissing() ? amplitude.scaled(perMille: faults.pulseScale) : .zero
        let flow = face.pulse(wanted, width: width, volts: SimulatedHardware.compliance, in: zone)
        let current = Current.microamps(Int32(flow.milliamps * 1000 + 0.5))
        greatestPulses[zone] = max(greatestPulses[zone], current)
        pulse = FlowingPulse(
            zone: zone, end: now + TimeGrid.pulseLength(width), commanded: amplitude, current: current, width: width,
            load: Impedance(ohms: flow.ohms))
        judge.pulseBegan(current, width: width, load: Impedance(ohms: flow.ohms), in: zone, at: now)
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
        shutOffs.isClosed = closed
        for zone in existingZones { refreshPower(in: zone, at: now) }
        judge.shutOffsSet(closed: shutOffs.conducts, toldOpen: !shutOffs.isClosed, at: now)
    }

    /// Lets through what a stuck element or a welded stage lets through.
    public mutating func testShutOff(_ element: ShutOff, at now: DeviceInstant) -> Leakage {
        let state = shutOffs.opened(element)
        var leak = Leakage(power: .zero, current: .zero)
        for zone in existingZones {
            let reaches =
                switch faults.weldCut[zone] {
                case .neither: true
                case .firstAlone: state.first
                case .secondAlone: state.second
                case .either: state.first && state.second
                }
            if reaches { leak.power = max(leak.power, faults.weldedPower[zone]) }
        }
        guard faults.isStuck(element) else { return leak }
        return Leakage(power: max(leak.power, .milliwatts(500)), current: .milliamps(2))
    }

    /// Whether nothing is measured to flow: a detector that is blind says so while it burns.
    public mutating func outputIsZero(at now: DeviceInstant) -> Bool {
        guard pulse == nil else { return false }
        for zone in existingZones {
            guard flowing[zone].scaled(by: faults.detectorScale[zone]) == .zero else { return false }
        }
        return true
    }

    /// Shows the lights to the patient.
    public mutating func show(_ panel: FrontPanel, at now: DeviceInstant) {
        self.panel = panel
        hand.see(wantsButtonTest: panel.wantsButtonTest, at: now)
    }

    /// What really reaches the electrodes of a zone from now on.
    ///
    /// Whatever breaks, the generator gives no more than the device declares for a single fault.
    mutating func refreshPower(in zone: ZoneIndex, at now: DeviceInstant) {
        var power = shutOffs.conducts ? commanded[zone].scaled(by: faults.powerScale[zone]) : .zero
        if shutOffs.lets(weldCutBy: faults.weldCut[zone]) { power = max(power, faults.weldedPower[zone]) }
        power = isPowered ? min(power, greatestPower[zone]) : .zero
        if !face.takesPower(in: zone) || !returnTakesPower { power = .zero }
        let lost = min(power, unstoppablePower(in: zone))
        guard power != flowing[zone] || lost != unstoppable[zone] else { return }
        (flowing[zone], unstoppable[zone]) = (power, lost)
        if power > .zero { warmed.insert(zone) }
        judge.powerSet(power, unstoppable: lost, in: zone, at: now)
    }

    /// What would flow with both shut-off elements told to open.
    @inline(__always)
    private func unstoppablePower(in zone: ZoneIndex) -> Power {
        var opened = shutOffs
        opened.isClosed = false
        if opened.conducts, faults.firmwareHangs { return .milliwatts(.max) }
        return opened.lets(weldCutBy: faults.weldCut[zone]) ? faults.weldedPower[zone] : .zero
    }

    /// Whether the current finds its way back: a bipolar pad has it within itself.
    @inline(__always)
    private var returnTakesPower: Bool { !isMonopolar || returnElectrode.conducts }

    /// How the electrodes of a zone lie from now on.
    mutating func refreshContact(in zone: ZoneIndex, at now: DeviceInstant) {
        face.setContact(electrodes[zone.place].state(at: now), in: zone)
        judge.contactSet(face.touching(in: zone), in: zone, at: now)
    }

    private mutating func isMissing() -> Bool {
        switch faults.missing {
        case .none: false
        case .every(let count): pulses % max(count, 1) == 0
        case .share(let share): chance.next(in: 0...999) < Int64(share.rawValue)
        }
    }

    /// The greatest voltage of the current source, in V.
    private static let compliance = 100.0
}

/// A pulse as it really flows.
struct FlowingPulse: Sendable {
    let zone: ZoneIndex
    let end: DeviceInstant
    let commanded: Current
    let current: Current
    let width: PulseWidth
    let load: Impedance
}
