import Testing
import Tissue
import Units

struct SkinDensityTests {
    private let area = Area.squareMillimetres(304)

    @Test func `35 mA at 70 Hz in two phases of 100 µs over 3.04 cm² are 1.36 mA per cm² r.m.s.`() {
        let density = SkinDensity.rootMeanSquare(
            milliamps: 35, width: .microseconds(100), rate: .hertz(70), area: area)
        #expect(abs(density - 1.36) < 0.005)
    }

    @Test func `one of the two phases would be 0.96`() {
        let density = SkinDensity.rootMeanSquare(
            milliamps: 35, width: .microseconds(100), rate: .hertz(70), phases: 1, area: area)
        #expect(abs(density - 0.96) < 0.005)
    }

    @Test func `half-lift doubles both densities`() {
        #expect(SkinDensity.radioFrequency(watts: 2, area: .squareMillimetres(2000), contact: 1) == 0.1)
        #expect(SkinDensity.radioFrequency(watts: 2, area: .squareMillimetres(2000), contact: 0.5) == 0.2)
        let (whole, half) = (1.0, 0.5)
        let densities = [whole, half].map {
            SkinDensity.rootMeanSquare(
                milliamps: 20, width: .microseconds(200), rate: .hertz(52), area: area, contact: $0)
        }
        #expect(densities[1] == 2 * densities[0])
    }

    @Test func `without contact a density has no bound, without power it is none`() {
        #expect(SkinDensity.radioFrequency(watts: 2, area: area, contact: 0) == .infinity)
        #expect(SkinDensity.radioFrequency(watts: 0, area: area, contact: 0) == 0)
    }
}
