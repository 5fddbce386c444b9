import Device
import Units
import Wire

/// Hardware that does as it is told, reads what a test sets, and writes down every call that matters.
struct FakeHardware: ApplicatorHardware {
    struct PowerChange: Equatable {
        let zone: ZoneIndex
        let power: Power
        let time: DeviceInstant
    }

    struct GivenPulse: Equatable {
        let zone: ZoneIndex
        let amplitude: Current
        let width: PulseWidth
        let time: DeviceInstant
    }

    var reads = Measurements()
    /// The button is read as pressed from the first up to the second moment.
    var press: (from: DeviceInstant, until: DeviceInstant)?
    var leakage = Leakage(power: .zero, current: .zero)
    var leaksOutput = false
    var pulseShare = PerMille.whole
    var residue = Charge.zero
    var pulseLoad: Impedance? = .ohms(500)

    private(set) var powerChanges: [PowerChange] = []
    private(set) var pulses: [GivenPulse] = []
    private(set) var finished: [DeviceInstant] = []
    private(set) var cuts: [DeviceInstant] = []
    private(set) var shutOffs: [(closed: Bool, time: DeviceInstant)] = []
    private(set) var panels: [FrontPanel] = []
    private(set) var powers = PerZone(repeating: Power.zero)
    private var flowing: GivenPulse?

    init() {
        for zone in ZoneSet.all {
            var values = ZoneMeasurement()
            (values.centre, values.edge) = (.celsius(36), .celsius(36))
            (values.centreValidity, values.edgeValidity) = (.ok, .ok)
            (values.impedance, values.load) = (.ohms(50), .ohms(500))
            reads.zones[zone] = values
        }
    }

    mutating func measure(at now: DeviceInstant) -> Measurements {
        var result = reads
        if let press, press.from <= now, now < press.until { result.buttonPressed = true }
        for zone in ZoneSet.all { result.zones[zone].power = powers[zone] }
        result.contactAt = now
        return result
    }

    mutating func setPower(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant) {
        powers[zone] = power
        powerChanges.append(PowerChange(zone: zone, power: power, time: now))
    }

    mutating func cutPower(at now: DeviceInstant) {
        powers = PerZone(repeating: .zero)
        cuts.append(now)
    }

    mutating func beginPulse(_ amplitude: Current, width: PulseWidth, in zone: ZoneIndex, at now: DeviceInstant) {
        let pulse = GivenPulse(zone: zone, amplitude: amplitude, width: width, time: now)
        flowing = pulse
        pulses.append(pulse)
    }

    mutating func finishPulse(in zone: ZoneIndex, at now: DeviceInstant) -> PulseMeasurement {
        let current = flowing?.amplitude.scaled(perMille: pulseShare) ?? .zero
        flowing = nil
        finished.append(now)
        return PulseMeasurement(current: current, residue: residue, load: pulseLoad)
    }

    mutating func setShutOffs(closed: Bool, at now: DeviceInstant) { shutOffs.append((closed, now)) }

    mutating func testShutOff(_ element: ShutOff, at now: DeviceInstant) -> Leakage { leakage }

    mutating func outputIsZero(at now: DeviceInstant) -> Bool {
        !leaksOutput && powers == PerZone(repeating: .zero) && flowing == nil
    }

    mutating func show(_ panel: FrontPanel, at now: DeviceInstant) { panels.append(panel) }
}
