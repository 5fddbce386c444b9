import Safety
import Testing
import Units

struct ImpedanceWindowTests {
    /// Hazard: HAZ-Z4.
    @Test(arguments: [179, 180, 4_500, 4_501] as [Int64])
    func `the RF impedance of a square centimetre lies in its window`(value: Int64) {
        let verdict = verdict { $0.readings[zones[0]].circuit.specificRadio = value }
        let limit: Int64 = value < 1000 ? 180 : 4_500
        let expected =
            (180...4_500).contains(value)
            ? nil : Finding(.impedanceOutOfWindow, .pause, zone: zones[0], value: value, limit: limit)
        #expect(onlyFinding(of: verdict) == expected)
    }

    /// Hazard: HAZ-Z4.
    @Test(arguments: [2_999, 3_000, 16_000, 16_001] as [Int64])
    func `the contact measurement of a square centimetre lies in its window`(value: Int64) {
        let verdict = verdict { $0.readings[zones[3]].circuit.specificLoad = value }
        let limit: Int64 = value < 5000 ? 3_000 : 16_000
        let expected =
            (3_000...16_000).contains(value)
            ? nil : Finding(.impedanceOutOfWindow, .pause, zone: zones[3], value: value, limit: limit)
        #expect(onlyFinding(of: verdict) == expected)
    }
}
