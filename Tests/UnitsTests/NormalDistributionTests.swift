import Glibc
import Testing
import Units

struct NormalDistributionTests {
    private static let count = 500_000
    private static let numbers: [Double] = {
        var stream = RandomStream(seed: 2026, purpose: 3)
        return (0..<count).map { _ in stream.nextNormal() }
    }()

    /// The share of the distribution beyond `x` on one side.
    private func beyond(_ x: Double) -> Double { 0.5 * erfc(x / 2.squareRoot()) }

    @Test func `the moments are those of the normal distribution`() {
        let numbers = NormalDistributionTests.numbers
        // Four deviations of each estimate: those of x, x², x³ and x⁴ are 1, √2, √15 and √96.
        let allowance = 4 / Double(numbers.count).squareRoot()
        let expectations: [(power: Int, moment: Double, deviation: Double)] = [
            (1, 0, 1), (2, 1, 1.4143), (3, 0, 3.873), (4, 3, 9.798),
        ]
        for (power, moment, deviation) in expectations {
            let sum = numbers.reduce(0) { $0 + pow($1, Double(power)) }
            #expect((sum / Double(numbers.count) - moment).magnitude < allowance * deviation, "power \(power)")
        }
    }

    @Test func `every slice is as frequent as it should be, the tails on both sides too`() {
        // Slices of a quarter from −4.25 to 4.25, and what lies beyond: the edges of layers and the tail lie among them.
        var counts = [Int](repeating: 0, count: 36)
        for x in NormalDistributionTests.numbers {
            counts[min(max(Int((x + 4.25) * 4 + 1), 0), 35)] += 1
        }
        var chiSquare = 0.0
        for slice in 0..<36 {
            let lower = slice == 0 ? 1 : beyond(-4.25 + Double(slice - 1) * 0.25)
            let upper = slice == 35 ? 0 : beyond(-4.25 + Double(slice) * 0.25)
            let expected = (lower - upper) * Double(NormalDistributionTests.count)
            chiSquare += (Double(counts[slice]) - expected) * (Double(counts[slice]) - expected) / expected
        }
        // 35 degrees of freedom: 66.6 is passed by one of a thousand.
        #expect(chiSquare < 66.6)
    }

    @Test func `there are tails beyond the last layer, as many as there should be`() {
        for edge in [3.4426198558966521, 4, 4.5] {
            let expected = 2 * beyond(edge) * Double(NormalDistributionTests.count)
            let found = Double(NormalDistributionTests.numbers.count { $0.magnitude > edge })
            #expect((found - expected).magnitude < 4 * expected.squareRoot() + 1, "beyond \(edge)")
        }
    }

    @Test func `neighbours do not know of each other`() {
        let numbers = NormalDistributionTests.numbers
        let products = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((products / Double(numbers.count)).magnitude < 4 / Double(numbers.count).squareRoot())
    }

    @Test func `a seed always gives the same numbers`() {
        var stream = RandomStream(seed: 42, purpose: 7)
        let bits = (0..<6).map { _ in stream.nextNormal().bitPattern }
        // From a second implementation of the method, in another language.
        let vector: [UInt64] = [
            13_822_961_042_386_753_938, 13_833_804_388_438_033_045, 13_831_690_518_160_599_797,
            4_604_094_560_558_332_706, 4_607_430_071_971_021_037, 4_598_640_821_246_156_202,
        ]
        #expect(bits == vector)
        var fingerprint: UInt64 = 0
        for _ in 0..<100_000 { fingerprint = fingerprint &* 0x100_0000_01B3 ^ stream.nextNormal().bitPattern }
        #expect(fingerprint == 16_022_364_873_666_894_286)
    }
}
