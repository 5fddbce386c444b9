public import Units
public import Wire

/// What is wrong with a temperature sensor.
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
    /// It goes on reading what it read when the fault began.
    case stuck
    /// Its error grows by so much each minute, from nothing.
    case drifting(TemperatureDifference)
    /// Each reading is off by up to so much, either way.
    case noisy(TemperatureDifference)
    /// It came off the skin and follows the pad and the air.
    case detached
    /// Its wires and those of the same sensor in another zone are swapped.
    case swapped(ZoneIndex)
}

extension SensorFault {
    /// Whether the circuit is broken, which everybody can see.
    public var isBreak: Bool {
        switch self {
        case .open, .short: true
        case .none, .offset, .frozen, .stuck, .drifting, .noisy, .detached, .swapped: false
        }
    }

    /// What the channel makes of `temperature`, the sensor's own.
    ///
    /// Faults that need to know more than this one value (its past, the air, another zone, chance, the time) are in
    /// `temperature` already: they belong to whoever owns those.
    public func reading(of temperature: Temperature) -> (Temperature, Validity) {
        switch self {
        case .none, .stuck, .drifting, .noisy, .detached, .swapped: (temperature, .ok)
        case .open: (.milliCelsius(-10_000), .open)
        case .short: (.milliCelsius(55_000), .short)
        case .offset(let difference): (temperature + difference, .ok)
        case .frozen(let frozen): (frozen, .ok)
        }
    }
}
