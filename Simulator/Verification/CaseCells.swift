import Tissue
import Units

/// How a case's layers are cut into cells: as finely as its own lengths ask, times a fineness.
///
/// At the ends and where layers touch, cells begin at a fraction of the way that heat goes until the first time asked for,
/// and grow by an eighth from one to the next, as far as the layer's other lengths allow. A finer grid is the same one with
/// each cell halved, so that the error falls by four and can be estimated.
struct CaseCells {
    private let heatCase: HeatCase
    private let first: Double
    private let last: Double
    /// The thickness of each layer, in m; of a semi-infinite one, how deep anything happens.
    let thicknesses: [Double]

    init(_ heatCase: HeatCase) throws(VerificationError) {
        self.heatCase = heatCase
        let finite = heatCase.timesSeconds.filter { $0 > 0 && $0 < .infinity }
        (first, last) = (finite.first ?? .infinity, finite.last ?? 0)
        var thicknesses = heatCase.layers.map(\.thicknessMetres)
        if let layer = heatCase.layers.last, layer.isSemiInfinite {
            let above = thicknesses.dropLast().reduce(0, +)
            thicknesses[thicknesses.count - 1] = try CaseCells.depth(of: layer, in: heatCase, above: above, until: last)
        }
        self.thicknesses = thicknesses
    }

    /// The layers for the solver, with 2^`level` times the cells of the coarsest grid.
    func layers(level: Int) -> [HeatLayer] {
        zip(heatCase.layers, thicknesses).map { layer, thickness in
            let (cells, grading) = cut(layer, thickness)
            return heatLayer(layer, thickness, cells << level, grading)
        }
    }

    /// The layers for the solver with `count` cells in all, spread as the automatic grid would spread them.
    func layers(count: Int) -> [HeatLayer] {
        let cuts = zip(heatCase.layers, thicknesses).map { cut($0, $1) }
        let wanted = cuts.reduce(0) { $0 + $1.cells }
        var left = count
        var wantedLeft = wanted
        return cuts.indices.map { place in
            let others = cuts.count - 1 - place
            let share = (left * cuts[place].cells + wantedLeft / 2) / wantedLeft
            let cells = others == 0 ? left : min(max(share, 1), left - others)
            left -= cells
            wantedLeft -= cuts[place].cells
            return heatLayer(heatCase.layers[place], thicknesses[place], cells, cuts[place].grading)
        }
    }

    private func heatLayer(_ layer: CaseLayer, _ thickness: Double, _ cells: Int, _ grading: HeatGrading) -> HeatLayer {
        var result = HeatLayer(
            thicknessMetres: thickness, conductivity: layer.conductivity, density: layer.density,
            heatCapacity: layer.heatCapacity, cells: cells, grading: grading)
        result.perfusion = layer.exchange(with: heatCase.blood)
        result.arterialCelsius = heatCase.blood.arterialCelsius
        result.metabolicHeat = layer.metabolicHeat
        result.contactResistance = layer.contactResistance
        return result
    }

    /// The coarsest grid of one layer.
    private func cut(_ layer: CaseLayer, _ thickness: Double) -> (cells: Int, grading: HeatGrading) {
        let exchange = layer.exchange(with: heatCase.blood)
        let diffusivity = layer.conductivity / (layer.density * layer.heatCapacity)
        let decay = exchange > 0 ? (layer.conductivity / exchange).squareRoot() : .infinity
        // A wave of period P reaches √(α P / π) deep.
        let waves = heatCase.courses.map { (diffusivity * 4 * $0.longestStep).squareRoot() }.min() ?? .infinity
        let narrowest = min(
            thickness / 10, 0.15 * (diffusivity * first).squareRoot(), 0.15 * decay, 0.4 * waves,
            layer.source.length / 10)
        let widest = max(min(thickness / 10, 0.5 * decay, waves, heatCase.finestDetail(thickness)), narrowest)
        let reach = layer.isSemiInfinite ? thickness : 0.5 * thickness
        let ratio = min(widest / narrowest, 1 + growth * reach / narrowest)
        // The first width of a grid that is stretched over `reach` by `ratio` in n cells is about reach · ln r / ((r − 1) n).
        let shrink = ratio < 1.01 ? 1 : log2(ratio) * 0.693_147_180_559_945_309 / (ratio - 1)
        let count = max(Int(reach * shrink / narrowest), 4)
        return layer.isSemiInfinite ? (count, .fineAbove(ratio)) : (2 * count, .fineAtBoth(ratio))
    }

    /// How much wider each cell is than the one before.
    private let growth = 0.125

    /// How deep a semi-infinite layer must be taken so that nothing reaches its end.
    private static func depth(
        of layer: CaseLayer, in heatCase: HeatCase, above: Double, until last: Double
    ) throws(VerificationError) -> Double {
        let exchange = layer.exchange(with: heatCase.blood)
        let diffusivity = layer.conductivity / (layer.density * layer.heatCapacity)
        // erfc(4) is 1.5·10⁻⁸.
        var depth = 8 * (diffusivity * last).squareRoot()
        if heatCase.timesSeconds.last == .infinity || heatCase.initial.isSteady {
            guard exchange > 0 else { throw .noSteadyState(place: "the semi-infinite layer") }
            depth = max(depth, 20 * (layer.conductivity / exchange).squareRoot())
        }
        let wanted = (heatCase.depthsMetres + heatCase.initial.depths).max() ?? 0
        return max(depth, 1.05 * (wanted - above), 1e-6)
    }
}

extension CaseLayer {
    /// The exchange with `blood`, in W/(m³ K).
    func exchange(with blood: CaseBlood) -> Double {
        switch perfusion {
        case .none: 0
        case .millilitresPerMinuteAndKilogram(let flow):
            TissueProperties.bloodFlow(flow, density: density) * blood.density * blood.heatCapacity
        case .perSecond(let flow): flow * blood.density * blood.heatCapacity
        case .wattsPerCubicMetreAndKelvin(let exchange): exchange
        }
    }
}

extension CaseSource {
    /// The length over which the source changes, in m.
    fileprivate var length: Double {
        switch shape {
        case .uniform: .infinity
        case .exponential(let length): length
        case .points(let points):
            ((points.last?.depthMetres ?? 0) - (points.first?.depthMetres ?? 0)) / 4 + 1e-6
        }
    }
}

extension HeatCase {
    /// The widest cell that still shows the initial temperatures of a body of about `thickness`.
    fileprivate func finestDetail(_ thickness: Double) -> Double {
        switch initial {
        case .uniform, .steady: .infinity
        case .points: thickness / 40
        case .mode(_, _, _, let count): layers.reduce(0) { $0 + $1.thicknessMetres } / (20 * max(count, 1))
        }
    }
}

extension CaseInitial {
    fileprivate var isSteady: Bool { if case .steady = self { true } else { false } }

    fileprivate var depths: [Double] {
        if case .points(let points) = self { points.map(\.depthMetres) } else { [] }
    }
}
