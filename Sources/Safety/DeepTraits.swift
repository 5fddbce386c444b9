public import Treatment

/// How the tissue below one zone follows skin and power, at its least favourable.
///
/// Fitted to simulated people as if they had been measured, so that in no stretch of time more than a quarter of a minute at
/// 43 °C is missed: docs/decisions/0008 says how, and `myotherm-campaign deep` does it again. The RF's way through the body decides most,
/// then the site, because fat under the chin is thicker than on the forehead; both are declared by the device.
public struct DeepTraits: Equatable, Sendable, BitwiseCopyable {
    /// How much warmer than the skin the hottest layer becomes, in °C for each mW/cm² of RF that is held.
    public let excess: Double
    /// The time constant in s with which it follows more power and less, and with which it cools below a cooling skin.
    public let lag: Double

    /// Traits of these values.
    public init(excess: Double, lag: Double) {
        self.excess = excess
        self.lag = lag
    }

    /// The traits of a zone at `site`.
    ///
    /// One without a name is heated by no plan; it has the excess of the thickest fat, and warms as quickly as thin.
    public static func of(_ site: Zone?, isMonopolar: Bool) -> DeepTraits {
        isMonopolar ? monopolar(site) : bipolar(site)
    }

    private static func monopolar(_ site: Zone?) -> DeepTraits {
        switch site {
        case .forehead: DeepTraits(excess: 0.042, lag: 120)
        case .leftCheek, .rightCheek: DeepTraits(excess: 0.054, lag: 110)
        case .submentum: DeepTraits(excess: 0.078, lag: 200)
        case nil: DeepTraits(excess: 0.080, lag: 110)
        }
    }

    private static func bipolar(_ site: Zone?) -> DeepTraits {
        switch site {
        case .forehead: DeepTraits(excess: 0.019, lag: 120)
        case .leftCheek, .rightCheek: DeepTraits(excess: 0.018, lag: 120)
        case .submentum: DeepTraits(excess: 0.024, lag: 150)
        case nil: DeepTraits(excess: 0.026, lag: 120)
        }
    }
}
