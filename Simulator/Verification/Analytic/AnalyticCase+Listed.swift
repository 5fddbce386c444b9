import Glibc
import Tissue

/// The three cases of the physics' own document, in skin, from 0 °C with blood of 0 °C where there is any.
extension AnalyticCase {
    /// 1000 W/m² into the surface of a body without end and without blood.
    static var surfaceFlux: AnalyticCase {
        let skin = TissueProperties.skin
        let heatCase = HeatCase(
            layers: [.endless(skin)], top: .flux(.constant(1000)), bottom: .insulated, initial: .uniform(0),
            timesSeconds: [10, 60, 300], depthsMetres: [0, 1e-3])
        return AnalyticCase(
            heatCase.named("surface flux"), source: "2 q/k √(α t) · ierfc(z / 2√(α t)) (Carslaw and Jaeger 2.9)",
            from: 0
        ) { time, depth in
            let reach = 2 * (skin.diffusivity * time).squareRoot()
            return 1000 / skin.conductivity * reach * ierfc(depth / reach)
        }
    }

    /// The same with skin's blood at rest; infinity is the steady state.
    static var perfusedFlux: AnalyticCase {
        let skin = TissueProperties.skin
        var layer = CaseLayer.endless(skin)
        layer.perfusion = .millilitresPerMinuteAndKilogram(skin.millilitresPerMinuteAndKilogram)
        let heatCase = HeatCase(
            layers: [layer], top: .flux(.constant(1000)), bottom: .insulated, initial: .uniform(0),
            timesSeconds: [10, 60, 300, 1200, .infinity], depthsMetres: [0])
        let settled = 1000 / (skin.conductivity * skin.perfusion).squareRoot()
        let timeConstant = skin.volumetricHeatCapacity / skin.perfusion
        return AnalyticCase(
            heatCase.named("surface flux with blood", arterialCelsius: 0), source: "q/√(k w) · erf √(t/τ)", from: 0
        ) { time, _ in settled * erf((time / timeConstant).squareRoot()) }
    }

    /// 50 kW/m³ everywhere in closed skin with blood.
    static var lumped: AnalyticCase {
        let skin = TissueProperties.skin
        var layer = CaseLayer(skin, metres: 2e-3)
        layer.perfusion = .millilitresPerMinuteAndKilogram(skin.millilitresPerMinuteAndKilogram)
        layer.source = CaseSource(course: .constant(50_000))
        let heatCase = HeatCase(
            layers: [layer], top: .insulated, bottom: .insulated, initial: .uniform(0), timesSeconds: [60, 300, 1200],
            depthsMetres: [1e-3])
        let timeConstant = skin.volumetricHeatCapacity / skin.perfusion
        return AnalyticCase(
            heatCase.named("lumped heat with blood", arterialCelsius: 0), source: "q/w · (1 − exp(−t/τ))", from: 0
        ) { time, _ in 50_000 / skin.perfusion * (1 - exp(-time / timeConstant)) }
    }

    /// The integral of the complementary error function from `x` up.
    static func ierfc(_ x: Double) -> Double { exp(-x * x) / Double.pi.squareRoot() - x * erfc(x) }
}
