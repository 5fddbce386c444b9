/// Heat in one dimension through layers with blood (Pennes 1948): ρ c ∂T/∂t = ∂/∂z (k ∂T/∂z) + w (Tₐ − T) + q.
///
/// Finite volumes: each cell keeps its heat, and what leaves one enters its neighbour. The conductance between two cells
/// is that of their halves in series, so that layers of any two materials may touch. In time it is stepped by
/// `advance`, of second order and stable for every step; a column that has settled stays there exactly.
///
/// Depths are in m from the top, temperatures in °C, and all else per m² of surface.
public struct HeatColumn: Sendable {
    /// The layers, with their present perfusion.
    public private(set) var layers: [HeatLayer]
    /// How they are cut into cells.
    public let grid: HeatGrid
    /// The temperature of each cell, in °C.
    public internal(set) var celsius: [Double]
    /// What happens at the upper face.
    public var top: HeatBoundary { didSet { topEnd = HeatEnd(top, halfCell: halfCells.top) } }
    /// What happens at the lower face.
    public var bottom: HeatBoundary { didSet { bottomEnd = HeatEnd(bottom, halfCell: halfCells.bottom) } }
    /// Where the heat came from and went, when it is kept: keeping it takes about as long as half a step.
    public internal(set) var ledger: HeatLedger?

    /// The heat that warms each cell by one degree, in J/(m² K).
    let capacities: [Double]
    /// The conductance between each cell and the next, in W/(m² K).
    let couplings: [Double]
    /// The exchange of each cell with blood, in W/(m² K).
    private(set) var exchanges: [Double]
    /// The heat that each cell gets from blood of the arteries' temperature, metabolism and sources, in W/m².
    private(set) var loads: [Double]
    private(set) var topEnd: HeatEnd
    private(set) var bottomEnd: HeatEnd
    private let halfCells: (top: Double, bottom: Double)
    private let widths: [Double]
    private var shapes: [Double]
    private var sources: [Double]

    var factors: TwistedFactors
    /// What the factors were made for; nil when a perfusion has changed since.
    var factored: FactorKey?
    /// Room for a step, kept so that stepping allocates nothing: capacities over the time of a stage, the matrix's diagonal,
    /// and the temperatures of the first stage.
    var weights: [Double]
    var diagonal: [Double]
    var stage: [Double]

    /// A column of `layers` from the top down, with the same temperature everywhere, in °C.
    ///
    /// The layers must have positive properties and three cells or more in all: anything else is a mistake of the caller
    /// and traps.
    public init(_ layers: [HeatLayer], celsius: Double, top: HeatBoundary, bottom: HeatBoundary) {
        let grid = HeatGrid(layers)
        let count = grid.cells
        var capacities = [Double](repeating: 0, count: count)
        var resistances = [Double](repeating: 0, count: count)
        var couplings = [Double](repeating: 0, count: count)
        for (place, layer) in layers.enumerated() {
            precondition(layer.conductivity > 0, "a layer conducts heat")
            precondition(layer.density > 0 && layer.heatCapacity > 0, "a layer holds heat")
            for cell in grid.cells(of: place) {
                capacities[cell] = layer.density * layer.heatCapacity * grid.width(of: cell)
                resistances[cell] = 0.5 * grid.width(of: cell) / layer.conductivity
            }
            couplings[grid.firstCells[place + 1] - 1] = layer.contactResistance
        }
        // The resistance of contact is already there, and 0 within a layer.
        for cell in 0..<(count - 1) {
            couplings[cell] = 1 / (resistances[cell] + couplings[cell] + resistances[cell + 1])
        }
        couplings.removeLast()
        (self.layers, self.grid, self.top, self.bottom) = (layers, grid, top, bottom)
        (self.capacities, self.couplings) = (capacities, couplings)
        self.celsius = Array(repeating: celsius, count: count)
        halfCells = (1 / resistances[0], 1 / resistances[count - 1])
        topEnd = HeatEnd(top, halfCell: halfCells.top)
        bottomEnd = HeatEnd(bottom, halfCell: halfCells.bottom)
        widths = (0..<count).map { grid.width(of: $0) }
        shapes = Array(repeating: 1, count: count)
        sources = Array(repeating: 0, count: layers.count)
        (exchanges, loads) = (capacities, capacities)
        (weights, diagonal, stage) = (capacities, capacities, capacities)
        factors = TwistedFactors(count: count)
        for place in layers.indices { renew(place) }
    }

    /// Changes a layer's exchange with blood, in W/(m³ K), 0 or more; nothing happens when it is the present one.
    public mutating func setPerfusion(_ perfusion: Double, layer: Int) {
        guard layers[layer].perfusion != perfusion else { return }
        layers[layer].perfusion = perfusion
        factored = nil
        renew(layer)
    }

    /// Changes the temperature of the blood that arrives in a layer, in °C.
    public mutating func setArterial(_ celsius: Double, layer: Int) {
        guard layers[layer].arterialCelsius != celsius else { return }
        layers[layer].arterialCelsius = celsius
        renew(layer)
    }

    /// Changes the heat that is brought into a layer, in W/m³, where its shape is 1; metabolism comes on top.
    public mutating func setSource(_ wattsPerCubicMetre: Double, layer: Int) {
        guard sources[layer] != wattsPerCubicMetre else { return }
        sources[layer] = wattsPerCubicMetre
        renew(layer)
    }

    /// Changes how a layer's source spreads over its cells: one factor for each, the mean of the shape over the cell.
    public mutating func setShape(_ factors: [Double], layer: Int) {
        let cells = grid.cells(of: layer)
        precondition(factors.count == cells.count, "a shape has a factor for each of the layer's cells")
        shapes.replaceSubrange(cells, with: factors)
        renew(layer)
    }

    /// Makes every cell have its own temperature, in °C; a new ledger begins when one is kept.
    public mutating func setTemperatures(_ celsius: [Double]) {
        precondition(celsius.count == grid.cells, "there is a temperature for each cell")
        self.celsius = celsius
        if ledger != nil { keepLedger() }
    }

    /// Works out what a layer's cells get.
    private mutating func renew(_ place: Int) {
        let layer = layers[place]
        let warmth = layer.perfusion * layer.arterialCelsius + layer.metabolicHeat
        for cell in grid.cells(of: place) {
            exchanges[cell] = layer.perfusion * widths[cell]
            loads[cell] = (warmth + sources[place] * shapes[cell]) * widths[cell]
        }
    }
}

/// What a factored matrix depends on, beside capacities and exchanges.
struct FactorKey: Equatable, Sendable {
    /// The time of one stage, in s; infinite for the steady state.
    var span: Double
    var topConductance: Double
    var bottomConductance: Double
}
