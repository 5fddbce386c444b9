import Glibc
import Testing
import Units

struct TrigonometryTests {
    private func worst(of angles: some Sequence<Double>) -> UInt64 {
        angles.reduce(0) { worst, x in
            max(worst, unitsApart(Units.sin(x), Glibc.sin(x)), unitsApart(Units.cos(x), Glibc.cos(x)))
        }
    }

    @Test(arguments: [1, 10, 1000, 0x1p20] as [Double])
    func `sine and cosine are within two units of the C library's`(range: Double) {
        var stream = RandomStream(seed: 8)
        #expect(worst(of: (0..<200_000).map { _ in (stream.nextUnit() - 0.5) * 2 * range }) <= 2)
    }

    @Test func `so they are on both sides of every multiple of a quarter turn`() {
        var angles: [Double] = []
        for multiple in stride(from: 0, through: 600_000, by: 7) {
            let x = Double(multiple) * (Double.pi / 2)
            angles += [x, x.nextUp, x.nextDown, -x, x + 1e-9, x - 1e-5].filter { $0.magnitude <= 0x1p20 }
        }
        #expect(worst(of: angles) <= 2)
    }

    @Test func `small angles keep their digits`() {
        var angles: [Double] = []
        var x = 1.0
        while x > 1e-300 {
            angles += [x, -x]
            x *= 0.83
        }
        #expect(worst(of: angles) <= 2)
    }

    @Test func `beyond the range there is no answer rather than a wrong one`() {
        #expect(!Units.sin(0x1p20).isNaN && !Units.cos(-0x1p20).isNaN)
        for x in [0x1p20.nextUp, -0x1p20.nextUp, .infinity, -.infinity, .nan] {
            #expect(Units.sin(x).isNaN && Units.cos(x).isNaN)
        }
    }

    @Test func `quarter turns have the right signs`() {
        #expect(Units.sin(0) == 0 && Units.cos(0) == 1)
        #expect(Units.sin(1) > 0 && Units.sin(4) < 0 && Units.sin(-1) < 0)
        #expect(Units.cos(1) > 0 && Units.cos(3) < 0 && Units.cos(-3) < 0 && Units.cos(6) > 0)
    }
}
