import Testing
import Tissue

struct DielectricTests {
    private static let hertz = [1e3, 1e5, 0.5e6, 1e6, 2e6, 6e6, 27.12e6]

    /// A printed value and half a unit of its last digit, or one unit where no single parameter gives the printed row.
    private func expect(_ value: Double, prints printed: Double, to tolerance: Double) {
        #expect(abs(value - printed) <= tolerance, "\(value) instead of \(printed)")
    }

    @Test func `wet skin conducts as the published table says`() {
        let printed = [0.0007, 0.066, 0.178, 0.221, 0.267, 0.336, 0.428]
        for (hertz, value) in zip(DielectricTests.hertz, printed) {
            let tolerance = value < 0.01 ? 0.00005 : 0.0005
            expect(Dielectric.wetSkin.conductivity(hertz: hertz).real, prints: value, to: tolerance)
        }
    }

    @Test func `dry skin conducts as the published table says`() {
        let printed = [(0.0002, 5e-5), (0.0005, 5e-5), (0.0044, 5e-5), (0.0132, 5e-5), (0.037, 5e-4), (0.132, 5e-4)]
        for (hertz, value) in zip(DielectricTests.hertz, printed + [(0.329, 5e-4)]) {
            expect(Dielectric.drySkin.conductivity(hertz: hertz).real, prints: value.0, to: value.1)
        }
    }

    @Test func `fat conducts as the published table says`() {
        let printed = [(0.042, 5e-4), (0.043, 5e-4), (0.0438, 5e-5), (0.0441, 5e-5), (0.0448, 5e-5), (0.0488, 5e-5)]
        for (hertz, value) in zip(DielectricTests.hertz, printed + [(0.061, 5e-4)]) {
            expect(Dielectric.fat.conductivity(hertz: hertz).real, prints: value.0, to: value.1)
        }
    }

    @Test func `muscle conducts as the published table says`() {
        let printed = [0.321, 0.362, 0.446, 0.503, 0.548, 0.597, 0.654]
        for (hertz, value) in zip(DielectricTests.hertz, printed) {
            expect(Dielectric.muscle.conductivity(hertz: hertz).real, prints: value, to: 0.0005)
        }
    }

    @Test func `the permittivities are the published ones`() {
        let dry = [1136.0, 1119, 1062, 991, 858, 518, 165]
        let wet = [(3.2e4, 500), (1.5e4, 500), (3610, 1.1), (1833, 0.5), (949, 0.5), (338, 0.5), (115, 1.0)]
        let fat = [57.0, 51, 46, 37, 18]
        let muscle = [3647.0, 1836, 826, 260, 96]
        for (hertz, value) in zip(DielectricTests.hertz, dry) {
            expect(Dielectric.drySkin.relativePermittivity(hertz: hertz), prints: value, to: 0.5)
        }
        for (hertz, value) in zip(DielectricTests.hertz, wet) {
            expect(Dielectric.wetSkin.relativePermittivity(hertz: hertz), prints: value.0, to: value.1)
        }
        for (index, hertz) in DielectricTests.hertz.dropFirst(2).enumerated() {
            expect(Dielectric.fat.relativePermittivity(hertz: hertz), prints: fat[index], to: 0.5)
            expect(Dielectric.muscle.relativePermittivity(hertz: hertz), prints: muscle[index], to: 0.5)
        }
    }

    @Test func `a phasor knows its size and angle`() {
        #expect(Phasor(3, -4).magnitude == 5)
        #expect(abs(Phasor(1, -1).degrees + 45) < 1e-11)
        #expect(abs(Phasor(1, 1.732_050_807_568_877_2).degrees - 60) < 1e-11)
        #expect(abs(Phasor(1, -0.1).degrees + 5.710_593_137_499_643) < 1e-11)
        #expect(abs(Phasor(1, 1e9).degrees - 90) < 1e-6)
        #expect(Phasor(50).degrees == 0)
    }
}
