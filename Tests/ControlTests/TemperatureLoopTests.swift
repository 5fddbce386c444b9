import Safety
import Testing
import Treatment
import Units

@testable import Control

/// Skin that the loop does not know: other numbers than its model's, behind a sensor with a lag.
private struct Skin {
    /// How many times the model's loss it loses, and how long its sensor takes, in s.
    var (times, lag) = (1.0, 3.0)
    private(set) var celsius: Double
    private(set) var sensor: Double
    private var trend = SensorTrend()
    private var clock = DeviceInstant.zero
    private let model = ThermalModel(.nominal(at: .leftCheek))

    init(_ celsius: Double, times: Double = 1, lag: Double = 3) {
        (self.celsius, sensor, self.times, self.lag) = (celsius, celsius, times, lag)
        for _ in 0..<60 { pass(under: times * model.loss * (celsius - 34.5)) }
    }

    /// What the host makes of the sensor: its reading, the lag taken off.
    var compensated: Temperature {
        trend.compensated(reading, timeConstant: .milliseconds(Int64(lag * 1000)))
    }

    var reading: Temperature { .milliCelsius(Int32((sensor * 1000).rounded())) }

    /// One segment under `density` mW/cm².
    mutating func pass(under density: Double) {
        celsius += 0.05 * (density - times * model.loss * (celsius - 34.5)) / model.capacity
        sensor += 0.05 * (celsius - sensor) / lag
        clock = clock + .milliseconds(50)
        trend.add(reading, at: clock)
    }
}

struct TemperatureLoopTests {
    private static let area = Area.squareMillimetres(2000)
    private static let whole = Power.milliwatts(3000)

    private static func aim(_ planned: Int32, limit: Int32? = nil) -> TemperatureLoop.Aim {
        TemperatureLoop.Aim(
            planned: .milliCelsius(planned), limit: limit.map { .milliCelsius($0) }, warmUpTarget: .celsius(40),
            ramp: 3.5 / 60)
    }

    /// The plan's reference after `segments`: 3 °C/min from 34 °C to 40 °C, 3.5 °C/min from there to 41 °C.
    private static func planned(_ segments: Int) -> Int32 {
        let seconds = Double(segments) / 20
        return Int32(seconds < 120 ? 34_000 + seconds * 50 : min(40_000 + (seconds - 120) * 58.33, 41_000))
    }

    private static func run(
        _ loop: inout TemperatureLoop, _ skin: inout Skin, _ segments: Int, ceiling: Power = whole,
        each: (Int, Skin, Power) -> Void = { _, _, _ in }, target: (Int) -> Int32
    ) {
        for segment in 0..<segments {
            let power = loop.power(
                toward: aim(target(segment)), from: skin.compensated, area: area, ceiling: ceiling)
            skin.pass(under: Double(power.milliwatts) / 20)
            each(segment, skin, power)
        }
    }

    @Test func `without a target there is no power`() {
        var loop = TemperatureLoop()
        let none = loop.power(
            toward: nil, from: .celsius(34), area: TemperatureLoopTests.area, ceiling: TemperatureLoopTests.whole)
        #expect(none == .zero)
        var skin = Skin(38)
        TemperatureLoopTests.run(&loop, &skin, 100) { _ in 41_000 }
        let after = loop.power(
            toward: nil, from: skin.compensated, area: TemperatureLoopTests.area, ceiling: TemperatureLoopTests.whole)
        #expect(after == .zero)
    }

