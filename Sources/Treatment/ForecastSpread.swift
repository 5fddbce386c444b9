/// How far people's treatments lie from what the shadow run expects of them: the width of its bands.
///
/// A band is inside when every zone of a person is. Peaks and doses are the tissue's, of skin and of whatever is hottest.
public struct ForecastSpread: Equatable, Sendable {
    /// Shares of what is expected, in thousandths.
    public struct Shares: Equatable, Sendable {
        /// The lower end.
        public let least: Int64
        /// The upper end.
        public let most: Int64

        /// The band around `expected`.
        public func around(_ expected: Int64) -> ClosedRange<Int64> {
            let most = max(expected * most / 1000, 0)
            return min(expected * least / 1000, most)...most
        }
    }

    /// The RF energy.
    public let energy: Shares
    /// The skin's peak, in m°C beyond the expected one.
    public let skinPeak: ClosedRange<Int64>
    /// The deep layer's peak, in m°C beyond the expected one.
    public let deepPeak: ClosedRange<Int64>
    /// The skin's dose.
    public let skinDose: Shares
    /// The dose of the layer below.
    public let deepDose: Shares

    /// RF between electrodes side by side: of 1,000 people on the reference profile at least 98 % lie inside with all their zones, for
    /// each of the five.
    ///
    /// Source: `myotherm-campaign temperature` prints the share of people inside; docs/temperature-control.md.
    public static let bipolar = ForecastSpread(
        energy: Shares(least: 650, most: 1_450), skinPeak: -100...850, deepPeak: -650...650,
        skinDose: Shares(least: 900, most: 2_900), deepDose: Shares(least: 500, most: 2_600))
    /// RF that leaves through a return electrode: the forecast follows the plan, and people's set-points give way by up to 2 °C.
    ///
    /// Of 1,000 people on the monopolar profile at least 95.1 % lie inside with all their zones. Source: as above.
    public static let monopolar = ForecastSpread(
        energy: Shares(least: 380, most: 1_000), skinPeak: -1_700...450, deepPeak: -6_100...0,
        skinDose: Shares(least: 70, most: 1_600), deepDose: Shares(least: 10, most: 1_000))

    /// The width for a device that declares this topology.
    public static func of(isMonopolar: Bool) -> ForecastSpread { isMonopolar ? monopolar : bipolar }
}
