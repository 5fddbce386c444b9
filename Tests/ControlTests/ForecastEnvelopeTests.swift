import Safety
import Testing
import Treatment
import Units

@testable import Control

@Suite struct `The budget of a loaded plan` {
    @Test func `is the shadow run's where the model fits, and the plan's alone under a return electrode`() throws {
        let heating = Heating(
            target: .celsius(38), warmUpTarget: .celsius(38), warmUpDuration: .seconds(120),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let plan = try Plan(
            name: "cheek", duration: .seconds(1_200),
            zones: [ZonePlan(zone: .leftCheek, heating: heating, stimulation: nil)])
        let program = try Program(compiling: plan, identity: Fingerprint(high: 1, low: 2))
        let (place, area) = (try #require(ZoneIndex(0)), Area.squareMillimetres(2000))
        let alone = program.envelope(of: place, area: area).energy
        for isMonopolar in [false, true] {
            let forecast = ProgramForecast(program, isMonopolar: isMonopolar)
            #expect(try #require(forecast[place]).energy.most * area < alone)
            let loaded = LoadedTreatment(
                program: program, approval: .none, zones: PerZone(repeating: nil), bounds: PerZone(repeating: nil),
                deviceZones: .none, cheeks: nil, forecast: forecast)
            let energy = loaded.envelope(of: place, area: area).energy
            #expect(isMonopolar ? energy == alone : energy < alone)
        }
    }

    /// Hazard: HAZ-U2.
    @Test func `ends at the current that a person wants, once that was found`() throws {
        let stimulation = Stimulation(
            current: .milliamps(20), rate: .hertz(50), width: .microseconds(200), on: .seconds(2), off: .seconds(1),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .zero, until: .seconds(60),
            intensity: PerMille(rawValue: 600))
        let plan = try Plan(
            name: "cheek", duration: .seconds(60),
            zones: [ZonePlan(zone: .leftCheek, heating: nil, stimulation: stimulation)])
        let program = try Program(compiling: plan, identity: Fingerprint(high: 1, low: 2))
        let (place, area) = (try #require(ZoneIndex(0)), Area.squareMillimetres(2000))
        var bounds = PerZone<OutputBounds?>(repeating: nil)
        bounds[place] = OutputBounds(
            current: .milliamps(20), width: .microseconds(200), rate: .hertz(50), power: .zero,
            radioFrequencyArea: area, stimulationArea: area, site: .leftCheek)
        var loaded = LoadedTreatment(
            program: program, approval: .none, zones: PerZone(repeating: nil), bounds: bounds, deviceZones: .none,
            cheeks: nil)
        let range = try #require(IntensityRange(threshold: .milliamps(2), maximum: .milliamps(7)))
        loaded.keep(KeptTitration(outcome: .found(range), at: .zero), of: place)
        #expect(loaded.bounds[place]?.current == .milliamps(7))
        let beyond = try #require(IntensityRange(threshold: .milliamps(2), maximum: .milliamps(30)))
        loaded.keep(KeptTitration(outcome: .found(beyond), at: .zero), of: place)
        #expect(loaded.bounds[place]?.current == .milliamps(20))
    }
}
