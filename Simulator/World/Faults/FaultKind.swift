public import Safety

/// The kinds of what can break, as far as hazards and first causes tell them apart.
///
/// `docs/hazards.md` has a row for each, and a test holds this table against it.
public enum FaultKind: String, Equatable, Sendable, CaseIterable {
    case contactOpen = "contact=open"
    case contactShort = "contact=short"
    case contactBroken = "contact=broken"
    case contactPartial = "contact=partial"
    case contactLifting = "contact=lifting"
    case contactDrying = "contact=drying"
    case contactBridged = "contact=bridged"
    case sensorOpen = "sensor=open"
    case sensorShort = "sensor=short"
    case sensorFrozen = "sensor=frozen"
    case sensorStuck = "sensor=stuck"
    case sensorDetached = "sensor=detached"
    case sensorOffset = "sensor=offset"
    case sensorDrifting = "sensor=drifting"
    case sensorNoisy = "sensor=noisy"
    case sensorSwapped = "sensor=swapped"
    case heat, weld, power, ripple, detector, meter
    case returnElectrode = "return"
    case button, stuck, pulses, imbalance, missing, reference, pickup
    case drop, flip, duplicate, insert, burst, split
    case unplug, hang, reset, clock, lease, host, storage
}

extension FaultKind {
    /// For what a treatment may be ended or paused first when something of this kind is broken.
    public var firstCauses: [Cause] { FirstCauses.rows.first { $0.kinds.contains(self) }?.causes ?? [] }
}

extension TimedFault.Effect {
    /// What kind of fault it is.
    public var kind: FaultKind? {
        switch self {
        case .contact(let fault, _): fault.kind
        case .centre(let fault, _), .edge(let fault, _): fault.kind
        case .heat: .heat
        case .weld: .weld
        case .power: .power
        case .ripple: .ripple
        case .detector: .detector
        case .meter: .meter
        case .returnElectrode: .returnElectrode
        case .button: .button
        case .stuck: .stuck
        case .pulses: .pulses
        case .imbalance: .imbalance
        case .missing: .missing
        case .reference: .reference
        case .pickup: .pickup
        case .line(let fault, _): fault.kind
        case .unplug: .unplug
        case .hang: .hang
        case .lease: .lease
        case .reset: .reset
        case .clock: .clock
        }
    }
}

extension ContactFault {
    fileprivate var kind: FaultKind? {
        switch self {
        case .none: nil
        case .open: .contactOpen
        case .short: .contactShort
        case .partial: .contactPartial
        case .lifting: .contactLifting
        case .drying: .contactDrying
        case .bridged: .contactBridged
        case .brokenLead: .contactBroken
        }
    }
}

extension SensorFault {
    fileprivate var kind: FaultKind? {
        switch self {
        case .none: nil
        case .open: .sensorOpen
        case .short: .sensorShort
        case .offset: .sensorOffset
        case .frozen: .sensorFrozen
        case .stuck: .sensorStuck
        case .drifting: .sensorDrifting
        case .noisy: .sensorNoisy
        case .detached: .sensorDetached
        case .swapped: .sensorSwapped
        }
    }
}

extension ByteFault {
    fileprivate var kind: FaultKind {
        switch self {
        case .dropped: .drop
        case .flipped: .flip
        case .duplicated: .duplicate
        case .inserted: .insert
        case .burst: .burst
        case .split: .split
        }
    }
}
