import Safety
import Testing
import Treatment
import Units

@testable import Control

/// What a loop does with one square centimetre of skin that it cannot trust, or that is not where a plan begins.
struct TemperatureLoopRiskTests {
    private static let area = Area.squareMillimetres(2000)
    private static let whole = Power.milliwatts(3000)
    private static let ramp = 3.5 / 60

    private static func aim(_ planned: Int32) -> TemperatureLoop.Aim {
        TemperatureLoop.Aim(
            planned: .milliCelsius(planned), limit: nil, warmUpTarget: .celsius(40), ramp: ramp)
    }

    /// The plan's reference after `segments`: 3 °C/min from 34 °C to 40 °C, 3.5 °C/min from there to 41 °C.
    private static func planned(_ segments: Int) -> Int32 {
        let seconds = Double(segments) / 20
        return Int32(seconds < 120 ? 34_000 + seconds * 50 : min(40_000 + (seconds - 120) * 58.33, 41_000))
    }

    /// The power of one segment, on skin that reads `celsius`.
    private static func power(
        _ loop: inout TemperatureLoop, _ celsius: Double, toward planned: Int32, ceiling: Power = whole
    ) -> Double {
        let power = loop.power(
            toward: aim(planned), from: .milliCelsius(Int32((celsius * 1000).rounded())), area: area, ceiling: ceiling)
        return Double(power.milliwatts) / 20
    }

    /// A loop that has held `model` at 41 °C for `minutes`.
    private static func held(_ model: inout ThermalModel, minutes: Int) -> TemperatureLoop {
        var loop = TemperatureLoop()
        for segment in 0..<(minutes * 1200) {
            model.pass(0.05, under: power(&loop, model.skin, toward: planned(segment)))
        }
        return loop
    }

    /// Hazard: HAZ-T4.
    @Test(arguments: [0.1, 0.3, 1, 3])
    func `two sensors that come to read too little, alike and with noise, cannot make skin much warmer`(
        below: Double
    ) {
        var skin = ThermalModel(.nominal(at: .leftCheek))
        var loop = TemperatureLoopRiskTests.held(&skin, minutes: 6)
        let holding = skin.losing
        var noise = RandomStream(seed: 1)
        var (afterTwenty, warmest) = (0.0, 0.0)
        for segment in 0..<16_800 {
            // Where the sensors stand: below the set-point for good, whatever is done.
            let read = 41 - below + noise.nextNormal() * 0.015
            let density = TemperatureLoopRiskTests.power(&loop, read, toward: 41_000)
            skin.pass(0.05, under: density)
            if segment < 400 { afterTwenty = max(afterTwenty, density) }
            warmest = max(warmest, skin.skin)
        }
        #expect(afterTwenty <= holding + HeatingSettings.bipolar.holdMargin + 2)
        #expect(afterTwenty > holding)
        #expect(warmest < 43)
    }

    /// Hazard: HAZ-T4.
    @Test(arguments: [(700, 600), (700, 15_000), (1_200, 4_000), (2_100, 600), (2_100, 15_000)] as [(Int32, Int32)])
    func `not even at the highest set-point, however thin or thick the face`(skin: Int32, fat: Int32) {
        let traits = ThermalTraits(skinMicrometres: skin, fatMicrometres: fat)
        var (model, loop) = (ThermalModel(traits), TemperatureLoop(traits))
        var noise = RandomStream(seed: 1)
        var warmest = 0.0
        for segment in 0..<24_000 {
            let planned = min(
                TemperatureLoopRiskTests.planned(min(segment, 2_760)) + Int32(max(segment - 2_760, 0)), 41_500)
            let lie = segment < 7_200 ? 0 : 0.5
            let read = segment < 7_200 ? model.skin : 41.5 - lie + noise.nextNormal() * 0.015
            model.pass(0.05, under: TemperatureLoopRiskTests.power(&loop, read, toward: planned))
            warmest = max(warmest, model.skin)
        }
        #expect(warmest > 41.3 && warmest < 43, "\(warmest)")
    }

    @Test func `skin that comes to lose more is held all the same, as far as people differ`() {
        var skin = ThermalModel(.nominal(at: .leftCheek))
        var loop = TemperatureLoopRiskTests.held(&skin, minutes: 6)
        var lowest = 100.0
        for segment in 0..<12_000 {
            // 15 mW/cm² more within four minutes.
            let more = min(Double(segment) / 4800, 1) * 15
            skin.pass(0.05, under: TemperatureLoopRiskTests.power(&loop, skin.skin, toward: 41_000) - more)
            lowest = min(lowest, skin.skin)
        }
        #expect(lowest > 40.95)
    }

    @Test(arguments: [32.5, 33.3]) func `skin that begins below the plan is not warmed faster than the plan's ramp`(
        rest: Double
    ) {
        var skin = ThermalModel(.nominal(at: .leftCheek), rest: rest)
        var loop = TemperatureLoop()
        var (fastest, before) = (0.0, rest)
        for segment in 0..<3600 {
            let density = TemperatureLoopRiskTests.power(
                &loop, skin.skin, toward: TemperatureLoopRiskTests.planned(segment), ceiling: .milliwatts(8000))
            skin.pass(0.05, under: density)
            guard segment % 200 == 199 else { continue }
            fastest = max(fastest, (skin.skin - before) / 10)
            before = skin.skin
        }
        #expect(fastest < TemperatureLoopRiskTests.ramp * 1.1)
        #expect((skin.skin - 41).magnitude < 0.1)
    }

    @Test func `skin that stayed behind for want of power catches up by the plan's ramp`() {
        var skin = ThermalModel(.nominal(at: .leftCheek))
        var loop = TemperatureLoop()
        var (fastest, before) = (0.0, 0.0)
        for segment in 0..<6000 {
            let density = TemperatureLoopRiskTests.power(
                &loop, skin.skin, toward: TemperatureLoopRiskTests.planned(segment),
                ceiling: .milliwatts(segment < 2000 ? 1200 : 8000))
            skin.pass(0.05, under: density)
            guard segment % 200 == 199 else { continue }
            if segment > 2000 { fastest = max(fastest, (skin.skin - before) / 10) }
            before = skin.skin
        }
        #expect(fastest > TemperatureLoopRiskTests.ramp * 0.8)
        #expect(fastest < TemperatureLoopRiskTests.ramp * 1.1)
        #expect((skin.skin - 41).magnitude < 0.05)
    }

    @Test func `after a pause the vessels are taken to have closed as far as they have`() {
        var skin = ThermalModel(.nominal(at: .leftCheek))
        var aged = TemperatureLoopRiskTests.held(&skin, minutes: 8)
        var ageless = aged
        for _ in 0..<6000 { skin.pass(0.05, under: 0) }
        aged.interrupt(for: .seconds(300))
        ageless.interrupt()
        // The first power after it: what the skin takes, by the ramp at most; and more where its vessels are thought open.
        var powers: [Double] = []
        for loop in [aged, ageless] {
            var loop = loop
            var sum = 0.0
            var copy = skin
            for _ in 0..<200 {
                let density = TemperatureLoopRiskTests.power(&loop, copy.skin, toward: 41_000)
                copy.pass(0.05, under: density)
                sum += density / 200
            }
            powers.append(sum)
        }
        var expected = skin
        var sum = 0.0
        for _ in 0..<200 {
            let density = expected.density(forRate: TemperatureLoopRiskTests.ramp)
            expected.pass(0.05, under: density)
            sum += density / 200
        }
        #expect((powers[0] - sum).magnitude < (powers[1] - sum).magnitude)
        #expect((powers[0] - sum).magnitude < 12)
    }
}
