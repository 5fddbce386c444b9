/// One layer of a heat case.
public struct CaseLayer: Equatable, Sendable {
    /// What it is called in reports and complaints.
    public var name = ""
    /// Its thickness, in m; not used when it is semi-infinite.
    public var thicknessMetres: Double
    /// Whether it reaches down for ever; only the last layer may.
    public var isSemiInfinite = false
    /// Its thermal conductivity, in W/(m K).
    public var conductivity: Double
    /// Its density, in kg/m³.
    public var density: Double
    /// Its heat capacity, in J/(kg K).
    public var heatCapacity: Double
    /// The blood that flows through it.
    public var perfusion = CasePerfusion.none
    /// The heat of its own metabolism, in W/m³; always on, also in a steady start without sources.
    public var metabolicHeat = 0.0
    /// The heat that is brought into it.
    public var source = CaseSource()
    /// The resistance between this layer and the next, in m² K/W; 0 for perfect contact.
    public var contactResistance = 0.0

    /// A layer without blood, metabolism or source.
    public init(thicknessMetres: Double, conductivity: Double, density: Double, heatCapacity: Double) {
        self.thicknessMetres = thicknessMetres
        self.conductivity = conductivity
        self.density = density
        self.heatCapacity = heatCapacity
    }
}

/// How much blood flows through a layer, in the unit of the case's own source.
public enum CasePerfusion: Equatable, Sendable {
    /// None at all.
    case none
    /// Millilitres of blood per minute and kilogram of tissue, as tissue tables give it.
    case millilitresPerMinuteAndKilogram(Double)
    /// Volume of blood per volume of tissue and second, in 1/s; times density and capacity of blood it is W/(m³ K).
    case perSecond(Double)
    /// The exchange itself, in W/(m³ K).
    case wattsPerCubicMetreAndKelvin(Double)
}

/// Heat brought into a layer: a course in time, times a shape over depth.
public struct CaseSource: Equatable, Sendable {
    /// The heat, in W/m³, where the shape is 1.
    public var course = CaseCourse.constant(0)
    /// How it spreads over the layer's depth.
    public var shape = CaseShape.uniform

    /// No heat.
    public init() {}

    /// A source of this course and shape.
    public init(course: CaseCourse, shape: CaseShape = .uniform) {
        self.course = course
        self.shape = shape
    }
}

/// How a source spreads over the depth of its layer; depth counts from the layer's own upper face.
public enum CaseShape: Equatable, Sendable {
    /// The same everywhere.
    case uniform
    /// Falling as exp(−depth / length), with the length in m (Beer and Lambert).
    case exponential(lengthMetres: Double)
    /// Straight lines between points; outside them the nearest one's factor.
    case points([CaseDepthValue])
}

/// A value at a depth.
public struct CaseDepthValue: Equatable, Sendable {
    /// The depth, in m.
    public var depthMetres: Double
    /// The value there.
    public var value: Double

    /// `value` at `depthMetres`.
    public init(depthMetres: Double, value: Double) {
        self.depthMetres = depthMetres
        self.value = value
    }
}
