import Safety
import Testing
import Treatment
import Units

struct AnswerWatchTests {
    static let area = Area.squareMillimetres(2000)

    /// Samples every 5 ms under `power` mW over 20 cm², with readings in m°C at each time in s.
    func run(
        seconds: Double, from start: Double = 0, power: Int32, into watch: inout AnswerWatch,
        _ reading: (Double) -> Double
    ) {
        for step in Int(start * 200)..<Int((start + seconds) * 200) {
            let value = Temperature.milliCelsius(Int32(reading(Double(step) / 200)))
            watch.add(
                centre: value, edge: value + .millikelvin(100), power: .milliwatts(power), over: AnswerWatchTests.area,
                at: .microseconds(Int64(step) * 5000 + 4321))
        }
    }

    /// 100 mW/cm² into 2.25 J/cm²/°C at rest: 44.4 m°C/s, less 13.5 mW/cm² for each °C above 34.6.
    @Test func `the expectation is that of the compact model`() throws {
        var watch = AnswerWatch()
        run(seconds: 32, power: 2000, into: &watch) { _ in 34_600 }
        let brief = try #require(watch.found.centre.brief)
        #expect(abs(brief.expected.millikelvin - 219) <= 2)
        #expect(brief.measured == .zero)
        let long = try #require(watch.found.edge.long)
        // 7.407 °C · (1 − e^(−30 / 166.7)), and a tenth of a degree more to lose from.
        #expect(abs(long.expected.millikelvin - 1205) <= 25)
    }

    @Test func `the power that holds 41 °C lets nothing change`() throws {
        var watch = AnswerWatch()
        run(seconds: 32, power: 1728, into: &watch) { _ in 41_000 }
        let long = try #require(watch.found.centre.long)
        #expect(abs(long.expected.millikelvin) <= 2)
    }

    @Test func `what is measured is the change of the reading`() throws {
        var watch = AnswerWatch()
        run(seconds: 40, power: 0, into: &watch) { 35_000 + 20 * $0 }
        #expect(abs(try #require(watch.found.centre.brief).measured.millikelvin - 100) <= 1)
        #expect(abs(try #require(watch.found.edge.long).measured.millikelvin - 600) <= 1)
    }

    @Test func `windows exist only when they are full, and a restart empties them`() {
        var watch = AnswerWatch()
        run(seconds: 5.9, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.centre.brief == nil)
        run(seconds: 0.5, from: 5.9, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.centre.brief != nil && watch.found.centre.long == nil)
        run(seconds: 25, from: 6.4, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.centre.long != nil)
        watch.restart()
        #expect(watch.found.centre.brief == nil && watch.found.edge.long == nil)
        run(seconds: 3, from: 31.4, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.centre.brief == nil)
    }

    @Test func `a gap of more than a second empties them too`() {
        var watch = AnswerWatch()
        run(seconds: 10, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.edge.brief != nil)
        run(seconds: 0.1, from: 12.1, power: 0, into: &watch) { _ in 35_000 }
        #expect(watch.found.edge.brief == nil)
    }

    @Test func `energy and rise count while output is on`() {
        var watch = AnswerWatch()
        run(seconds: 3.5, power: 0, into: &watch) { _ in 35_000 }
        watch.beginOutput()
        #expect(watch.found.energy == .zero)
        run(seconds: 10, from: 3.5, power: 2000, into: &watch) { 35_000 + 50 * ($0 - 3.5) }
        // Nine whole seconds of 100 mW/cm² and one half.
        #expect((900...1000).contains(watch.found.energy.millijoulesPerSquareCentimetre))
        #expect(watch.found.centre.leastRise < watch.found.centre.greatestRise)
        #expect(abs(watch.found.centre.greatestRise.millikelvin - 450) <= 30)
        #expect(abs(watch.found.centre.leastRise.millikelvin - 350) <= 30)
        watch.restart()
        #expect((900...1000).contains(watch.found.energy.millijoulesPerSquareCentimetre))
        watch.endOutput()
        run(seconds: 5, from: 13.5, power: 0, into: &watch) { _ in 34_000 }
        #expect(watch.found.energy == .zero)
        #expect(watch.found.centre.greatestRise == .zero && watch.found.edge.leastRise == .zero)
    }

    @Test(arguments: [(3.05, 1_000), (3.5, 0)])
    func `the rise counts from the last tenth of a second's readings, or from the whole second before`(
        begin: Double, rise: Int32
    ) {
        var watch = AnswerWatch()
        let reading = { (time: Double) in time < 3 ? 35_000.0 : 36_000 }
        run(seconds: begin, power: 0, into: &watch, reading)
        watch.beginOutput()
        run(seconds: 5, from: begin, power: 2000, into: &watch, reading)
        #expect(watch.found.centre.leastRise == .millikelvin(rise))
        #expect(watch.found.edge.greatestRise == .millikelvin(rise))
    }

    @Test func `output that begins before the first readings has no beginning to rise from`() {
        var watch = AnswerWatch()
        watch.beginOutput()
        run(seconds: 6, power: 2000, into: &watch) { _ in 36_000 }
        #expect(watch.found.energy == .zero)
        #expect(watch.found.centre.greatestRise == .zero)
    }
}
