import Tissue
import Units

/// One computation of a case on one grid with one schedule.
struct CaseRun {
    /// The temperature for each time and depth, in °C.
    private(set) var celsius: [[Double]] = []
    /// The flux into the body at the top for each time, in W/m².
    private(set) var topFlux: [Double] = []
    /// The flux into the body at the bottom for each time, in W/m².
    private(set) var bottomFlux: [Double] = []
    /// The temperature at the beginning for each depth, in °C.
    private(set) var initialCelsius: [Double] = []
    /// What is missing in the balance of heat, as a share of the heat that went either way.
    private(set) var imbalance = 0.0
    let cells: Int
    private(set) var steps = 0

    private let heatCase: HeatCase
    private var column: HeatColumn

    /// Computes `heatCase` with these layers, each step of `ends` cut into `parts`.
    init(_ heatCase: HeatCase, _ layers: [HeatLayer], ends: [Double], parts: Int) throws(VerificationError) {
        self.heatCase = heatCase
        column = HeatColumn(
            layers, celsius: 0, top: heatCase.top.value(at: 0), bottom: heatCase.bottom.value(at: 0))
        cells = column.grid.cells
        for place in layers.indices { shape(place) }
        try begin()
        column.keepLedger()
        var asked = heatCase.timesSeconds.makeIterator()
        var next = asked.next()
        if next == 0 {
            tell(initialCelsius)
            next = asked.next()
        }
        var now = 0.0
        for end in ends {
            advance(from: now, to: end, parts: parts)
            now = end
            if next == now {
                tell(heatCase.depthsMetres.map { column.temperature(at: $0) })
                next = asked.next()
            }
        }
        // Where next to nothing flows in or out, the balance is held against a hundredth of a degree in the whole body.
        imbalance = column.imbalance.magnitude / max(column.ledger?.turnover ?? 0, 0.01 * column.heatCapacity)
        if next == .infinity { try settleForEver() }
    }

    private mutating func tell(_ temperatures: [Double]) {
        celsius.append(temperatures)
        topFlux.append(column.rates.top)
        bottomFlux.append(column.rates.bottom)
    }

    private mutating func advance(from start: Double, to end: Double, parts: Int) {
        let heatCase = heatCase
        let length = (end - start) / Double(parts)
        for part in 0..<parts {
            let begin = start + Double(part) * length
            let finish = part == parts - 1 ? end : start + Double(part + 1) * length
            column.advance(by: length) { share, column in
                let isEnd = share == 1
                let now = isEnd ? finish : begin + share * length
                column.top = heatCase.top.value(at: now, isBefore: isEnd)
                column.bottom = heatCase.bottom.value(at: now, isBefore: isEnd)
                for (place, layer) in heatCase.layers.enumerated() {
                    column.setSource(layer.source.course.value(at: now, isBefore: isEnd), layer: place)
                }
            }
            steps += 1
        }
    }

    private mutating func settleForEver() throws(VerificationError) {
        for (place, layer) in heatCase.layers.enumerated() {
            column.setSource(layer.source.course.final ?? 0, layer: place)
        }
        column.top = heatCase.top.value(at: .infinity)
        column.bottom = heatCase.bottom.value(at: .infinity)
        guard column.hasSteadyState else { throw .noSteadyState(place: "the infinite time") }
        column.settle()
        tell(heatCase.depthsMetres.map { column.temperature(at: $0) })
    }

    private mutating func shape(_ place: Int) {
        let cells = column.grid.cells(of: place)
        let top = column.grid.faces[cells.lowerBound]
        let shape = heatCase.layers[place].source.shape
        let factors = cells.map {
            CaseProfile.mean(shape, from: column.grid.faces[$0] - top, to: column.grid.faces[$0 + 1] - top)
        }
        column.setShape(factors, layer: place)
    }

    /// Sets the temperatures of time 0.
    private mutating func begin() throws(VerificationError) {
        let grid = column.grid
        let depths = heatCase.depthsMetres
        func cellMeans(_ mean: (Double, Double) -> Double) -> [Double] {
            (0..<grid.cells).map { mean(grid.faces[$0], grid.faces[$0 + 1]) }
        }
        switch heatCase.initial {
        case .uniform(let celsius):
            column.setTemperatures(cellMeans { _, _ in celsius })
            initialCelsius = depths.map { _ in celsius }
        case .points(let points):
            column.setTemperatures(cellMeans { CaseProfile.mean(points, from: $0, to: $1) })
            initialCelsius = depths.map { CaseProfile.value(points, at: $0) }
        case .mode(let kind, let mean, let amplitude, let count):
            let wave = Double.pi * count / grid.faces[grid.cells]
            column.setTemperatures(
                cellMeans { mean + amplitude * CaseProfile.mean(kind, wave: wave, from: $0, to: $1) })
            initialCelsius = depths.map { mean + amplitude * CaseProfile.value(kind, wave: wave, at: $0) }
        case .steady(let withSources):
            for (place, layer) in heatCase.layers.enumerated() {
                column.setSource(withSources ? layer.source.course.value(at: 0) : 0, layer: place)
            }
            guard column.hasSteadyState else { throw .noSteadyState(place: "the steady start") }
            column.settle()
            initialCelsius = depths.map { column.temperature(at: $0) }
        }
    }
}

extension CaseBoundary {
    /// The boundary at a time, in s, or with its final values for infinity.
    func value(at seconds: Double, isBefore: Bool = false) -> HeatBoundary {
        func now(_ course: CaseCourse) -> Double {
            seconds == .infinity ? course.final ?? 0 : course.value(at: seconds, isBefore: isBefore)
        }
        switch self {
        case .temperature(let course): return .temperature(now(course))
        case .flux(let course): return .flux(now(course))
        case .convection(let coefficient, let ambient, let flux):
            return .convection(coefficient: now(coefficient), ambient: now(ambient), flux: now(flux))
        case .insulated: return .insulated
        }
    }
}
