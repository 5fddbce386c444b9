import Glibc
import Testing
import Units

struct ExponentialTests {
    @Test func `two to the power of x is within two units of the C library's`() {
        var stream = RandomStream(seed: 5)
        var worst: UInt64 = 0
        for _ in 0..<200_000 {
            let x = (stream.nextUnit() - 0.5) * 2044
            worst = max(worst, unitsApart(Units.exp2(x), Glibc.exp2(x)))
        }
        for _ in 0..<200_000 {
            let x = (stream.nextUnit() - 0.5) * 20
            worst = max(worst, unitsApart(Units.exp2(x), Glibc.exp2(x)))
        }
        #expect(worst <= 2)
    }

    @Test func `whole powers are exact, subnormal ones too`() {
        for power in -1074...1023 {
            #expect(Units.exp2(Double(power)) == Double(sign: .plus, exponent: power, significand: 1))
        }
    }

    @Test func `it is as good just below the greatest and above the least number`() {
        var stream = RandomStream(seed: 15)
        var worst: UInt64 = 0
        for _ in 0..<100_000 {
            let high = 1023 + stream.nextUnit()
            let low = -1075 + 53 * stream.nextUnit()
            worst = max(worst, unitsApart(Units.exp2(high), Glibc.exp2(high)))
            worst = max(worst, unitsApart(Units.exp2(low), Glibc.exp2(low)))
        }
        #expect(worst <= 2)
        #expect(Units.exp2(1024.0.nextDown) < .infinity)
    }

    @Test func `the ends of the range behave as documented`() {
        #expect(Units.exp2(1024) == .infinity)
        #expect(Units.exp2(.infinity) == .infinity)
        #expect(Units.exp2(-1075) == 0)
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
