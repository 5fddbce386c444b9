public import Device
public import Units
import Wire

/// What is broken in the simulated hardware at the moment.
///
/// Absolute: a fault stands until the set that replaces it.
public struct LiveFaults: Equatable, Sendable {
    /// The centre sensors.
    public var centre = PerZone(repeating: SensorFault.none)
    /// The edge sensors.
    public var edge = PerZone(repeating: SensorFault.none)
    /// The electrodes.
    public var contact = PerZone(repeating: ContactFault.none)
    /// RF power that flows whatever the firmware commands, shut-off elements or not.
    public var weldedPower = PerZone(repeating: Power.zero)
    /// A temperature that holds skin and sensors of a zone.
    public var heldTemperature = PerZone<Temperature?>(repeating: nil)
    /// Whether the stop button is pressed all the time, or its circuit open.
    public var buttonHeld = false
    /// A shut-off element that does not open.
    public var stuckShutOff: ShutOff?
    /// What the current source really gives of what it is told.
    public var pulseScale = PerMille.whole
    /// The share of a phase's charge that the balancing phase misses.
    public var imbalance = PerMille.zero

    /// Nothing is broken.
    public init() {}
}

/// What is wrong with a sensor.
public enum SensorFault: Equatable, Sendable {
    /// Nothing.
    case none
    /// Its circuit is open.
    case open
    /// Its circuit is short.
    case short
    /// It reads too much, or too little.
    case offset(TemperatureDifference)
    /// It reads this, whatever happens.
    case frozen(Temperature)
}

/// What is wrong with the electrodes of a zone.
public enum ContactFault: Equatable, Sendable {
    /// Nothing.
    case none
    /// They touch nothing.
    case open
    /// They touch each other.
    case short
    /// Only this share of them touches the skin.
    case partial(PerMille)

    /// How much of the electrodes touches the skin.
    var fraction: PerMille {
        switch self {
        case .none: .whole
        case .open, .short: .zero
        case .partial(let fraction): fraction
        }
    }
}

extension SensorFault {
    /// Whether the circuit is broken, which everybody can see.
    var isBreak: Bool {
        switch self {
        case .open, .short: true
        case .none, .offset, .frozen: false
        }
    }

    /// What the channel makes of what the sensor would read.
    func reading(of temperature: Temperature) -> (Temperature, Validity) {
        switch self {
        case .none: (temperature, .ok)
        case .open: (.milliCelsius(-10_000), .open)
        case .short: (.milliCelsius(55_000), .short)
        case .offset(let difference): (temperature + difference, .ok)
        case .frozen(let frozen): (frozen, .ok)
        }
    }
}
