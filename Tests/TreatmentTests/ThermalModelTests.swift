import Testing
import Treatment
import Units

struct ThermalModelTests {
    private static func e(_ exponent: Double) -> Double { exp2(exponent * 1.442_695_040_889) }

    @Test func `under constant power, skin below its vessels' opening rises as the exponential does`() {
        var model = ThermalModel(.nominal(at: .leftCheek), rest: 30)
        let (density, constant) = (20.0, model.capacity / model.loss)
        for step in 1...2000 {
            model.pass(0.05, under: density)
            guard step % 400 == 0 else { continue }
            let expected = 30 + density / model.loss * (1 - ThermalModelTests.e(-Double(step) * 0.05 / constant))
            #expect((model.skin - expected).magnitude < 0.005)
        }
        #expect(model.flow == 0)
    }

    @Test func `the power for a rate gives that rate, and the power for none holds`() {
        var model = ThermalModel(.nominal(at: .forehead))
        for _ in 0..<2000 { model.pass(0.05, under: 60) }
        let before = model.skin
        model.pass(0.05, under: model.density(forRate: 0.04))
        #expect((model.skin - before - 0.002).magnitude < 1e-9)
        for _ in 0..<6000 { model.pass(0.05, under: model.density(forRate: 0)) }
        #expect((model.skin - before - 0.002).magnitude < 1e-6)
    }

    @Test func `the layer below follows the power with its lag`() {
        var model = ThermalModel(.nominal(at: .submentum))
        for _ in 0..<Int(model.lag * 20) { model.pass(0.05, under: 50) }
        #expect((model.excess - 50 * model.excessPerDensity * (1 - ThermalModelTests.e(-1))).magnitude < 0.005)
    }

    @Test func `vessels open between 35 and 42 °C, and take from warm skin only`() {
        #expect(ThermalModel.opening(at: 34) == 0 && ThermalModel.opening(at: 42) == 1)
        var open = ThermalModel(.nominal(at: .leftCheek))
        while open.flow < 0.5 { open.pass(0.05, under: open.density(forRate: open.skin < 41 ? 0.05 : 0)) }
        let conducted = open.loss * (open.skin - open.rest)
        #expect(open.losing > conducted)
        open.skin = 36
        #expect(open.losing < open.loss * 1.5)
    }

    @Test func `thicker fat holds more heat below and never less above`() {
        var (last, lastCapacity) = (0.0, 0.0)
        for fat in stride(from: Int32(600), through: 15_000, by: 600) {
            let model = ThermalModel(ThermalTraits(skinMicrometres: 1200, fatMicrometres: fat))
            #expect(model.excessPerDensity >= last && model.capacity >= lastCapacity)
            #expect(model.capacity > 0 && model.loss > 0 && model.exchange >= 0)
            (last, lastCapacity) = (model.excessPerDensity, model.capacity)
        }
    }

    @Test func `traits stay in the range that the model was fitted to`() {
        let wild = ThermalTraits(skinMicrometres: 0, fatMicrometres: .max)
        #expect(wild == ThermalTraits(skinMicrometres: 700, fatMicrometres: 15_000))
    }
}

struct ThermalForecastTests {
    private static func forecast(
        _ duration: Duration = .seconds(1200), traits: ThermalTraits? = nil,
        _ change: (inout Heating) -> Void = { _ in }
    ) throws -> ThermalForecast {
        let program = try Samples.program(Samples.plan([Samples.heated(.leftCheek, change)], duration: duration))
        let place = try #require(ZoneIndex(0))
        return try #require(program.forecast(of: place, traits: traits))
    }

    @Test func `ten minutes more of holding take what the model loses in them`() throws {
        let (short, long) = (
            try ThermalForecastTests.forecast(.seconds(1200)), try ThermalForecastTests.forecast(.seconds(1800))
        )
        var model = ThermalModel(.nominal(at: .leftCheek))
        for _ in 0..<40_000 { model.pass(0.05, under: model.density(forRate: model.skin < 41 ? 0.05 : 0)) }
        let taken = (long.energy.expected - short.energy.expected).millijoulesPerSquareCentimetre
        #expect((Double(taken) - model.losing * 600).magnitude < 30)
    }

