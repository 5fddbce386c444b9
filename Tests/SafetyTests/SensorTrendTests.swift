import Safety
import Testing
import Units

struct SensorTrendTests {
    /// 5 ms samples of a straight line from 36 °C, in whole thousandths of a degree like the device's.
    func ramp(
        _ slope: Double, seconds: Double, from start: Double = 0, noise: Double = 0, seed: UInt64 = 0,
        into trend: inout SensorTrend, keeping: (Double) -> Bool = { _ in true }
    ) -> Temperature {
        var stream = RandomStream(seed: seed)
        var last = Temperature.zero
        for step in 0...Int(seconds * 200) {
            let time = start + Double(step) * 0.005
            // The sum of twelve uniform numbers less 6 is normal enough, with a deviation of 1.
            let deviate = (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUnit() }
            last = .milliCelsius(Int32((36_000 + slope * time + noise * deviate).rounded()))
            if keeping(time) { trend.add(last, at: .microseconds(Int64((time * 1e6).rounded()) + 123_456)) }
        }
        return last
    }

    @Test(arguments: [-500, -58, 0, 10, 58, 333, 1000] as [Double])
    func `a ramp's slope is found`(slope: Double) {
        var trend = SensorTrend()
        _ = ramp(slope, seconds: 3, into: &trend)
        #expect(abs(Double(trend.slopeMillikelvinPerSecond) - slope) <= 1.5)
    }

    /// A sensor of the first order on a ramp lags by time constant × slope, once its beginning has died away.
    @Test func `compensation gives the skin's temperature back on a ramp`() {
        var trend = SensorTrend()
        let slope = 100.0
        let reading = ramp(slope, seconds: 4, into: &trend)
        let skin = trend.compensated(reading, timeConstant: .seconds(8))
        #expect(abs(Double(skin.milliCelsius - reading.milliCelsius) - slope * 8) <= 12)
    }

    /// With 10 m°C of noise per sample the slope's own deviation is 0.87 m°C/s by theory; five times that is allowed.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `noise does not hide the slope`(seed: UInt64) {
        var trend = SensorTrend()
        _ = ramp(58, seconds: 4, noise: 10, seed: seed, into: &trend)
        #expect(abs(Double(trend.slopeMillikelvinPerSecond) - 58) <= 4.4)
    }

    @Test func `without two seconds the compensated value is the reading`() {
        var trend = SensorTrend()
        let reading = ramp(1000, seconds: 1.995, into: &trend)
        #expect(trend.slopeMillikelvinPerSecond == 0)
        #expect(trend.compensated(reading, timeConstant: .seconds(8)) == reading)
        trend.add(reading, at: .microseconds(2_000_000 + 123_456))
        #expect(trend.slopeMillikelvinPerSecond > 900)
    }

    @Test(arguments: [0.06, 0.2, 0.5, 0.95])
    func `samples missing in between leave the slope what it is`(gap: Double) {
        for end in stride(from: 2.3, through: 5, by: 0.1) {
            var trend = SensorTrend()
            _ = ramp(200, seconds: end + gap, into: &trend) { $0 < 2.2 || $0 >= 2.2 + gap }
            #expect(abs(Double(trend.slopeMillikelvinPerSecond) - 200) <= 3, "\(end) s")
        }
    }

    @Test func `a gap of more than a second begins afresh`() {
        var trend = SensorTrend()
        _ = ramp(200, seconds: 3, into: &trend)
        _ = ramp(200, seconds: 1, from: 4.2, into: &trend)
        #expect(trend.slopeMillikelvinPerSecond == 0)
        _ = ramp(200, seconds: 1.2, from: 5.2, into: &trend)
        #expect(abs(trend.slopeMillikelvinPerSecond - 200) <= 3)
    }

    @Test(arguments: [0.25, 2.5])
    func `a step back in time begins afresh`(back: Double) {
        var trend = SensorTrend()
        _ = ramp(200, seconds: 3, into: &trend)
        #expect(trend.slopeMillikelvinPerSecond != 0)
        _ = ramp(200, seconds: 0.1, from: 3 - back, into: &trend)
        #expect(trend.slopeMillikelvinPerSecond == 0)
    }

    @Test func `the ends of what a sensor can say do not trap`() {
        var trend = SensorTrend()
        for step in 0..<700 {
            trend.add(.milliCelsius(step < 500 ? -10_000 : 55_535), at: .microseconds(Int64(step) * 5000))
        }
        #expect(trend.compensated(.milliCelsius(55_535), timeConstant: .seconds(65)) > .celsius(100))
    }

    @Test func `trends of the same past are equal`() {
        var left = SensorTrend()
        var right = SensorTrend()
        _ = ramp(100, seconds: 3, into: &left)
        _ = ramp(100, seconds: 3, into: &right)
        #expect(left == right)
        right.add(.celsius(40), at: .microseconds(3_200_000))
        #expect(left != right)
    }
}
