import Safety
import Testing
import Units

struct ContactedDensityTests {
    /// Hazard: HAZ-Z9.
    @Test(arguments: [(1_500, nil), (1_501, .pause), (2_000, .pause), (2_001, .trip)] as [(Int64, Reaction?)])
    func `the current density stops output above 1.5 mA/cm² and latches above 2`(density: Int64, reaction: Reaction?) {
        let verdict = verdict { $0.readings[zones[1]].circuit.currentDensity = density }
        let limit: Int64 = reaction == .trip ? 2_000 : 1_500
        let expected = reaction.map { Finding(.currentDensity, $0, zone: zones[1], value: density, limit: limit) }
        #expect(onlyFinding(of: verdict) == expected)
    }

    /// Hazard: HAZ-Z9.
    @Test(arguments: [150, 151] as [Int64])
    func `the power density stops output above 150 mW/cm²`(density: Int64) {
        let verdict = verdict { $0.readings[zones[0]].circuit.powerDensity = density }
        let expected =
            density > 150 ? Finding(.currentDensity, .pause, zone: zones[0], value: density, limit: 150) : nil
        #expect(onlyFinding(of: verdict) == expected)
    }

    /// Hazard: HAZ-Z9.
    @Test(arguments: [200, 201] as [Int64])
    func `on what the RF circuit alone shows, 200 mW/cm² are the limit`(density: Int64) {
        let verdict = verdict { $0.readings[zones[0]].circuit.radioDensity = density }
        let expected =
            density > 200 ? Finding(.currentDensity, .pause, zone: zones[0], value: density, limit: 200) : nil
        #expect(onlyFinding(of: verdict) == expected)
    }
}
