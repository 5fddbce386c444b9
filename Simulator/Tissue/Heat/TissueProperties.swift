/// What a tissue is made of, as far as heat is concerned.
///
/// Source: IT'IS Foundation, tissue properties database V3.0, mean values. Facial muscles are not listed there by
/// themselves; they take the values of muscle.
public struct TissueProperties: Equatable, Sendable {
    /// The thermal conductivity, in W/(m K).
    public let conductivity: Double
    /// The density, in kg/m³.
    public let density: Double
    /// The heat capacity, in J/(kg K).
    public let heatCapacity: Double
    /// The flow of blood at rest, in ml per minute and kg of tissue.
    public let millilitresPerMinuteAndKilogram: Double
    /// The heat of metabolism at rest, in W/kg.
    public let wattsPerKilogram: Double

    /// The volume of blood that flows through a volume of tissue, in 1/s.
    public var bloodFlow: Double {
        TissueProperties.bloodFlow(millilitresPerMinuteAndKilogram, density: density)
    }

    /// The exchange with blood at rest, in W/(m³ K).
    public var perfusion: Double { bloodFlow * TissueProperties.blood.volumetricHeatCapacity }

    /// The heat of metabolism at rest, in W/m³.
    public var metabolicHeat: Double { wattsPerKilogram * density }

    /// The heat that warms a volume by one degree, in J/(m³ K).
    public var volumetricHeatCapacity: Double { density * heatCapacity }

    /// The volume of blood per volume of tissue and second, in 1/s, from `flow` in ml per minute and kg of a tissue of
    /// `density` in kg/m³.
    public static func bloodFlow(_ flow: Double, density: Double) -> Double { flow * density / 60e6 }

    /// Epidermis and dermis.
    public static let skin = TissueProperties(
        conductivity: 0.372, density: 1109, heatCapacity: 3390.5, millilitresPerMinuteAndKilogram: 106.4,
        wattsPerKilogram: 1.648)
    /// Fat below the skin.
    public static let fat = TissueProperties(
        conductivity: 0.211, density: 911, heatCapacity: 2348.3, millilitresPerMinuteAndKilogram: 32.7,
        wattsPerKilogram: 0.507)
    /// Muscle at rest.
    public static let muscle = TissueProperties(
        conductivity: 0.495, density: 1090.4, heatCapacity: 3421.2, millilitresPerMinuteAndKilogram: 36.7,
        wattsPerKilogram: 0.906)
    /// Cortical bone.
    public static let bone = TissueProperties(
        conductivity: 0.320, density: 1908, heatCapacity: 1312.8, millilitresPerMinuteAndKilogram: 10,
        wattsPerKilogram: 0.155)
    /// Blood, which nothing perfuses.
    public static let blood = TissueProperties(
        conductivity: 0.517, density: 1050, heatCapacity: 3617, millilitresPerMinuteAndKilogram: 0,
        wattsPerKilogram: 0)
}
