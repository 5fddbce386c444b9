import Safety
import Testing
import Treatment
import Units

struct DeepEstimateTests {
    private static let traits = DeepTraits(excess: 0.05, lag: 100)

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
        let seen = DeepEstimateTests.run(&estimate, seconds: 1200, skin: 40, density: 80)
        #expect(abs(seen[100] - 40 - 4 * 0.632) < 0.05)
        #expect(abs(try #require(seen.last) - 44) < 0.01)
    }

    /// Hazard: HAZ-T11.
    @Test(arguments: [(0.0, 0.0), (40.0, 2.0)])
    func `with less power and a cooler skin it falls by its time constant`(density: Double, held: Double) throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 1200, skin: 40, density: 80)
        let seen = DeepEstimateTests.run(&estimate, from: 1200, seconds: 101, skin: 36, density: density)
        // From 44 °C towards 36 °C and what that power holds.
        let expected = 36 + held + (8 - held) * 0.368
        #expect(abs(try #require(seen.last) - expected) < 0.05)
        for (before, after) in zip(seen, seen.dropFirst()) { #expect(after <= before) }
    }

    /// Hazard: HAZ-T11.
    @Test func `more power never means less warmth`() {
        var (less, more) = (DeepEstimate(), DeepEstimate())
        for minute in 0..<20 {
            let density = [0.0, 150, 4, 6, 80, 0, 0, 20][minute % 8]
            let skin = 38 + Double(minute % 3)
            let start = Int64(minute * 60)
            let low = DeepEstimateTests.run(&less, from: start, seconds: 60, skin: skin, density: density)
            let high = DeepEstimateTests.run(&more, from: start, seconds: 60, skin: skin, density: density + 3)
            #expect(zip(low, high).allSatisfy { $0 <= $1 }, "minute \(minute)")
        }
    }

    /// Hazard: HAZ-T11.
    @Test func `a rise of the skin shows within a second`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 10, skin: 38, density: 0)
        let seen = DeepEstimateTests.run(&estimate, from: 10, seconds: 3, skin: 42, density: 0)
        #expect(try #require(seen.last) >= 42)
    }

    /// Hazard: HAZ-T11.
    @Test func `a device that starts anew finds the layer as warm as it was`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 600, skin: 40, density: 80)
        let seen = DeepEstimateTests.run(&estimate, seconds: 2, skin: 40, density: 0)
        #expect(try #require(seen.last) > 43.8)
    }

    /// Hazard: HAZ-T11.
    @Test func `over a gap the warmer one of its ends counts`() throws {
        for (before, after) in [(38.0, 41), (41.0, 38)] {
            var estimate = DeepEstimate()
            _ = DeepEstimateTests.run(&estimate, seconds: 10, skin: before, density: 0)
            let span = estimate.add(
                skin: .milliCelsius(Int32(after * 1000)), density: 0, at: .microseconds(70_000_000),
                DeepEstimateTests.traits)
            #expect(try #require(span) >= .seconds(60))
            #expect(try #require(estimate.celsius) > 40.9)
        }
    }

    /// Hazard: HAZ-T11.
    @Test func `skin that is warm before output begins has a layer below it as warm as holding it leaves`() throws {
        var estimate = DeepEstimate()
        _ = DeepEstimateTests.run(&estimate, seconds: 2, skin: 38.6, density: 0)
        estimate.beginOutput(DeepEstimateTests.traits)
        #expect(abs(try #require(estimate.celsius) - 40.6) < 1e-9)
        // What is known to be warmer stays so, and rested skin has nothing below it.
        var rested = DeepEstimate()
        _ = DeepEstimateTests.run(&rested, seconds: 2, skin: 34, density: 0)
        rested.beginOutput(DeepEstimateTests.traits)
        #expect(abs(try #require(rested.celsius) - 34) < 1e-9)
        var heated = DeepEstimate()
        _ = DeepEstimateTests.run(&heated, seconds: 1200, skin: 36, density: 80)
        heated.beginOutput(DeepEstimateTests.traits)
        #expect(try #require(heated.celsius) > 39.9)
    }

    @Test func `a silence is counted whole, and a device that starts anew is none`() {
        var estimate = DeepEstimate()
        let traits = DeepEstimateTests.traits
        _ = DeepEstimateTests.run(&estimate, seconds: 5, skin: 40, density: 0)
        let after = estimate.add(skin: .celsius(40), density: 0, at: .microseconds(65_000_000), traits)
        #expect(after.map { $0 >= .seconds(60) } == true)
        #expect(estimate.add(skin: .celsius(40), density: 0, at: .microseconds(1000), traits) == nil)
    }

    /// Hazard: HAZ-T11.
    @Test(arguments: Zone.allInOrder)
    func `a measurement never makes the estimate greater than the least favourable person's, nor thicker fat smaller`(
        zone: Zone
    ) {
        for isMonopolar in [false, true] {
            let general = DeepTraits.of(zone, isMonopolar: isMonopolar)
            #expect(DeepTraits.of(zone, isMonopolar: isMonopolar, tissue: nil) == general)
            for skin in stride(from: Int32(700), through: 2_100, by: 200) {
                var last = 0.0
                for fat in stride(from: Int32(600), through: 15_000, by: 300) {
                    let tissue = ThermalTraits(skinMicrometres: skin, fatMicrometres: fat)
                    let own = DeepTraits.of(zone, isMonopolar: isMonopolar, tissue: tissue)
                    #expect(own.lag == general.lag)
                    #expect(own.excess <= general.excess && own.excess >= min(0.010, general.excess))
                    #expect(own.excess >= last)
                    last = own.excess
                }
                // The thickest of all is the least favourable person.
                #expect(last == general.excess)
            }
            let thin = ThermalTraits(skinMicrometres: 900, fatMicrometres: 3_000)
            let own = DeepTraits.of(zone, isMonopolar: isMonopolar, tissue: thin)
            // Fitted for cheeks and submentum between electrodes side by side, and for nothing else.
            #expect((own.excess < general.excess) == (zone != .forehead && !isMonopolar))
        }
    }

    @Test
    func `fat below a monopolar pad is taken to be warmer, and a site without a name as the warmest`() {
        for site in Zone.allInOrder {
            let bipolar = DeepTraits.of(site, isMonopolar: false)
            let monopolar = DeepTraits.of(site, isMonopolar: true)
            #expect(monopolar.excess > bipolar.excess)
            for isMonopolar in [false, true] {
                let unnamed = DeepTraits.of(nil, isMonopolar: isMonopolar)
                let named = DeepTraits.of(site, isMonopolar: isMonopolar)
                #expect(unnamed.excess >= named.excess)
            }
        }
    }
}
