import Safety
import Testing
import Units

struct NoiseWatchTests {
    /// Readings every 5 ms of a ramp with uniform noise of up to `noise` either way.
    func watch(_ noise: Int64, slope: Double = 0, seed: UInt64 = 1, count: Int = 101) -> NoiseWatch {
        var stream = RandomStream(seed: seed)
        var watch = NoiseWatch()
        for step in 0..<count {
            let value = 36_000 + Int64(slope * Double(step) * 5) + stream.next(in: -noise...noise)
            watch.add(.milliCelsius(Int32(value)), at: .microseconds(Int64(step) * 5000))
        }
        return watch
    }

    /// Uniform noise of ± 26 has 15 r.m.s.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a hundred readings tell the noise, whatever the slope`(seed: UInt64) throws {
        for slope in [0, 0.06, -0.3] {
            let noise = try #require(watch(26, slope: slope, seed: seed).noise)
            #expect((11...19).contains(noise.millikelvin))
        }
    }

    @Test func `before a hundred differences nothing is said`() {
        #expect(watch(26, count: 100).noise == nil)
        #expect(watch(0, count: 101).noise == .zero)
    }

    @Test func `readings far apart are not compared`() {
        var watch = NoiseWatch()
        for step in 0..<500 { watch.add(.milliCelsius(36_000), at: .microseconds(Int64(step) * 41_000)) }
        #expect(watch.noise == nil)
    }

    @Test func `a sensor that comes back to life is believed again`() {
        var watch = watch(0)
        var stream = RandomStream(seed: 3)
        for step in 101..<202 {
            watch.add(.milliCelsius(Int32(36_000 + stream.next(in: -26...26))), at: .microseconds(Int64(step) * 5000))
        }
        #expect((watch.noise ?? .zero) > .millikelvin(10))
    }
}
