import Safety
import Testing
import Treatment
import Units

struct OutputRulesTests {
    /// Bounds beyond the host's own limits, so that those decide.
    static let wide = OutputBounds(
        current: .milliamps(1000), width: .microseconds(10_000), rate: .hertz(1000), power: .milliwatts(60_000),
        radioFrequencyArea: .squareMillimetres(400), stimulationArea: .squareMillimetres(10_000))
    /// The bounds of a plan that asks for little.
    static let narrow = OutputBounds(
        current: .milliamps(20), width: .microseconds(150), rate: .hertz(50), power: .milliwatts(200),
        radioFrequencyArea: .squareMillimetres(400), stimulationArea: .squareMillimetres(10_000))

    func refusal(
        milliamps: (Int32, Int32) = (0, 0), width: Int32 = 100, rate: Int32 = 50_000, milliwatts: Int32 = 0,
        _ bounds: OutputBounds = wide
    ) -> OutputRefusal? {
        refusal(
            microamps: (milliamps.0 * 1000, milliamps.1 * 1000), width: width, rate: rate, milliwatts: milliwatts,
            bounds)
    }

    func refusal(
        microamps: (Int32, Int32), width: Int32 = 100, rate: Int32 = 50_000, milliwatts: Int32 = 0,
        _ bounds: OutputBounds = wide
    ) -> OutputRefusal? {
        let ramp = CurrentRamp(from: .microamps(microamps.0), to: .microamps(microamps.1))
        let request = OutputRequest(
            zone: zones[0], rate: .millihertz(rate), width: .microseconds(width), ramp: ramp,
            power: .milliwatts(milliwatts))
        do throws(OutputRefusal) {
            try OutputRules.check(request, within: bounds)
            return nil
        } catch {
            return error
        }
    }

    @Test func `60 mA pass and a microampere more does not, at either end of a ramp`() {
        #expect(refusal(microamps: (60_000, 0)) == nil)
        #expect(refusal(microamps: (0, 60_000)) == nil)
        let beyond = OutputRefusal.current(asked: 60_001, limit: 60_000)
        #expect(refusal(microamps: (60_001, 0)) == beyond)
        #expect(refusal(microamps: (0, 60_001)) == beyond)
    }

    @Test func `the plan's current holds where it is the smaller one`() {
        #expect(refusal(microamps: (20_000, 20_000), OutputRulesTests.narrow) == nil)
        let beyond = OutputRefusal.current(asked: 20_001, limit: 20_000)
        #expect(refusal(microamps: (0, 20_001), OutputRulesTests.narrow) == beyond)
    }

    @Test func `40 mA pass under the chin and a microampere more does not`() {
        var bounds = OutputRulesTests.wide
        bounds.site = .submentum
        #expect(refusal(microamps: (40_000, 0), bounds) == nil)
        let beyond = OutputRefusal.current(asked: 40_001, limit: 40_000)
        #expect(refusal(microamps: (40_001, 0), bounds) == beyond)
        bounds.site = .leftCheek
        #expect(refusal(microamps: (60_000, 0), bounds) == nil)
    }

    @Test func `400 µs pass and one more does not`() {
        #expect(refusal(milliamps: (1, 1), width: 400) == nil)
        #expect(refusal(milliamps: (1, 1), width: 401) == .width(asked: 401, limit: 400))
        #expect(refusal(milliamps: (1, 1), width: 150, OutputRulesTests.narrow) == nil)
        #expect(refusal(milliamps: (1, 1), width: 151, OutputRulesTests.narrow) == .width(asked: 151, limit: 150))
    }

    @Test func `120 Hz pass and a millihertz more does not`() {
        #expect(refusal(milliamps: (1, 1), rate: 120_000) == nil)
        #expect(refusal(milliamps: (1, 1), rate: 120_001) == .rate(asked: 120_001, limit: 120_000))
        #expect(refusal(milliamps: (1, 1), rate: 50_000, OutputRulesTests.narrow) == nil)
        let beyond = OutputRefusal.rate(asked: 50_001, limit: 50_000)
        #expect(refusal(milliamps: (1, 1), rate: 50_001, OutputRulesTests.narrow) == beyond)
    }

    @Test func `12 µC of one phase pass and a step more does not`() {
        #expect(refusal(milliamps: (60, 60), width: 200) == nil)
        let beyond = OutputRefusal.phaseCharge(asked: 12_060_000, limit: 12_000_000)
        #expect(refusal(milliamps: (0, 60), width: 201) == beyond)
        #expect(refusal(microamps: (30_000, 30_000), width: 400) == nil)
        let other = OutputRefusal.phaseCharge(asked: 12_000_400, limit: 12_000_000)
        #expect(refusal(microamps: (30_001, 0), width: 400) == other)
    }

