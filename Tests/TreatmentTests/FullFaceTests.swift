import Testing
import Treatment
import Units

struct FullFaceTests {
    @Test func `a full face has the pulses that the prescription says`() throws {
        let program = try Samples.program(Samples.fullFace())
        #expect(program.segmentCount == 24_000)
        #expect(program.count == 4)
        #expect(program.pulses == 74_880)
        for place in program.zones {
            let totals = program.totals(of: place)
            #expect(totals.pulses == 18_720)
            #expect(totals.contractions == 180)
            #expect(totals.stimulationDuration == .seconds(360))
            #expect(program.index(of: program.zone(at: place)) == place)
        }
        #expect(ZoneSet.all.map { program.zone(at: $0) } == Zone.allInOrder)
    }

    @Test func `the charge of a full face lies between the flat part's and a flat train's`() throws {
        let program = try Samples.program(Samples.fullFace())
        let place = try #require(ZoneIndex(0))
        let charge = program.totals(of: place).charge
        // 104 pulses of 4 µC, 180 times; the two ramps of half a second take about a quarter of that away.
        #expect(charge < .microcoulombs(4 * 18_720))
        #expect(charge > .microcoulombs(4 * 18_720 * 3 / 4))
    }

    @Test func `zones start RF one after the other and warm up in two minutes each`() throws {
        let program = try Samples.program(Samples.fullFace())
        for place in program.zones {
            let start = 200 * place.place
            if start > 0 { #expect(program.segment(start - 1, of: place).target == nil) }
            #expect(program.segment(start, of: place).target == .celsius(34))
            #expect(program.segment(start + 1200, of: place).target == .celsius(37))
            #expect(program.segment(start + 2399, of: place).target == .milliCelsius(39_997))
            #expect(program.segment(start + 2400, of: place).target == .celsius(40))
            #expect(program.segment(start + 2600, of: place).target == .milliCelsius(40_583))
            #expect(program.segment(start + 2743, of: place).target == .celsius(41))
            #expect(program.segment(23_999, of: place).target == .celsius(41))
        }
    }

    @Test func `the phases change when the last zone has warmed up`() throws {
        let program = try Samples.program(Samples.fullFace())
        #expect(program.phase(at: 0) == .warmUp)
        #expect(program.phase(at: 2999) == .warmUp)
        #expect(program.phase(at: 3000) == .hold)
        #expect(program.phase(at: 23_999) == .hold)
        #expect(program.phase(at: 24_000) == .finished)
    }

    @Test func `contractions run from minute two on, two seconds of every six`() throws {
        let program = try Samples.program(Samples.fullFace())
        for place in program.zones {
            #expect(program.segment(2399, of: place).stimulation == nil)
            #expect(program.segment(2400, of: place).stimulation?.offset == .zero)
            #expect(program.segment(2439, of: place).stimulation?.offset == .milliseconds(1950))
            #expect(program.segment(2440, of: place).stimulation == nil)
            #expect(program.segment(2519, of: place).stimulation == nil)
            #expect(program.segment(2520, of: place).stimulation?.offset == .zero)
        }
    }

    @Test func `a contraction rises from two per cent, holds and falls back`() throws {
        let program = try Samples.program(Samples.fullFace())
        let place = try #require(ZoneIndex(0))
        func ramp(_ ordinal: Int) -> CurrentRamp? { program.segment(2400 + ordinal, of: place).stimulation?.ramp }
        #expect(ramp(0) == CurrentRamp(from: .microamps(400), to: .microamps(2360)))
        #expect(ramp(9) == CurrentRamp(from: .microamps(18_040), to: .milliamps(20)))
        #expect(ramp(10) == CurrentRamp(from: .milliamps(20), to: .milliamps(20)))
        #expect(ramp(29) == CurrentRamp(from: .milliamps(20), to: .milliamps(20)))
        #expect(ramp(30) == CurrentRamp(from: .milliamps(20), to: .microamps(18_040)))
        #expect(ramp(39) == CurrentRamp(from: .microamps(2360), to: .microamps(400)))
    }
}
