public import Units

/// What is really under one zone at one moment.
public struct SkinObservation: Equatable, Sendable {
    /// The skin under the centre sensor.
    public let skin: Temperature
    /// The temperature that the centre sensor itself has.
    public let centre: Temperature
    /// The temperature that the edge sensor itself has.
    public let edge: Temperature
    /// The magnitude of the RF impedance; as much as can be shown when there is no contact.
    public let impedance: Impedance
}

/// What a device measures under one zone at one moment, before its own electronics.
public struct SkinReading: Equatable, Sendable, BitwiseCopyable {
    /// What the centre sensor reads.
    public var centre: Temperature
    /// What the edge sensor reads.
    public var edge: Temperature
    /// The magnitude of the RF impedance; as much as can be shown when there is no contact.
    public var impedance: Impedance
    /// The temperature that the hotter sensor itself has, which nobody can read.
    public let hotterSensor: Temperature
}

/// One of a zone's two sensors.
public enum SensorPlace: Equatable, Sendable {
    /// In the middle of the pad.
    case centre
    /// At its rim.
    case edge
}

extension Temperature {
    init(celsius: Double) { self = .milliCelsius(nearest(celsius * 1000)) }
}

extension Impedance {
    /// The greatest that the line can carry.
    public static let unbounded = Impedance.milliohms(16_777_215)

    /// An impedance of `ohms`, 0 or more, as far as it can be shown.
    public init(ohms: Double) {
        let milliohms = ohms * 1000
        self = milliohms < 16_777_215 ? .milliohms(Int32(milliohms + 0.5)) : .unbounded
    }
}