    /// 0.15 W/cm² on 4 cm² are 600 mW.
    @Test func `600 mW on 4 cm² pass and a milliwatt more does not`() {
        #expect(refusal(milliwatts: 600) == nil)
        #expect(refusal(milliwatts: 601) == .power(asked: 601, limit: 600))
        #expect(refusal(milliwatts: 200, OutputRulesTests.narrow) == nil)
        #expect(refusal(milliwatts: 201, OutputRulesTests.narrow) == .power(asked: 201, limit: 200))
    }

    @Test func `a negative value is refused wherever it stands`() {
        #expect(refusal(microamps: (-1, 0)) == .negative)
        #expect(refusal(microamps: (0, -1)) == .negative)
        #expect(refusal(width: -1) == .negative)
        #expect(refusal(rate: -1) == .negative)
        #expect(refusal(milliwatts: -1) == .negative)
    }

    /// 35 mA · √(2 · 100 µs · 70 Hz) = 4.141 mA, on 3.04 cm² 1.36 mA/cm²; on seven tenths of it 1.95.
    @Test func `the root mean square density counts both phases, on seven tenths of the electrode`() {
        let density = OutputRules.rootMeanSquareDensity(
            peak: .milliamps(35), width: .microseconds(100), rate: .hertz(70), area: .squareMillimetres(304))
        #expect((Double(density) * 0.7 / 1000 - 1.362).magnitude < 0.001)
        var bounds = OutputRulesTests.wide
        bounds.stimulationArea = .squareMillimetres(304)
        let refused = OutputRefusal.density(asked: density, limit: 1500)
        #expect(refusal(milliamps: (0, 35), width: 100, rate: 70_000, bounds) == refused)
    }

    /// 50 mA · √(2 · 100 µs · 50 Hz) = 5 mA; on 0.7 · 4.77 cm² that is 1,498 µA/cm², on 0.7 · 4.76 cm² 1,501.
    @Test func `1,500 µA per cm² pass and the next smaller electrode does not`() {
        var bounds = OutputRulesTests.wide
        bounds.stimulationArea = .squareMillimetres(477)
        #expect(refusal(milliamps: (50, 50), bounds) == nil)
        bounds.stimulationArea = .squareMillimetres(476)
        #expect(refusal(milliamps: (50, 50), bounds) == .density(asked: 1501, limit: 1500))
    }

    @Test func `density is rounded up, never down`() {
        let density = OutputRules.rootMeanSquareDensity(
            peak: .microamps(1), width: .microseconds(1), rate: .millihertz(1), area: .squareMillimetres(10_000))
        #expect(density == 1)
    }

    @Test(arguments: [0, -1] as [Int32])
    func `pads without an area get nothing`(area: Int32) {
        var bounds = OutputRulesTests.wide
        bounds.stimulationArea = .squareMillimetres(area)
        #expect(refusal(milliamps: (1, 1), bounds) == .density(asked: .max, limit: 1500))
        bounds = OutputRulesTests.wide
        bounds.radioFrequencyArea = .squareMillimetres(area)
        let limit: Int64 = area == 0 ? 0 : -1
        #expect(refusal(milliwatts: 1, bounds) == .power(asked: 1, limit: limit))
    }

    @Test func `a request for nothing passes`() {
        #expect(refusal(width: 0, rate: 0) == nil)
    }

    @Test func `without a pulse the stimulation pad's area does not matter`() {
        var bounds = OutputRulesTests.wide
        bounds.stimulationArea = .zero
        #expect(refusal(milliamps: (0, 0), rate: 50_000, milliwatts: 600, bounds) == nil)
        #expect(refusal(milliamps: (1, 1), rate: 0, bounds) == nil)
    }

    /// 10.5 mA · √(2 · 200 µs · 100 Hz) = 2.1 mA; on 0.7 · 2 cm² that is 1,500 µA/cm², which a µA less rounds up to.
    @Test func `1,500 µA per cm² themselves pass`() {
        var bounds = OutputRulesTests.wide
        bounds.stimulationArea = .squareMillimetres(200)
        let density = OutputRules.rootMeanSquareDensity(
            peak: .microamps(10_499), width: .microseconds(200), rate: .hertz(100), area: bounds.stimulationArea)
        #expect(density == 1_500)
        #expect(refusal(microamps: (10_499, 0), width: 200, rate: 100_000, bounds) == nil)
    }
}
