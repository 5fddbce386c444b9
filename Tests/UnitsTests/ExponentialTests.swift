import Glibc
import Testing
import Units

struct ExponentialTests {
    /// The distance of two positive numbers in units in the last place.
    private func distance(_ left: Double, _ right: Double) -> UInt64 {
        let (a, b) = (left.bitPattern, right.bitPattern)
        return a > b ? a - b : b - a
    }

    @Test func `two to the power of x is within two units of the C library's`() {
        var stream = RandomStream(seed: 5)
        var worst: UInt64 = 0
        for _ in 0..<200_000 {
            let x = (stream.nextUnit() - 0.5) * 2044
            worst = max(worst, distance(Units.exp2(x), Glibc.exp2(x)))
        }
        for _ in 0..<200_000 {
            let x = (stream.nextUnit() - 0.5) * 20
            worst = max(worst, distance(Units.exp2(x), Glibc.exp2(x)))
        }
        #expect(worst <= 2)
    }

    @Test func `whole powers are exact`() {
        for power in -1022...1023 {
            #expect(Units.exp2(Double(power)) == Double(sign: .plus, exponent: power, significand: 1))
        }
    }

    @Test func `the ends of the range behave as documented`() {
        #expect(Units.exp2(1024) == .infinity)
        #expect(Units.exp2(.infinity) == .infinity)
        #expect(Units.exp2(-1023) == 0)
        #expect(Units.exp2(-.infinity) == 0)
        #expect(Units.exp2(.nan).isNaN)
        #expect(Units.exp2(-0.0) == 1)
    }

    @Test func `it rises with x`() {
        var before = 0.0
        for step in 0..<100_000 {
            let now = Units.exp2(Double(step) * 0.0001 - 5)
            #expect(now >= before)
            before = now
        }
    }
}
