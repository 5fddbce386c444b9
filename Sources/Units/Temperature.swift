/// A temperature on the Celsius scale, in thousandths of a degree.
///
/// Two temperatures cannot be added; their difference is a `TemperatureDifference`.
public struct Temperature: Quantity {
    /// Thousandths of a degree Celsius.
    public let rawValue: Int32

    /// A temperature of `rawValue` m°C.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A temperature given in m°C.
    @inlinable
    public static func milliCelsius(_ value: Int32) -> Temperature { Temperature(rawValue: value) }

    /// A temperature given in whole °C.
    @inlinable
    public static func celsius(_ value: Int32) -> Temperature { Temperature(rawValue: value * 1000) }

    /// The value in m°C.
    @inlinable
    public var milliCelsius: Int32 { rawValue }

    /// How much warmer `left` is than `right`.
    @inlinable
    public static func - (left: Temperature, right: Temperature) -> TemperatureDifference {
        TemperatureDifference(rawValue: left.rawValue - right.rawValue)
    }

    /// The temperature that is warmer by `difference`.
    @inlinable
    public static func + (left: Temperature, difference: TemperatureDifference) -> Temperature {
        Temperature(rawValue: left.rawValue + difference.rawValue)
    }

    /// The temperature that is colder by `difference`.
    @inlinable
    public static func - (left: Temperature, difference: TemperatureDifference) -> Temperature {
        Temperature(rawValue: left.rawValue - difference.rawValue)
    }
}

/// A difference of two temperatures, in thousandths of a kelvin.
public struct TemperatureDifference: AdditiveQuantity {
    /// Thousandths of a kelvin.
    public let rawValue: Int32

    /// A difference of `rawValue` mK.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A difference given in mK.
    @inlinable
    public static func millikelvin(_ value: Int32) -> TemperatureDifference { TemperatureDifference(rawValue: value) }

    /// The value in mK.
    @inlinable
    public var millikelvin: Int32 { rawValue }
}
