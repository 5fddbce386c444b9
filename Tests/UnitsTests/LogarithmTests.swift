import Glibc
import Testing
import Units

struct LogarithmTests {
    @Test func `the logarithm is within two units of the C library's everywhere`() {
        var stream = RandomStream(seed: 6)
        var worst: UInt64 = 0
        for _ in 0..<300_000 {
            let x = Double(bitPattern: stream.next(below: Double.infinity.bitPattern - 1) + 1)
            worst = max(worst, unitsApart(Units.log2(x), Glibc.log2(x)))
        }
        #expect(worst <= 2)
    }

    @Test func `it is as good near 1, where the result is near 0`() {
        var stream = RandomStream(seed: 7)
        var worst: UInt64 = 0
        for _ in 0..<300_000 {
            let x = 0.5 + 1.5 * stream.nextUnit()
            worst = max(worst, unitsApart(Units.log2(x), Glibc.log2(x)))
        }
        var distance = 1.0
        while distance > 0x1p-52 {
            for x in [1 - distance / 2, 1 + distance / 2] where x > 0 {
                worst = max(worst, unitsApart(Units.log2(x), Glibc.log2(x)))
            }
            distance *= 0.97
        }
        #expect(worst <= 2)
    }

    @Test func `whole powers are exact, subnormal ones too`() {
        for power in -1074...1023 {
            #expect(Units.log2(Double(sign: .plus, exponent: power, significand: 1)) == Double(power))
        }
    }

    @Test func `what has no logarithm gives what IEEE 754 says`() {
        #expect(Units.log2(0) == -.infinity)
        #expect(Units.log2(-0.0) == -.infinity)
        #expect(Units.log2(.infinity) == .infinity)
        #expect(Units.log2(-1).isNaN)
        #expect(Units.log2(-.infinity).isNaN)
        #expect(Units.log2(.nan).isNaN)
    }

    @Test func `it undoes the power of two`() {
        for step in -1000...1000 {
            let x = Double(step) * 0.25
            #expect((Units.log2(Units.exp2(x)) - x).magnitude <= 1e-13)
        }
    }
}
