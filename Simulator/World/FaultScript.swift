public import Device
public import Units

/// What breaks in the simulated hardware, and when: a list of timed faults.
///
/// Each fault begins a while after the device started, or after it first ran a program, and lasts for a while or for
/// ever. Where several act on the same thing, the one that comes last in the list wins while it lasts.
public struct FaultScript: Equatable, Sendable {
    private let faults: [TimedFault]
    private var runAt: Duration?

    /// A script of these faults.
    public init(_ faults: [TimedFault]) { self.faults = faults }

    /// Notes that the device ran a program, `elapsed` after it started; only the first time counts.
    public mutating func runBegan(at elapsed: Duration) { runAt = runAt ?? elapsed }

    /// What is broken `elapsed` after the device started.
    public func faults(at elapsed: Duration) -> LiveFaults {
        var result = LiveFaults()
        for fault in faults {
            guard let span = span(of: fault), span.from <= elapsed else { continue }
            if let end = span.end, end <= elapsed { continue }
            fault.what.apply(to: &result)
        }
        return result
    }

    /// When something breaks or is mended next after `elapsed`; nil when nothing more is known to.
    public func nextChange(after elapsed: Duration) -> Duration? {
        var next: Duration?
        for fault in faults {
            guard let span = span(of: fault) else { continue }
            for moment in [span.from, span.end] {
                guard let moment, moment > elapsed else { continue }
                next = min(next ?? moment, moment)
            }
        }
        return next
    }

    /// From when until when a fault lasts; nil when that is not known yet.
    private func span(of fault: TimedFault) -> (from: Duration, end: Duration?)? {
        let from: Duration
        switch fault.begins {
        case .afterStart(let delay): from = delay
        case .afterRun(let delay):
            guard let runAt else { return nil }
            from = runAt + delay
        }
        return (from, fault.lasts.map { from + $0 })
    }
}

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
        /// RF power flows in the zone whatever the firmware commands.
        case weld(Power, ZoneIndex)
        /// The stop button is pressed.
        case button
        /// A shut-off element does not open.
        case stuck(ShutOff)
        /// The current source gives this share of what it is told.
        case pulses(PerMille)
        /// The balancing phase misses this share of the charge.
        case imbalance(PerMille)
    }
}

extension TimedFault.Effect {
    fileprivate func apply(to faults: inout LiveFaults) {
        switch self {
        case .contact(let fault, let zone): faults.contact[zone] = fault
        case .centre(let fault, let zone): faults.centre[zone] = fault
        case .edge(let fault, let zone): faults.edge[zone] = fault
        case .heat(let temperature, let zone): faults.heldTemperature[zone] = temperature
        case .weld(let power, let zone): faults.weldedPower[zone] = power
        case .button: faults.buttonHeld = true
        case .stuck(let element): faults.stuckShutOff = element
        case .pulses(let share): faults.pulseScale = share
        case .imbalance(let share): faults.imbalance = share
        }
    }
}