    @Test func `18 minutes at 41 °C are a sixteenth of them at 43 °C`() throws {
        let forecast = try ThermalForecastTests.forecast()
        #expect((forecast.skinPeak - .celsius(41)).millikelvin.magnitude <= 5)
        // 1,063 s at 41 °C count a sixteenth: 1.107 minutes; the way up from 39 °C on adds some hundredths.
        #expect((1_100_000_000...1_160_000_000).contains(forecast.skinDose))
        #expect(forecast.deepDose > forecast.skinDose && forecast.deepPeak > forecast.skinPeak)
    }

    @Test func `the expectation lies inside its band, and the band inside the budget`() throws {
        for zone in Zone.allInOrder {
            let program = try Samples.program(Samples.plan([Samples.heated(zone)], duration: .seconds(1200)))
            let place = try #require(ZoneIndex(0))
            let forecast = try #require(program.forecast(of: place))
            #expect(forecast.energy.contains(forecast.energy.expected))
            let budget = program.envelope(of: place, area: .squareMillimetres(100)).energy
            #expect(forecast.energy.most * .squareMillimetres(100) <= budget)
        }
    }

    @Test(arguments: [false, true]) func `every expectation lies inside its band`(isMonopolar: Bool) throws {
        let program = try Samples.program(Samples.fullFace())
        for place in program.zones {
            let forecast = try #require(program.forecast(of: place, isMonopolar: isMonopolar))
            #expect(forecast.energy.contains(forecast.energy.expected))
            #expect(forecast.skinPeakBand.contains(forecast.skinPeak))
            #expect(forecast.deepPeakBand.contains(forecast.deepPeak))
            #expect(forecast.skinDoseBand.contains(forecast.skinDose))
            #expect(forecast.deepDoseBand.contains(forecast.deepDose))
            #expect(!forecast.skinDoseBand.contains(forecast.skinDose * 5))
            #expect(!forecast.skinPeakBand.contains(forecast.skinPeak + .millikelvin(1_600)))
        }
    }

    @Test func `a measured zone is forecast as measured`() throws {
        var zone = Samples.heated(.submentum)
        let average = try Samples.program(Samples.plan([zone], duration: .seconds(1200)))
        zone.tissue = TissueThickness(skin: .micrometres(1_600), fat: .micrometres(9_000))
        let measured = try Samples.program(Samples.plan([zone], duration: .seconds(1200)))
        let place = try #require(ZoneIndex(0))
        let (usual, own) = (try #require(average.forecast(of: place)), try #require(measured.forecast(of: place)))
        #expect(own.energy.expected > usual.energy.expected && own.deepPeak > usual.deepPeak)
        #expect(own == average.forecast(of: place, traits: zone.tissue?.traits))
    }

    @Test func `a low ceiling leaves the skin colder, and a zone that is not heated has no forecast`() throws {
        let weak = try ThermalForecastTests.forecast { $0.density = .milliwattsPerSquareCentimetre(30) }
        #expect(weak.warmAfter == nil && weak.skinPeak < .celsius(39))
        #expect(weak.energy.expected <= .millijoulesPerSquareCentimetre(30 * 1200))
        let cold = try Samples.program(Samples.plan([Samples.stimulated()]))
        #expect(cold.forecast(of: try #require(ZoneIndex(0))) == nil)
    }

    @Test func `a later zone takes less by what it would have held`() throws {
        let program = try Samples.program(Samples.fullFace())
        let (first, second) = (try #require(ZoneIndex(1)), try #require(ZoneIndex(2)))
        let left = try #require(program.forecast(of: first))
        let right = try #require(program.forecast(of: second))
        let less = (left.energy.expected - right.energy.expected).millijoulesPerSquareCentimetre
        #expect((400...900).contains(less))
    }
}
