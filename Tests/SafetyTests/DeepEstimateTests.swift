import Safety
import Testing
import Treatment
import Units

struct DeepEstimateTests {
    private static let traits = DeepTraits(excess: 0.05, rise: 60, fall: 200)

    /// Feeds samples of 200 Hz, and gives the estimate in °C after each whole second.
    private static func run(
        _ estimate: inout DeepEstimate, from start: Int64 = 0, seconds: Int64, skin: Double, density: Double
    ) -> [Double] {
        var seen: [Double] = []
        for sample in (start * 200)..<((start + seconds) * 200) {
            let span = estimate.add(
                skin: .milliCelsius(Int32(skin * 1000)), density: density, at: .microseconds(sample * 5000), traits)
            if span != nil, let celsius = estimate.celsius { seen.append(celsius) }
        }
        return seen
    }

    /// Hazard: HAZ-T11.
    @Test func `without power the estimate is the skin's temperature`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 10, skin: 35, density: 0)
        #expect(abs(try #require(estimate.celsius) - 35) < 1e-9)
        #expect(estimate.temperature == .milliCelsius(35_001))
    }

    /// Hazard: HAZ-T11.
    @Test func `held power adds its excess, two thirds of it within the time constant`() throws {
        var estimate = DeepEstimate()
        let seen = DeepEstimateTests.run(&estimate, seconds: 600, skin: 40, density: 80)
        #expect(abs(seen[60] - 40 - 4 * 0.632) < 0.1)
        #expect(abs(try #require(seen.last) - 44) < 0.01)
    }

    /// Hazard: HAZ-T11.
    @Test func `without power it falls by its own time constant, however fast the skin cools`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 600, skin: 40, density: 80)
        let seen = DeepEstimateTests.run(&estimate, from: 600, seconds: 200, skin: 36, density: 0)
        // From 44 °C towards 36 °C and the rest of the excess: after one time constant no more than 63 % of the way.
        #expect(try #require(seen.last) > 44 - 8 * 0.64)
        #expect(try #require(seen.last) < 44 - 8 * 0.5)
        for (before, after) in zip(seen, seen.dropFirst()) { #expect(after <= before) }
    }

    /// Hazard: HAZ-T11.
    @Test func `while less power flows it falls three times as fast as without any, and not at once`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 600, skin: 40, density: 80)
        let seen = DeepEstimateTests.run(&estimate, from: 600, seconds: 67, skin: 36, density: 5)
        // From 44 °C towards 36 °C and what is left of the excess.
        #expect(try #require(seen.last) > 44 - 8 * 0.64)
        #expect(try #require(seen.last) < 44 - 8 * 0.4)
    }

    /// Hazard: HAZ-T11.
    @Test func `a rise of the skin shows within a second`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 10, skin: 38, density: 0)
        let seen = DeepEstimateTests.run(&estimate, from: 10, seconds: 3, skin: 42, density: 0)
        #expect(try #require(seen.last) >= 42)
    }

    @Test func `a silence is counted whole, and a device that starts anew is none`() {
        var estimate = DeepEstimate()
        let traits = DeepEstimateTests.traits
        _ = DeepEstimateTests.run(&estimate, seconds: 5, skin: 40, density: 0)
        let after = estimate.add(skin: .celsius(40), density: 0, at: .microseconds(65_000_000), traits)
        #expect(after.map { $0 >= .seconds(60) } == true)
        #expect(estimate.add(skin: .celsius(40), density: 0, at: .microseconds(1000), traits) == nil)
    }

    @Test func `fat below a monopolar pad is taken to be warmer, and a site without a name as the warmest`() {
        for site in Zone.allInOrder {
            let bipolar = DeepTraits.of(site, isMonopolar: false)
            let monopolar = DeepTraits.of(site, isMonopolar: true)
            #expect(monopolar.excess > bipolar.excess)
            #expect(monopolar.fall >= bipolar.fall)
            for isMonopolar in [false, true] {
                let unnamed = DeepTraits.of(nil, isMonopolar: isMonopolar)
                #expect(unnamed.excess >= DeepTraits.of(site, isMonopolar: isMonopolar).excess)
            }
        }
    }
}
