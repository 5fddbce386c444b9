import Testing
import Units

struct RandomStreamTests {
    /// SplitMix64 as published: the reference's first outputs for the seed 1234567 are known.
    private func reference(seed: UInt64, count: Int) -> [UInt64] {
        var state = seed
        return (0..<count).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test func `the generator is SplitMix64`() {
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect(reference(seed: 1_234_567, count: 3) == published)
        // Purpose 0 starts the generator anew from the seed's own first output.
        var stream = RandomStream(seed: 1_234_567)
        #expect([stream.next(), stream.next(), stream.next()] == reference(seed: published[0], count: 3))
    }

    @Test func `a seed and a purpose always give the same numbers`() {
        var stream = RandomStream(seed: 42, purpose: 7)
        let vector: [UInt64] = [
            15_780_902_905_779_113_053, 11_495_198_872_868_574_484, 12_372_560_257_355_005_607,
        ]
        #expect([stream.next(), stream.next(), stream.next()] == vector)
    }

    @Test func `purposes of one seed have different numbers`() {
        var firsts: Set<UInt64> = []
        for purpose in UInt64(0)..<1000 {
            var stream = RandomStream(seed: 42, purpose: purpose)
            firsts.insert(stream.next())
        }
        #expect(firsts.count == 1000)
    }

    @Test func `numbers stay within their bounds and reach both ends`() {
        var stream = RandomStream(seed: 9)
        var seen: Set<Int64> = []
        for _ in 0..<1000 {
            let unit = stream.nextUnit()
            #expect(unit >= 0 && unit < 1)
            #expect(stream.next(below: 3) < 3)
            seen.insert(stream.next(in: -2...2))
        }
        #expect(seen == [-2, -1, 0, 1, 2])
        #expect(stream.next(below: 0) == 0)
        #expect(stream.next(in: 5...5) == 5)
    }
}
