public import Units

/// Thermal dose as cumulative equivalent minutes at 43 °C (CEM43, Sapareto and Dewey 1984).
///
/// Each minute at T counts R^(43 − T) minutes, with R = 0.5 from 43 °C on, 0.25 below, and nothing below 39 °C. The sum is
/// kept in whole nanoseconds at 43 °C: 5 ms at 39 °C are 325.5 nano-minutes, so that a sum in whole nano-minutes would
/// lose 0.16 % there, and one in milli-minutes everything.
public struct ThermalDose: Equatable, Comparable, Sendable, BitwiseCopyable {
    private static let nanosecondsPerNanominute: Int64 = 60

    private var nanoseconds: Int64

    /// A dose of `nanominutes`, none by default; the greatest one that can be counted is 292 years.
    public init(nanominutes: Int64 = 0) {
        let product = nanominutes.multipliedReportingOverflow(by: ThermalDose.nanosecondsPerNanominute)
        nanoseconds = product.overflow ? .max : product.partialValue
    }

    /// The dose in nano-minutes of CEM43.
    public var nanominutes: Int64 { nanoseconds / ThermalDose.nanosecondsPerNanominute }

    /// The dose in whole thousandths of a minute.
    public var milliminutes: Int64 { nanominutes / 1_000_000 }

    /// Adds `duration` at `temperature`; a span that is not above zero adds nothing, and a full count stays full.
    public mutating func add(_ temperature: Temperature, for duration: Duration) {
        guard duration > .zero else { return }
        let counted = ThermalDose.rate(at: temperature) * Double(duration.nanoseconds)
        let sum = nanoseconds.addingReportingOverflow(Int64(exactly: counted.rounded(.down)) ?? .max)
        nanoseconds = sum.overflow ? .max : sum.partialValue
    }

    /// How many equivalent minutes one minute at `temperature` counts.
    public static func rate(at temperature: Temperature) -> Double {
        guard temperature >= .celsius(39) else { return 0 }
        let above = Double(temperature.milliCelsius - 43_000) / 1000
        return exp2(above >= 0 ? above : 2 * above)
    }

    /// Whether the left dose is the smaller one.
    public static func < (left: ThermalDose, right: ThermalDose) -> Bool { left.nanoseconds < right.nanoseconds }
}
