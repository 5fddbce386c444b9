public import Treatment

/// How the tissue below one zone follows skin and power, at its least favourable.
///
/// Fitted to simulated people as if they had been measured, so that the estimate is not below the truth in 99.5 % of them:
/// docs/decisions/0008 says how, and `myotherm-campaign deep` does it again. The RF's way through the body decides most,
/// then the site, because fat under the chin is thicker than on the forehead; both are declared by the device.
public struct DeepTraits: Equatable, Sendable, BitwiseCopyable {
    /// How much warmer than the skin the hottest layer becomes, in °C for each mW/cm² of RF that is held.
    public let excess: Double
    /// The time constant with which that follows the power, in s.
    public let rise: Double
    /// The time constant with which the estimate falls without power, in s: no tissue cools more slowly.
    ///
    /// With power it is a third of it.
    public let fall: Double

    /// Traits of these values.
    public init(excess: Double, rise: Double, fall: Double) {
        self.excess = excess
        self.rise = rise
        self.fall = fall
    }

    /// The traits of a zone at `site`; a site without a name has those of the thickest fat.
    public static func of(_ site: Zone?, isMonopolar: Bool) -> DeepTraits {
        switch site {
        case .forehead: isMonopolar ? DeepTraits(excess: 0.042, rise: 60, fall: 150) : bipolarForehead
        case .leftCheek, .rightCheek: isMonopolar ? DeepTraits(excess: 0.050, rise: 60, fall: 200) : bipolarCheek
        case .submentum, nil: isMonopolar ? DeepTraits(excess: 0.060, rise: 60, fall: 500) : bipolarSubmentum
        }
    }

    private static let bipolarForehead = DeepTraits(excess: 0.019, rise: 60, fall: 120)
    private static let bipolarCheek = DeepTraits(excess: 0.018, rise: 60, fall: 120)
    private static let bipolarSubmentum = DeepTraits(excess: 0.022, rise: 60, fall: 300)
}
