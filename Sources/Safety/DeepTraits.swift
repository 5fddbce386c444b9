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

    /// The traits of a zone at `site`, of a person whose skin and fat there were measured.
    ///
    /// Never more than without a measurement: beyond it the least favourable person counts. Never less than `leastExcess`. A
    /// measurement may be wrong by a tenth (standard deviation); no person of the population that this is fitted to needs more
    /// then. Fitted for cheeks and submentum; elsewhere, and under a return electrode, the measurement changes nothing.
    ///
    /// Source: `myotherm-campaign deep --rows --seeds 0..599`; docs/decisions/0025.
    public static func of(_ site: Zone?, isMonopolar: Bool, tissue: ThermalTraits?) -> DeepTraits {
        let general = of(site, isMonopolar: isMonopolar)
        guard let tissue, let site, !isMonopolar, let line = line(at: site) else { return general }
        let (skin, fat) = (Double(tissue.skinMicrometres) / 1000, Double(tissue.fatMicrometres) / 1000)
        let own = line.base + line.perSkin * skin + line.perFat * fat
        return DeepTraits(excess: min(max(own, leastExcess), general.excess), lag: general.lag)
    }

    /// What the excess is at least, in °C for each mW/cm²: the estimate also keeps skin whose warmest place no sensor touches.
    static let leastExcess = 0.010

    /// The excess that people with skin and fat of so many mm need at most.
    private static func line(at site: Zone) -> (base: Double, perSkin: Double, perFat: Double)? {
        switch site {
        case .forehead: nil
        case .leftCheek, .rightCheek: (-0.0055, 0.00745, 0.00275)
        case .submentum: (0.0035, 0.0058, 0.00135)
        }
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
