import Glibc
import Tissue

/// Bodies without end, whose surface is held, cooled or warmed.
extension AnalyticCase {
    /// A surface that jumps from 34 to 42 °C and stays there.
    static var surfaceStep: AnalyticCase {
        let muscle = TissueProperties.muscle
        let heatCase = HeatCase(
            layers: [.endless(muscle)], top: .temperature(.constant(42)), bottom: .insulated, initial: .uniform(34),
            timesSeconds: [10, 60, 300], depthsMetres: [0.5e-3, 1e-3, 2e-3])
        return AnalyticCase(
            heatCase.named("surface step"), source: "erfc(z / 2√(α t)) (Carslaw and Jaeger 2.5)", from: 34
        ) { time, depth in 34 + 8 * erfc(depth / (2 * (muscle.diffusivity * time).squareRoot())) }
    }

    /// Water of 45 °C that warms skin through a film.
    static var convection: AnalyticCase {
        let skin = TissueProperties.skin
        let coefficient = 300.0
        let heatCase = HeatCase(
            layers: [.endless(skin)],
            top: .convection(coefficient: .constant(coefficient), ambient: .constant(45)), bottom: .insulated,
            initial: .uniform(33), timesSeconds: [10, 60, 300], depthsMetres: [0, 1e-3])
        return AnalyticCase(
            heatCase.named("convection"),
            source: "erfc x − exp(h z/k + h² α t/k²) · erfc(x + h√(α t)/k) (Carslaw and Jaeger 2.7)", from: 33
        ) { time, depth in
            let reach = (skin.diffusivity * time).squareRoot()
            let film = coefficient * reach / skin.conductivity
            let x = depth / (2 * reach)
            return 33 + 12 * (erfc(x) - exp(coefficient * depth / skin.conductivity + film * film) * erfc(x + film))
        }
    }

    /// A surface that swings by 4 K within two minutes, long since.
    static var periodicSurface: AnalyticCase {
        let fat = TissueProperties.fat
        let period = 120.0
        let frequency = 2 * Double.pi / period
        let length = (2 * fat.diffusivity / frequency).squareRoot()
        func wave(_ time: Double, _ depth: Double) -> Double {
            37 + 4 * exp(-depth / length) * sin(frequency * time - depth / length)
        }
        let points = (0...1000).map { step in
            let depth = Double(step) * length * 0.02
            return CaseDepthValue(depthMetres: depth, value: wave(0, depth))
        }
        let heatCase = HeatCase(
            layers: [.endless(fat)],
            top: .temperature(.sinusoid(mean: 37, amplitude: 4, periodSeconds: period, phaseRadians: 0)),
            bottom: .insulated, initial: .points(points), timesSeconds: [20, 50, 110],
            depthsMetres: [0.5e-3, 1e-3, 2e-3])
        return AnalyticCase(
            heatCase.named("periodic surface"), source: "A exp(−z/d) · sin(ω t − z/d), d = √(2α/ω) (Stokes)"
        ) { time, depth in
            wave(time, depth)
        } scale: { _, depth in
            4 * exp(-depth / length)
        }
    }

    /// Warm fat laid on cool muscle, both without end.
    static var contact: AnalyticCase {
        let (fat, muscle) = (TissueProperties.fat, TissueProperties.muscle)
        let border = 40e-3
        func effusivity(_ tissue: TissueProperties) -> Double {
            (tissue.conductivity * tissue.volumetricHeatCapacity).squareRoot()
        }
        let (above, below) = (effusivity(fat), effusivity(muscle))
        let touch = (above * 45 + below * 35) / (above + below)
        let heatCase = HeatCase(
            layers: [CaseLayer(fat, metres: border), .endless(muscle)], top: .insulated, bottom: .insulated,
            initial: .points([
                CaseDepthValue(depthMetres: border, value: 45), CaseDepthValue(depthMetres: border, value: 35),
            ]),
            timesSeconds: [10, 60, 300],
            depthsMetres: [border - 2e-3, border - 0.5e-3, border, border + 0.5e-3, border + 2e-3])
        return AnalyticCase(
            heatCase.named("two bodies in contact"), source: "√(k ρ c) shares the jump, then erf of the distance"
        ) { time, depth in
            let tissue = depth < border ? fat : muscle
            let start: Double = depth < border ? 45 : 35
            let x = (depth - border).magnitude / (2 * (tissue.diffusivity * time).squareRoot())
            return touch + (start - touch) * erf(x)
        } scale: { _, depth in
            depth < border ? 45 - touch : touch - 35
        }
    }
}
