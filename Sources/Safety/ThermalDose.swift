public import Units

/// Thermal dose as cumulative equivalent minutes at 43 °C (CEM43, Sapareto and Dewey 1984).
///
/// Each minute at T counts R^(43 − T) minutes, with R = 0.5 from 43 °C on, 0.25 below, and nothing below 39 °C. The sum is
/// kept in whole nano-minutes: milli-minutes per 5 ms sample would sum to nothing.
public struct ThermalDose: Equatable, Comparable, Sendable, BitwiseCopyable {
    /// The dose in nano-minutes of CEM43.
    public private(set) var nanominutes: Int64

    /// A dose of `nanominutes`, none by default.
    public init(nanominutes: Int64 = 0) { self.nanominutes = nanominutes }

    /// The dose in whole thousandths of a minute.
    public var milliminutes: Int64 { nanominutes / 1_000_000 }

    /// Adds `duration` at `temperature`; a span that is not above zero adds nothing.
    public mutating func add(_ temperature: Temperature, for duration: Duration) {
        guard duration > .zero else { return }
        nanominutes += Int64(ThermalDose.rate(at: temperature) * Double(duration.nanoseconds) / 60)
    }

    /// How many equivalent minutes one minute at `temperature` counts.
    public static func rate(at temperature: Temperature) -> Double {
        guard temperature >= .celsius(39) else { return 0 }
        let above = Double(temperature.milliCelsius - 43_000) / 1000
        return exp2(above >= 0 ? above : 2 * above)
    }

    /// Whether the left dose is the smaller one.
    public static func < (left: ThermalDose, right: ThermalDose) -> Bool { left.nanominutes < right.nanominutes }
}
