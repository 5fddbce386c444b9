import Testing
import Treatment
import Units

struct EnvelopeTests {
    private let area = Area.squareMillimetres(2000)

    @Test func `an envelope holds the plan's greatest values and the program's totals`() throws {
        let program = try Samples.program(Samples.fullFace())
        for place in program.zones {
            let envelope = program.envelope(of: place, area: area)
            let totals = program.totals(of: place)
            #expect(envelope.current == .milliamps(20))
            #expect(envelope.width == .microseconds(200))
            #expect(envelope.rate == .hertz(52))
            #expect(envelope.power == .milliwatts(3000))
            #expect(envelope.sensorTemperature == .celsius(43))
            #expect(envelope.pulses == totals.pulses)
            #expect(envelope.charge == totals.charge)
            #expect(envelope.duration == .seconds(1320))
            let predicted = totals.predictedEnergy(area: area).nanojoules
            let warm = (envelope.energy - ZoneEnvelope.coldStart * area).nanojoules
            #expect(warm * 10 >= predicted * 13)
            #expect((warm - 1) * 10 < predicted * 13)
        }
    }

    @Test func `a zone without heating may not have RF power, and only the least energy`() throws {
        let program = try Samples.program(Samples.plan([Samples.stimulated()]))
        let place = try #require(ZoneIndex(0))
        let envelope = program.envelope(of: place, area: area)
        #expect(envelope.power == .zero)
        #expect(envelope.energy == .millijoules(1000))
    }

    @Test func `a zone without stimulation may not have a pulse`() throws {
        let program = try Samples.program(Samples.plan([Samples.heated()]))
        let envelope = program.envelope(of: try #require(ZoneIndex(0)), area: area)
        #expect(envelope.pulses == 0)
        #expect(envelope.charge == .zero)
        #expect(envelope.current == .zero)
        #expect(envelope.rate == .zero)
        #expect(envelope.width == .zero)
    }

    @Test func `a shadow run narrows the budget of energy to its band, and never widens it`() throws {
        for (milliwatts, isNarrowed) in [(150, true), (40, false)] {
            var heated = Samples.heated()
            heated.heating?.density = .milliwattsPerSquareCentimetre(Int32(milliwatts))
            let program = try Samples.program(Samples.plan([heated]))
            let place = try #require(ZoneIndex(0))
            let thick = ThermalTraits(skinMicrometres: 700, fatMicrometres: 600)
            let forecast = try #require(program.forecast(of: place, traits: thick))
            let (wide, narrowed) = (
                program.envelope(of: place, area: area), program.envelope(of: place, area: area, within: forecast)
            )
            let most = forecast.energy.most * area
            let warm = narrowed.energy - ZoneEnvelope.coldStart * area
            #expect(narrowed.energy <= wide.energy)
            #expect((narrowed.energy < wide.energy) == isNarrowed, "\(narrowed.energy) of \(wide.energy)")
            if isNarrowed { #expect((warm.nanojoules * 10 - most.nanojoules * 13).magnitude < 20) }
            #expect(warm >= forecast.energy.expected * area)
        }
    }

    @Test(arguments: 0..<40) func `no segment asks for more than its envelope`(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, purpose: 5)
        guard let program = try? Samples.program(Samples.random(&stream)) else { return }
        for place in program.zones {
            let envelope = program.envelope(of: place, area: area)
            for ordinal in 0..<program.segmentCount {
                let segment = program.segment(ordinal, of: place)
                #expect(area * segment.powerCeiling <= envelope.power)
                if let target = segment.target { #expect(target < envelope.sensorTemperature) }
                guard let slice = segment.stimulation else { continue }
                #expect(slice.ramp.peak <= envelope.current)
                #expect(slice.rate <= envelope.rate && slice.width <= envelope.width)
            }
        }
    }
}
