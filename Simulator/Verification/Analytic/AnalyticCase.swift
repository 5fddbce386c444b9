import Tissue

/// A heat case whose answer is known in closed form.
public struct AnalyticCase: Sendable {
    /// What the solver is asked.
    public let heatCase: HeatCase
    /// Where the closed form comes from, and the form itself in words.
    public let source: String
    /// The temperature for each time and depth, in °C.
    public let expected: [[Double]]
    /// What an error is measured against for each time and depth, in K: the rise, or an oscillation's amplitude.
    public let scale: [[Double]]

    /// A case whose answer at a time, in s, and a depth, in m, is `expected`; errors are shares of the rise.
    init(_ heatCase: HeatCase, source: String, from initial: Double, expected: (Double, Double) -> Double) {
        self.init(heatCase, source: source, expected: expected) { (expected($0, $1) - initial).magnitude }
    }

    /// A case with a scale of its own.
    init(
        _ heatCase: HeatCase, source: String, expected: (Double, Double) -> Double, scale: (Double, Double) -> Double
    ) {
        self.heatCase = heatCase
        self.source = source
        self.expected = heatCase.timesSeconds.map { time in heatCase.depthsMetres.map { expected(time, $0) } }
        self.scale = heatCase.timesSeconds.map { time in heatCase.depthsMetres.map { scale(time, $0) } }
    }

    /// All of them: the three that the physics' own document lists, and others that use what those do not.
    public static var all: [AnalyticCase] {
        [
            surfaceFlux, perfusedFlux, lumped, decayingMode, perfusedLayers, surfaceStep, convection, periodicSurface,
            contact, absorbedBeam, fluxRamp, fluxPulse, steadySlab,
        ]
    }
}

extension CaseLayer {
    /// A layer of `tissue` without blood and metabolism.
    init(_ tissue: TissueProperties, metres: Double) {
        self.init(
            thicknessMetres: metres, conductivity: tissue.conductivity, density: tissue.density,
            heatCapacity: tissue.heatCapacity)
    }

    /// A body of `tissue` without end, without blood and metabolism.
    static func endless(_ tissue: TissueProperties) -> CaseLayer {
        var layer = CaseLayer(tissue, metres: 0)
        layer.isSemiInfinite = true
        return layer
    }
}

extension TissueProperties {
    /// The thermal diffusivity, in m²/s.
    var diffusivity: Double { conductivity / volumetricHeatCapacity }
}

extension HeatCase {
    /// A case with a name and blood of this temperature.
    func named(_ name: String, arterialCelsius: Double = 37) -> HeatCase {
        var result = self
        result.name = name
        result.blood.arterialCelsius = arterialCelsius
        return result
    }
}
