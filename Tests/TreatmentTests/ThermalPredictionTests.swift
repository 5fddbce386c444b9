import Testing
import Treatment
import Units

struct ThermalPredictionTests {
    private func prediction(
        _ duration: Duration, _ change: (inout Heating) -> Void = { _ in }
    ) throws -> ZoneTotals {
        let program = try Samples.program(Samples.plan([Samples.heated(.forehead, change)], duration: duration))
        return program.totals(of: try #require(ZoneIndex(0)))
    }

    @Test func `holding 41 °C takes the loss at 41 °C`() throws {
        let shorter = try prediction(.seconds(600))
        let longer = try prediction(.seconds(1200))
        let difference = longer.predictedEnergyDensity - shorter.predictedEnergyDensity
        // 13.5 mW/cm²/°C × 6.4 °C × 600 s = 51.84 J/cm².
        #expect(abs(difference.millijoulesPerSquareCentimetre - 51_840) <= 2)
        #expect(longer.predictedPeak == .celsius(41))
    }

    @Test func `the whole of a full face is the store, the loss and nothing else`() throws {
        let program = try Samples.program(Samples.fullFace())
        // 6.4 °C × 2.25 J/cm²/°C are 14.4 J/cm²; a loss of 86.4 mW/cm² from about minute 2.5 on makes 91 of it, and
        // the way up between 34.6 and 41 °C some 6.
        let first = program.totals(of: try #require(ZoneIndex(0))).predictedEnergyDensity
        #expect(first > .millijoulesPerSquareCentimetre(108_000))
        #expect(first < .millijoulesPerSquareCentimetre(113_000))
        // A zone that starts 10 s later saves 10 s of the loss at 41 °C.
        for place in program.zones.dropFirst() {
            let later = first - program.totals(of: place).predictedEnergyDensity
            #expect(abs(later.millijoulesPerSquareCentimetre - 864 * Int64(place.place)) <= 5)
        }
    }

    @Test func `power never exceeds the ceiling, and a low ceiling leaves the skin colder`() throws {
        let strong = try prediction(.seconds(60)) { $0.warmUpDuration = .seconds(10) }
        let weak = try prediction(.seconds(60)) {
            ($0.warmUpDuration, $0.density) = (.seconds(10), .milliwattsPerSquareCentimetre(20))
        }
        #expect(weak.predictedEnergyDensity <= .millijoulesPerSquareCentimetre(20 * 60))
        #expect(weak.predictedPeak < strong.predictedPeak)
        #expect(strong.predictedEnergyDensity <= .millijoulesPerSquareCentimetre(150 * 60))
    }

    @Test func `at a constant ceiling the skin rises as the exponential does`() throws {
        // The steepest reference runs ahead of 60 mW/cm²: T = 34.6 + 60/13.5 · (1 − e^(−t/166.7 s)) from 34.6 °C on.
        let totals = try prediction(.seconds(600)) { $0.density = .milliwattsPerSquareCentimetre(60) }
        let risen = 60 / 13.5 * (1 - exp2(-(600.0 - 20) / 166.667 * 1.442_695_040_889))
        let expected = 34_600 + risen * 1000
        #expect(abs(Double(totals.predictedPeak.milliCelsius) - expected) < 20)
    }

    @Test func `a treatment over before the reference passes resting skin takes no energy`() throws {
        let totals = try prediction(.seconds(10))
        #expect(totals.predictedEnergyDensity == .zero)
        #expect(totals.predictedPeak == .milliCelsius(34_600))
    }

    @Test func `the energy on an area is the density times the area`() throws {
        let totals = try prediction(.seconds(1200))
        let density = totals.predictedEnergyDensity.millijoulesPerSquareCentimetre
        #expect(totals.predictedEnergy(area: .squareMillimetres(2000)) == .millijoules(20 * density))
        #expect(totals.predictedEnergy(area: .squareMillimetres(50)) == .nanojoules(density * 500_000))
    }
}