    @Test(arguments: [Int32(0), 1, 500, 3000]) func `no power is above its ceiling`(milliwatts: Int32) {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5))
        TemperatureLoopTests.run(
            &loop, &skin, 4000, ceiling: .milliwatts(milliwatts),
            each: { _, _, power in #expect(power >= .zero && power.milliwatts <= milliwatts) },
            target: TemperatureLoopTests.planned)
    }

    @Test(arguments: [0.5, 1, 1.6]) func `skin that loses more or less than expected is held all the same`(
        times: Double
    ) {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5, times: times))
        var (highest, worst) = (0.0, 0.0)
        TemperatureLoopTests.run(
            &loop, &skin, 24_000,
            each: { segment, skin, _ in
                highest = max(highest, skin.sensor)
                if segment > 3200 { worst = max(worst, (skin.sensor - 41).magnitude) }
            }, target: TemperatureLoopTests.planned)
        #expect(highest < 41.2)
        #expect(worst < 0.05)
    }

    @Test(arguments: [1.0, 3, 8]) func `a slow sensor does not make it overshoot`(lag: Double) {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5, lag: lag))
        var highest = 0.0
        TemperatureLoopTests.run(
            &loop, &skin, 12_000, each: { _, skin, _ in highest = max(highest, skin.celsius) },
            target: TemperatureLoopTests.planned)
        #expect(highest < 41.25)
    }

    @Test func `ten minutes at either end of the power leave nothing behind`() {
        // Far below what is needed: the skin stays behind by degrees. Then there is all of it.
        var (loop, skin) = (TemperatureLoop(), Skin(34.5))
        TemperatureLoopTests.run(&loop, &skin, 12_000, ceiling: .milliwatts(400)) { _ in 41_000 }
        #expect(skin.celsius < 38.5)
        var highest = 0.0
        TemperatureLoopTests.run(
            &loop, &skin, 6000, each: { _, skin, _ in highest = max(highest, skin.celsius) }, target: { _ in 41_000 })
        #expect(highest > 40.9 && highest < 41.25)
        // And above the target, where there is none: it falls, and is caught.
        TemperatureLoopTests.run(&loop, &skin, 12_000) { _ in 38_000 }
        var lowest = 100.0
        TemperatureLoopTests.run(
            &loop, &skin, 6000, each: { _, skin, _ in lowest = min(lowest, skin.celsius) }, target: { _ in 38_000 })
        #expect(lowest > 37.9)
    }

    @Test func `after a pause it goes on from what skin there is, and no faster than the ramp`() {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5))
        TemperatureLoopTests.run(&loop, &skin, 8000, target: TemperatureLoopTests.planned)
        loop.interrupt()
        for _ in 0..<1600 { skin.pass(under: 0) }
        let cooled = skin.celsius
        #expect(cooled < 38.5)
        let began = cooled
        var (highest, fastest) = (0.0, 0.0)
        var tenSecondsAgo: [Double] = []
        TemperatureLoopTests.run(
            &loop, &skin, 4000,
            each: { segment, skin, _ in
                highest = max(highest, skin.celsius)
                tenSecondsAgo.append(skin.celsius)
                guard segment >= 200 else { return }
                fastest = max(fastest, (skin.celsius - tenSecondsAgo[segment - 200]) / 10 * 60)
            }, target: { _ in 41_000 })
        #expect(highest > began && highest < 41.2)
        #expect(fastest < 4)
    }

    @Test
    func `skin that rests above the plan's beginning is warmed from the first second on, and ends with the plan`() {
        var (loop, skin) = (TemperatureLoop(), Skin(35.5))
        var early = Power.zero
        var ahead = -10.0
        TemperatureLoopTests.run(
            &loop, &skin, 2400,
            each: { segment, skin, power in
                if segment == 20 { early = power }
                if segment > 1200 {
                    ahead = max(ahead, skin.celsius * 1000 - Double(TemperatureLoopTests.planned(segment)))
                }
            }, target: TemperatureLoopTests.planned)
        #expect(early > .milliwatts(200))
        // Half of the head that it began with is left half-way.
        #expect(ahead < 800)
        #expect((skin.celsius - 40).magnitude < 0.1)
    }

    @Test(arguments: [false, true])
    func `what the doses leave is not passed, however warm the skin began`(isResumed: Bool) {
        var (loop, skin) = (TemperatureLoop(), Skin(isResumed ? 39.6 : 37.5))
        if isResumed {
            _ = loop.power(
                toward: TemperatureLoopTests.aim(39_600), from: skin.compensated, area: TemperatureLoopTests.area,
                ceiling: TemperatureLoopTests.whole)
            loop.interrupt()
        }
        for segment in 0..<12_000 {
            let planned = isResumed ? 41_000 : TemperatureLoopTests.planned(segment)
            let power = loop.power(
                toward: TemperatureLoopTests.aim(planned, limit: planned > 38_500 ? 38_500 : nil),
                from: skin.compensated,
                area: TemperatureLoopTests.area, ceiling: TemperatureLoopTests.whole)
            skin.pass(under: Double(power.milliwatts) / 20)
        }
        #expect((skin.celsius - 38.5).magnitude < 0.1)
    }

    @Test func `skin that is above the plan after an interruption is left to cool`() {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5))
        TemperatureLoopTests.run(&loop, &skin, 8000, target: TemperatureLoopTests.planned)
        loop.interrupt()
        var given = Power.zero
        TemperatureLoopTests.run(
            &loop, &skin, 400, each: { _, skin, power in if skin.celsius > 39.6 { given = max(given, power) } },
            target: { _ in 38_000 })
        #expect(given == .zero)
        #expect(skin.celsius < 40.5)
    }

    @Test func `that skin loses less than expected is not forgotten over an interruption`() {
        var (loop, skin) = (TemperatureLoop(), Skin(34.5, times: 0.5))
        TemperatureLoopTests.run(&loop, &skin, 12_000, target: TemperatureLoopTests.planned)
        loop.interrupt()
        var warmest = 0.0
        TemperatureLoopTests.run(
            &loop, &skin, 1200, each: { _, skin, _ in warmest = max(warmest, skin.celsius) }, target: { _ in 41_000 })
        #expect(warmest < 41.1)
    }

    @Test func `power fades towards the foldback, and is none there`() {
        let steps: [(Int32, Int32)] = [(41_850, 1500), (41_900, 1000), (42_000, 0), (42_500, 0)]
        for (milliCelsius, most) in steps {
            var loop = TemperatureLoop()
            let power = loop.power(
                toward: TemperatureLoop.Aim(
                    planned: .celsius(43), limit: .celsius(43), warmUpTarget: .celsius(43), ramp: 1),
                from: .milliCelsius(milliCelsius), area: TemperatureLoopTests.area,
                ceiling: TemperatureLoopTests.whole)
            #expect(power.milliwatts <= most)
        }
    }
}
