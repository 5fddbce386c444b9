/// One layer of a heat column: what it is made of, how thick it is, and how finely it is cut.
public struct HeatLayer: Equatable, Sendable {
    /// Its thickness, in m; above 0.
    public var thicknessMetres: Double
    /// Its thermal conductivity, in W/(m K); above 0.
    public var conductivity: Double
    /// Its density, in kg/m³; above 0.
    public var density: Double
    /// Its heat capacity, in J/(kg K); above 0.
    public var heatCapacity: Double
    /// The exchange with blood, in W/(m³ K): flow in 1/s times the blood's density and heat capacity; 0 or more.
    public var perfusion = 0.0
    /// The temperature of the blood that arrives, in °C.
    public var arterialCelsius = 37.0
    /// The heat of its own metabolism, in W/m³.
    public var metabolicHeat = 0.0
    /// The resistance between this layer and the next, in m² K/W; 0 for perfect contact.
    public var contactResistance = 0.0
    /// How many cells it is cut into; 1 or more.
    public var cells: Int
    /// Where its cells are narrow.
    public var grading: HeatGrading

    /// A layer without blood and metabolism.
    public init(
        thicknessMetres: Double, conductivity: Double, density: Double, heatCapacity: Double, cells: Int,
        grading: HeatGrading = .even
    ) {
        self.thicknessMetres = thicknessMetres
        self.conductivity = conductivity
        self.density = density
        self.heatCapacity = heatCapacity
        self.cells = cells
        self.grading = grading
    }

    /// A layer of `tissue` with its blood at rest times `perfusionFactor`, and its metabolism.
    public init(
        _ tissue: TissueProperties, thicknessMetres: Double, perfusionFactor: Double = 1, cells: Int,
        grading: HeatGrading = .even
    ) {
        self.init(
            thicknessMetres: thicknessMetres, conductivity: tissue.conductivity, density: tissue.density,
            heatCapacity: tissue.heatCapacity, cells: cells, grading: grading)
        perfusion = tissue.perfusion * perfusionFactor
        metabolicHeat = tissue.metabolicHeat
    }
}

/// Where the cells of a layer are narrow; the number is how many times wider the widest is than the narrowest, 1 or more.
///
/// The widths change by a constant factor from cell to cell. More cells with the same number are the same grid, finer:
/// that is what keeps the error of second order in the cells' number.
public enum HeatGrading: Equatable, Sendable {
    /// All cells are alike.
    case even
    /// Narrow at the upper face.
    case fineAbove(Double)
    /// Narrow at the lower face.
    case fineBelow(Double)
    /// Narrow at both faces, wide between.
    case fineAtBoth(Double)
}
