import Control
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

/// Watches what is heated, and changes nothing.
private struct Watch: PowerLaw {
    /// What a second of one zone came to on average, in m°C, by its number since the treatment's start.
    var seconds = PerZone<[Int32]>(repeating: [])
    private var sums = PerZone<Int32>(repeating: 0)
    private var counts = PerZone<Int32>(repeating: 0)
    var firstHeat = PerZone<Int?>(repeating: nil)

    mutating func power(for ask: PowerAsk) -> Power {
        if ask.own > .zero, firstHeat[ask.zone] == nil { firstHeat[ask.zone] = ask.ordinal }
        sums[ask.zone] += max(ask.reading.centre.reading, ask.reading.edge.reading).milliCelsius
        counts[ask.zone] += 1
        if counts[ask.zone] == 20 {
            seconds[ask.zone].append(sums[ask.zone] / 20)
            (sums[ask.zone], counts[ask.zone]) = (0, 0)
        }
        return ask.own
    }
}

/// Asks for what nobody may have.
private struct Greedy: PowerLaw {
    mutating func power(for ask: PowerAsk) -> Power { .milliwatts(1_000_000) }
}

/// `myotherm-campaign temperature` asks the same of a thousand people.
struct TemperatureControlTests {
    private static func fullFace() throws -> Program {
        let heating = Heating(
            target: .celsius(41), warmUpTarget: .milliCelsius(40_300), warmUpDuration: .seconds(120),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let stimulation = Stimulation(
            current: .milliamps(20), rate: .hertz(52), width: .microseconds(200), on: .seconds(2), off: .seconds(4),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(120), until: .seconds(360))
        let zones = Zone.allInOrder.map { ZonePlan(zone: $0, heating: heating, stimulation: stimulation) }
        return try Program(
            compiling: Plan(name: "warm", duration: .seconds(360), zones: zones),
            identity: Fingerprint(high: 1, low: 3))
    }

    @Test(arguments: 0..<10) func `people are warm within two minutes, and held`(seed: UInt64) throws {
        let program = try TemperatureControlTests.fullFace()
        var scenario = Scenario(program: program, seed: seed)
        scenario.law = Watch()
        var treatment = VirtualTreatment(scenario)
        let report = treatment.run()
        #expect(report.result == .completed)
        #expect(report.truePulses == program.zones.map { program.totals(of: $0).pulses })
        let watch = try #require(treatment.law as? Watch)
        for place in program.zones {
            let (means, begin) = (watch.seconds[place], try #require(watch.firstHeat[place]) / 20)
            let warm = try #require(means.firstIndex { $0 >= 40_000 })
            #expect(warm + 1 - begin <= 120)
            #expect((means.max() ?? 0) <= 41_300)
            let held = try #require(program.reference(of: place)).holdStart.milliseconds / 1000 + 1
            let hold = means[Int(held)...]
            #expect(hold.count { ($0 - 41_000).magnitude > 200 } * 100 <= hold.count)
        }
        for zone in report.truth.zones { #expect(zone.peakSensor ?? .zero < .celsius(43)) }
    }

    @Test func `a rule of somebody else's gets no more than the product's own would`() throws {
        var scenario = Scenario(program: try shortProgram(), seed: 3)
        scenario.law = Greedy()
        var treatment = VirtualTreatment(scenario)
        let report = treatment.run()
        for zone in report.truth.zones { #expect(zone.peakPowerDensity < 250) }
        #expect(report.truth.broken.isEmpty)
    }
}
