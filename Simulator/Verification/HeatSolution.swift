/// The temperatures of a heat case, and how far they can be trusted.
public struct HeatSolution: Equatable, Sendable {
    /// The case's name.
    public let name: String
    /// The times, in s; infinity is the steady state.
    public let timesSeconds: [Double]
    /// The depths, in m.
    public let depthsMetres: [Double]
    /// The temperature for each time and depth, in °C.
    public let celsius: [[Double]]
    /// The temperature at time 0 for each depth, in °C.
    public let initialCelsius: [Double]
    /// The estimated error of each temperature, in K.
    public let estimatedError: [[Double]]
    /// The flux into the body at the top for each time, in W/m².
    public let topFlux: [Double]
    /// The flux into the body at the bottom for each time, in W/m².
    public let bottomFlux: [Double]
    /// The greatest estimated error, as a share of the value's own change.
    ///
    /// Where less changes, the share is of a twentieth of the greatest change or of the difference between the warmest and
    /// the coldest value, and of a hundredth of a kelvin at least: a body that stays as it is has no change to compare with.
    public let worstError: Double
    /// What `worstError` was to stay below.
    public let tolerance: Double
    /// What is missing in the balance of heat, as a share of the largest account of it.
    public let energyImbalance: Double
    /// The number of cells.
    public let cells: Int
    /// The number of steps.
    public let steps: Int

    /// Whether the estimated errors are small enough and the balance of heat closes.
    public var isWithinTolerance: Bool { worstError <= tolerance && energyImbalance <= 1e-3 }

    /// What `told` found, with `share` of its difference from another computation as the estimated error.
    init(_ heatCase: HeatCase, told fine: CaseRun, other: CaseRun, share: Double, tolerance: Double) {
        name = heatCase.name
        timesSeconds = heatCase.timesSeconds
        depthsMetres = heatCase.depthsMetres
        celsius = fine.celsius
        initialCelsius = fine.initialCelsius
        estimatedError = zip(fine.celsius, other.celsius).map { fine, other in
            zip(fine, other).map { ($0 - $1).magnitude * share }
        }
        (topFlux, bottomFlux) = (fine.topFlux, fine.bottomFlux)
        self.tolerance = tolerance
        energyImbalance = fine.imbalance
        (cells, steps) = (fine.cells, fine.steps)
        let changes = fine.celsius.map { row in zip(row, fine.initialCelsius).map { ($0 - $1).magnitude } }
        let all = fine.celsius.joined()
        let range = (all.max() ?? 0) - (all.min() ?? 0)
        let greatest = max(changes.joined().max() ?? 0, range)
        var worst = 0.0
        for (errors, changes) in zip(estimatedError, changes) {
            for (error, change) in zip(errors, changes) {
                worst = max(worst, error / max(change, HeatSolution.leastShare * greatest, HeatSolution.leastScale))
            }
        }
        worstError = worst
    }

    private static let leastShare = 0.05
    /// In K.
    private static let leastScale = 0.01

    /// The solution as one JSON object; the time of a steady state is the text "steady".
    public var json: String {
        let times = timesSeconds.map { $0 == .infinity ? "\"steady\"" : "\($0)" }
        return """
            {"name":\(JSONText.string(name)),"timesSeconds":[\(times.joined(separator: ","))],\
            "depthsMetres":\(JSONText.numbers(depthsMetres)),"celsius":\(JSONText.table(celsius)),\
            "initialCelsius":\(JSONText.numbers(initialCelsius)),"estimatedError":\(JSONText.table(estimatedError)),\
            "topFlux":\(JSONText.numbers(topFlux)),"bottomFlux":\(JSONText.numbers(bottomFlux)),\
            "worstErrorShare":\(JSONText.number(worstError)),"toleranceShare":\(JSONText.number(tolerance)),\
            "energyImbalanceShare":\(JSONText.number(energyImbalance)),"cells":\(cells),"steps":\(steps),\
            "isWithinTolerance":\(isWithinTolerance)}
            """
    }
}
