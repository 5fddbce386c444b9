/// Any heat problem in one dimension, as plain numbers: what `solve` is asked.
///
/// All figures are in SI units and °C; depths count from the upper face of the first layer. A case is data from outside:
/// `validate` says what is wrong with it before anything is computed.
public struct HeatCase: Equatable, Sendable {
    /// What the case is called in reports.
    public var name = ""
    /// The layers from the top down; at least one.
    public var layers: [CaseLayer]
    /// The blood that perfuses them.
    public var blood = CaseBlood()
    /// What happens at the upper face of the first layer.
    public var top: CaseBoundary
    /// What happens at the lower face of the last layer; below a semi-infinite one it is far away.
    public var bottom: CaseBoundary
    /// The temperatures at time 0.
    public var initial: CaseInitial
    /// When to tell the temperatures, in s, rising; 0 is allowed, and infinity asks for the steady state.
    ///
    /// A steady state needs values that settle: no sinusoid.
    public var timesSeconds: [Double]
    /// Where to tell the temperatures, in m from the top.
    public var depthsMetres: [Double]
    /// How finely to compute.
    public var resolution = CaseResolution.automatic(tolerance: CaseResolution.defaultTolerance)

    /// A case of these parts.
    public init(
        layers: [CaseLayer], top: CaseBoundary, bottom: CaseBoundary, initial: CaseInitial, timesSeconds: [Double],
        depthsMetres: [Double]
    ) {
        self.layers = layers
        self.top = top
        self.bottom = bottom
        self.initial = initial
        self.timesSeconds = timesSeconds
        self.depthsMetres = depthsMetres
    }
}

/// The blood that flows through the layers.
public struct CaseBlood: Equatable, Sendable {
    /// Its density, in kg/m³.
    public var density = 1050.0
    /// Its heat capacity, in J/(kg K).
    public var heatCapacity = 3617.0
    /// The temperature at which it arrives, in °C.
    public var arterialCelsius = 37.0

    /// Blood as in the tissue tables (IT'IS database V3.0), at 37 °C.
    public init() {}
}

/// How finely a case is computed.
public enum CaseResolution: Equatable, Sendable {
    /// Cells and steps are halved until the estimated error of each value is below `tolerance` times that value's change.
    ///
    /// `HeatSolution.worstError` says what counts where a value hardly changes.
    case automatic(tolerance: Double)
    /// This number of cells in all, 3 or more, and steps of at most this length; the error is estimated all the same.
    case fixed(cells: Int, stepSeconds: Double)

    /// 0.01 %: a fiftieth of what a verification allows.
    public static let defaultTolerance = 1e-4
}
