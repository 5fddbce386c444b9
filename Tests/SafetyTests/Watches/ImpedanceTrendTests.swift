import Safety
import Testing
import Units

struct ImpedanceTrendTests {
    /// Feeds `trend` every 5 ms for `span`, from where it ended.
    private func feed(
        _ trend: inout ImpedanceTrend, _ span: Duration, from start: inout DeviceInstant, _ value: (Int64) -> Int32
    ) {
        for step in 0..<span.milliseconds / 5 {
            trend.add(.milliohms(value(step)), at: start)
            start = start + .milliseconds(5)
        }
    }

    /// Hazard: HAZ-Z2.
    @Test func `a step shows within four samples, and is over a second later`() {
        var trend = ImpedanceTrend()
        var now = DeviceInstant.microseconds(777)
        feed(&trend, .seconds(2), from: &now) { _ in 50_000 }
        #expect(trend.rise == 1_000 && trend.fall == 1_000 && trend.milliohms == 50_000)
        feed(&trend, .milliseconds(20), from: &now) { _ in 62_500 }
        #expect(trend.rise == 1_250)
        #expect(trend.fall == 1_250)
        feed(&trend, .milliseconds(1_300), from: &now) { _ in 62_500 }
        #expect(trend.rise == 1_000)
    }

    /// Hazard: HAZ-Z3.
    @Test func `a step down shows against the greatest value`() {
        var trend = ImpedanceTrend()
        var now = DeviceInstant.zero
        feed(&trend, .seconds(2), from: &now) { _ in 50_000 }
        feed(&trend, .milliseconds(120), from: &now) { _ in 25_000 }
        #expect((500...600).contains(trend.fall))
    }

    @Test func `one disturbed reading is no step`() {
        var trend = ImpedanceTrend()
        var now = DeviceInstant.zero
        feed(&trend, .seconds(2), from: &now) { $0 == 250 ? 70_000 : 50_000 }
        #expect((1_000...1_100).contains(trend.rise))
        feed(&trend, .milliseconds(105), from: &now) { $0 == 0 ? 60_000 : 50_000 }
        #expect(trend.rise < 1_200)
    }

    @Test func `a gap of more than a second, and a step back in time, begin afresh`() {
        var trend = ImpedanceTrend()
        var now = DeviceInstant.zero
        feed(&trend, .seconds(2), from: &now) { _ in 50_000 }
        now = now + .milliseconds(1_100)
        feed(&trend, .milliseconds(50), from: &now) { _ in 90_000 }
        #expect(trend.rise == 1_000 && trend.milliohms == 90_000)
        now = .zero
        feed(&trend, .milliseconds(50), from: &now) { _ in 40_000 }
        #expect(trend.fall == 1_000 && trend.mean == 40_000)
    }

    @Test func `three samples are a value, fewer are none`() {
        var trend = ImpedanceTrend()
        var now = DeviceInstant.microseconds(1_000)
        for (value, milliohms) in [(30_000, 0), (60_000, 0), (90_000, 60_000), (60_000, 60_000)] as [(Int32, Int32)] {
            trend.add(.milliohms(value), at: now)
            now = now + .milliseconds(5)
            #expect(trend.milliohms == milliohms)
        }
    }
}
