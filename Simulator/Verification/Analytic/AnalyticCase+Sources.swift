import Glibc
import Tissue

/// Bodies without end that are heated within, or by a flux that changes.
extension AnalyticCase {
    /// A beam that is absorbed within 2 mm, under a closed surface.
    static var absorbedBeam: AnalyticCase {
        let skin = TissueProperties.skin
        let (length, heat) = (2e-3, 4e5)
        var layer = CaseLayer.endless(skin)
        layer.source = CaseSource(course: .constant(heat), shape: .exponential(lengthMetres: length))
        let heatCase = HeatCase(
            layers: [layer], top: .insulated, bottom: .insulated, initial: .uniform(34), timesSeconds: [10, 60, 300],
            depthsMetres: [0, 1e-3, 3e-3])
        return AnalyticCase(
            heatCase.named("absorbed beam"), source: "q₀ exp(−z/δ) under a closed surface (Carslaw and Jaeger 2.11)",
            from: 34
        ) { time, depth in
            let reach = (skin.diffusivity * time).squareRoot()
            let (x, y) = (depth / (2 * reach), reach / length)
            let surface = 2 * y * ierfc(x)
            let beam = exp(-depth / length)
            let spread = 0.5 * exp(y * y) * (beam * erfc(y - x) + erfc(y + x) / beam)
            return 34 + heat * length * length / skin.conductivity * (surface - beam + spread)
        }
    }

    /// A flux that grows by 10 W/m² each second.
    static var fluxRamp: AnalyticCase {
        let skin = TissueProperties.skin
        let course = CaseCourse.points([
            CaseTimeValue(seconds: 0, value: 0), CaseTimeValue(seconds: 200, value: 2000),
        ])
        let heatCase = HeatCase(
            layers: [.endless(skin)], top: .flux(course), bottom: .insulated, initial: .uniform(34),
            timesSeconds: [20, 60, 200], depthsMetres: [0])
        return AnalyticCase(
            heatCase.named("flux ramp"), source: "4 β/(3 k) · √(α/π) · t^(3/2)", from: 34
        ) { time, _ in
            34 + 40 / (3 * skin.conductivity) * (skin.diffusivity / Double.pi).squareRoot() * time * time.squareRoot()
        }
    }

    /// A flux that is on for 30 s only.
    static var fluxPulse: AnalyticCase {
        let skin = TissueProperties.skin
        let course = CaseCourse.points([
            CaseTimeValue(seconds: 0, value: 2000), CaseTimeValue(seconds: 30, value: 2000),
            CaseTimeValue(seconds: 30, value: 0),
        ])
        let heatCase = HeatCase(
            layers: [.endless(skin)], top: .flux(course), bottom: .insulated, initial: .uniform(34),
            timesSeconds: [15, 30, 33, 60, 180], depthsMetres: [0])
        return AnalyticCase(
            heatCase.named("flux pulse"), source: "2 q/k √(α/π) · (√t − √(t − 30 s))", from: 34
        ) { time, _ in
            let roots = time.squareRoot() - max(time - 30, 0).squareRoot()
            return 34 + 4000 / skin.conductivity * (skin.diffusivity / Double.pi).squareRoot() * roots
        }
    }
}
