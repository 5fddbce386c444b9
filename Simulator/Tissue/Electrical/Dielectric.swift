import Units

/// How a tissue conducts at radio frequency: four Cole-Cole dispersions, after Gabriel.
///
/// Its relative permittivity at the angular frequency ω is ε∞ + Σ Δε/(1 + (jωτ)^(1−α)) + σ/(jωε0). Valid from 10 kHz to
/// 100 MHz as used here; dry skin is a model artefact below that, and what a stimulation pulse meets is not this model's
/// business but `StimulationLoad`'s.
///
/// Source: the parameters of Gabriel et al. as in the IT'IS database V3.0, at 37 °C. Wet skin's third dispersion is printed
/// as 1.59 µs; taken as 1/(2π · 100 kHz), which its neighbours' time constants also are of round frequencies, it gives the
/// tables' conductivities to every printed digit, and their permittivities to one unit of the last.
public struct Dielectric: Sendable {
    /// One dispersion.
    struct Dispersion: Sendable {
        /// Δε.
        var strength = 0.0
        /// τ in s.
        var seconds = 0.0
        /// α, 0 to 1.
        var spread = 0.0
    }

    private let highFrequency: Double
    private let ionicConductivity: Double
    private let dispersions: (Dispersion, Dispersion, Dispersion, Dispersion)

    private init(
        _ highFrequency: Double, _ ionicConductivity: Double, _ first: Dispersion, _ second: Dispersion,
        _ third: Dispersion = Dispersion(), _ fourth: Dispersion = Dispersion()
    ) {
        self.highFrequency = highFrequency
        self.ionicConductivity = ionicConductivity
        dispersions = (first, second, third, fourth)
    }

    /// Skin under a dry electrode.
    public static let drySkin = Dielectric(
        4, 2e-4, Dispersion(strength: 32, seconds: 7.234e-12, spread: 0),
        Dispersion(strength: 1100, seconds: 32.481e-9, spread: 0.2))

    /// Skin under gel.
    public static let wetSkin = Dielectric(
        4, 4e-4, Dispersion(strength: 39, seconds: 7.96e-12, spread: 0.1),
        Dispersion(strength: 280, seconds: 79.58e-9, spread: 0),
        Dispersion(strength: 3e4, seconds: 1.59155e-6, spread: 0.16),
        Dispersion(strength: 3e4, seconds: 1.592e-3, spread: 0.2))

    /// Fat with its average share of blood.
    public static let fat = Dielectric(
        2.5, 0.035, Dispersion(strength: 9, seconds: 7.958e-12, spread: 0.2),
        Dispersion(strength: 35, seconds: 15.915e-9, spread: 0.1),
        Dispersion(strength: 3.3e4, seconds: 159.155e-6, spread: 0.05),
        Dispersion(strength: 1e7, seconds: 15.915e-3, spread: 0.01))

    /// Muscle.
    public static let muscle = Dielectric(
        4, 0.2, Dispersion(strength: 50, seconds: 7.234e-12, spread: 0.1),
        Dispersion(strength: 7000, seconds: 353.678e-9, spread: 0.1),
        Dispersion(strength: 1.2e6, seconds: 318.31e-6, spread: 0.1),
        Dispersion(strength: 2.5e7, seconds: 2.274e-3, spread: 0))

    /// Its conductivity in S/m at `hertz`, above 0: the real part heats, the imaginary part is ωε0 times the relative
    /// permittivity.
    public func conductivity(hertz: Double) -> Phasor {
        let angular = 2 * Dielectric.pi * hertz
        let permittivity =
            Phasor(highFrequency) + Dielectric.term(dispersions.0, angular) + Dielectric.term(dispersions.1, angular)
            + Dielectric.term(dispersions.2, angular) + Dielectric.term(dispersions.3, angular)
        let scale = angular * Dielectric.vacuum
        return Phasor(ionicConductivity - permittivity.imaginary * scale, permittivity.real * scale)
    }

    /// Its relative permittivity at `hertz`, above 0.
    public func relativePermittivity(hertz: Double) -> Double {
        conductivity(hertz: hertz).imaginary / (2 * Dielectric.pi * hertz * Dielectric.vacuum)
    }

    private static func term(_ dispersion: Dispersion, _ angular: Double) -> Phasor {
        guard dispersion.strength > 0 else { return Phasor(0) }
        let exponent = 1 - dispersion.spread
        let power = exp2(exponent * log2(angular * dispersion.seconds))
        let angle = exponent * pi / 2
        return Phasor(1 + power * cos(angle), power * sin(angle)).reciprocal * dispersion.strength
    }

    private static let pi = 3.141_592_653_589_793
    /// ε0 in F/m.
    private static let vacuum = 8.854_187_8128e-12
}
