import Glibc
import Tissue

/// Bodies with two ends.
extension AnalyticCase {
    /// A slab of skin with blood whose ends are held at the blood's temperature, and one half wave of warmth in it.
    static var decayingMode: AnalyticCase {
        let skin = TissueProperties.skin
        let thickness = 4e-3
        var layer = CaseLayer(skin, metres: thickness)
        layer.perfusion = .perSecond(skin.bloodFlow)
        let heatCase = HeatCase(
            layers: [layer], top: .temperature(.constant(37)), bottom: .temperature(.constant(37)),
            initial: .mode(wave: .sine, mean: 37, amplitude: 5, count: 1), timesSeconds: [2, 10, 30],
            depthsMetres: [0.5e-3, 2e-3])
        let wave = Double.pi / thickness
        let rate = skin.diffusivity * wave * wave + skin.perfusion / skin.volumetricHeatCapacity
        return AnalyticCase(heatCase.named("decaying mode"), source: "A sin(π z/L) · exp(−(α π²/L² + w/ρc) t)") {
            37 + 5 * sin(wave * $1) * exp(-rate * $0)
        } scale: {
            5 * sin(wave * $1) * (1 - exp(-rate * $0))
        }
    }

    /// Skin over fat, both with blood, between two held temperatures, settled.
    static var perfusedLayers: AnalyticCase {
        let (skin, fat) = (TissueProperties.skin, TissueProperties.fat)
        var layers = [CaseLayer(skin, metres: 2e-3), CaseLayer(fat, metres: 6e-3)]
        layers[0].perfusion = .wattsPerCubicMetreAndKelvin(skin.perfusion * 5.5)
        layers[1].perfusion = .wattsPerCubicMetreAndKelvin(fat.perfusion * 5.5)
        let heatCase = HeatCase(
            layers: layers, top: .temperature(.constant(45)), bottom: .temperature(.constant(39)),
            initial: .uniform(37), timesSeconds: [.infinity], depthsMetres: [1e-3, 2e-3, 4e-3, 7e-3])
        // In each layer θ'' = m² θ; the fluxes of both meet at the border.
        func decay(_ tissue: TissueProperties) -> Double { (tissue.perfusion * 5.5 / tissue.conductivity).squareRoot() }
        let (m1, m2) = (decay(skin), decay(fat))
        let (g1, g2) = (skin.conductivity * m1, fat.conductivity * m2)
        let border =
            (g1 * 8 / sinh(m1 * 2e-3) + g2 * 2 / sinh(m2 * 6e-3)) / (g1 / tanh(m1 * 2e-3) + g2 / tanh(m2 * 6e-3))
        return AnalyticCase(
            heatCase.named("two layers with blood"), source: "θ'' = m² θ in each, equal fluxes at the border", from: 37
        ) { _, depth in
            depth <= 2e-3
                ? 37 + (8 * sinh(m1 * (2e-3 - depth)) + border * sinh(m1 * depth)) / sinh(m1 * 2e-3)
                : 37 + (border * sinh(m2 * (8e-3 - depth)) + 2 * sinh(m2 * (depth - 2e-3))) / sinh(m2 * 6e-3)
        }
    }

    /// A slab with heat everywhere between air and a held temperature, settled.
    static var steadySlab: AnalyticCase {
        let muscle = TissueProperties.muscle
        let (thickness, source, air, coefficient) = (8e-3, 40_000.0, 24.0, 25.0)
        var layer = CaseLayer(muscle, metres: thickness)
        layer.source = CaseSource(course: .constant(source))
        let heatCase = HeatCase(
            layers: [layer], top: .convection(coefficient: .constant(coefficient), ambient: .constant(air)),
            bottom: .temperature(.constant(37)), initial: .uniform(37), timesSeconds: [.infinity],
            depthsMetres: [0, 2e-3, 5e-3])
        let k = muscle.conductivity
        // T = a + b z − q z² / 2k, with k b = h (a − air) at the top.
        let a =
            (37 + source * thickness * thickness / (2 * k) + coefficient * air * thickness / k)
            / (1 + coefficient * thickness / k)
        let b = coefficient * (a - air) / k
        return AnalyticCase(heatCase.named("heated slab under air"), source: "a parabola", from: 37) { _, depth in
            a + b * depth - source * depth * depth / (2 * k)
        }
    }
}
