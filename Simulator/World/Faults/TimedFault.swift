public import Units

/// One fault with its time.
public struct TimedFault: Equatable, Sendable {
    /// When it begins.
    public let begins: Beginning
    /// How long it lasts; nil for ever.
    public let lasts: Duration?
    /// What it does.
    public let what: Effect

    /// A fault that does `what` from `begins` on.
    public init(_ what: Effect, begins: Beginning, lasts: Duration? = nil) {
        self.what = what
        self.begins = begins
        self.lasts = lasts
    }

    /// What a time counts from.
    public enum Beginning: Equatable, Sendable {
        /// So long after the device started.
        case afterStart(Duration)
        /// So long after the device first ran a program.
        case afterRun(Duration)
    }

    /// What a fault does.
    public enum Effect: Equatable, Sendable {
        /// The zone's electrodes.
        case contact(ContactFault, ZoneIndex)
        /// The zone's centre sensor.
        case centre(SensorFault, ZoneIndex)
        /// The zone's edge sensor.
        case edge(SensorFault, ZoneIndex)
        /// Skin and sensors of the zone are held at a temperature.
        case heat(Temperature, ZoneIndex)
        /// RF power flows in the zone whatever the firmware commands, as long as no shut-off cuts it that can.
        case weld(Power, cutBy: WeldCut = .neither, ZoneIndex)
        /// The zone's RF stage gives this share of what it is told.
        case power(PerMille, ZoneIndex)
        /// The zone's RF stage gives the power that it is told as a mean, with peaks of this share of it.
        case ripple(PerMille, ZoneIndex)
        /// The zone's RF detector reads this share of what flows.
        case detector(PerMille, ZoneIndex)
        /// What measures the zone's impedances repeats what it read last.
        case meter(ZoneIndex)
        /// Only this share of one half of the return electrode touches the skin.
        case returnElectrode(ReturnHalf, PerMille)
        /// The stop button is pressed.
        case button
        /// Shut-off elements do not open.
        case stuck(StuckShutOffs)
        /// The current source gives this share of what it is told.
        case pulses(PerMille)
        /// The balancing phase misses this share of the charge.
        case imbalance(PerMille)
        /// Pulses are not given.
        case missing(MissingPulses)
        /// The reference resistor's reading drifts by so much each minute.
        case reference(TemperatureDifference)
        /// Sensors are read while RF flows, and each W of their zone adds so much to what they read.
        case pickup(TemperatureDifference)
        /// The bytes of one way suffer, or of both where it is nil.
        case line(ByteFault, LineDirection?)
        /// The cable is pulled; when it ends it is plugged in again, under another name where one is given.
        case unplug(as: String?)
        /// The device loses power for a moment and starts anew.
        ///
        /// It happens once, when it begins.
        case reset
        /// The firmware does nothing, and the hardware keeps doing what it was told last.
        case hang
        /// The firmware's lease logic fails: it keeps no lease, and gives output without one.
        case lease
        /// The device's clock jumps by so much.
        ///
        /// It happens once, when it begins.
        case clock(Duration)
    }
}

extension TimedFault.Effect {
    /// Breaks what the fault breaks as long as it lasts; what only happens once changes nothing here.
    func apply(to faults: inout LiveFaults) {
        switch self {
        case .contact(let fault, let zone): faults.contact[zone] = fault
        case .centre(let fault, let zone): faults.centre[zone] = fault
        case .edge(let fault, let zone): faults.edge[zone] = fault
        case .heat(let temperature, let zone): faults.heldTemperature[zone] = temperature
        case .weld(let power, let cut, let zone): (faults.weldedPower[zone], faults.weldCut[zone]) = (power, cut)
        case .power(let share, let zone): faults.powerScale[zone] = share
        case .ripple(let share, let zone): faults.ripple[zone] = share
        case .detector(let share, let zone): faults.detectorScale[zone] = share
        case .meter(let zone): faults.frozenMeters.insert(zone)
        case .returnElectrode(.first, let share): faults.returnFirst = share
        case .returnElectrode(.second, let share): faults.returnSecond = share
        case .button: faults.buttonHeld = true
        case .stuck(let elements):
            if elements != .second { faults.firstShutOffIsStuck = true }
            if elements != .first { faults.secondShutOffIsStuck = true }
        case .pulses(let share): faults.pulseScale = share
        case .imbalance(let share): faults.imbalance = share
        case .missing(let pulses): faults.missing = pulses
        case .reference(let drift): faults.referenceDrift = drift
        case .pickup(let perWatt): faults.pickup = perWatt
        case .line(let fault, let way):
            if way != .toHost { fault.apply(to: &faults.line.toDevice) }
            if way != .toDevice { fault.apply(to: &faults.line.toHost) }
        case .unplug: faults.isUnplugged = true
        case .hang: faults.firmwareHangs = true
        case .lease: faults.leaseIsBroken = true
        case .reset, .clock: break
        }
    }
}
