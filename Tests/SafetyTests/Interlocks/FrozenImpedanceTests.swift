import Safety
import Testing
import Units

struct FrozenImpedanceTests {
    /// Hazard: HAZ-Z5.
    @Test(arguments: [2_000, 2_001] as [Int64], [true, false])
    func `an impedance that repeats for more than two seconds trips`(milliseconds: Int64, isRadio: Bool) {
        let verdict = verdict { evidence in
            if isRadio {
                evidence.readings[zones[2]].circuit.radioFrozen = .milliseconds(milliseconds)
            } else {
                evidence.readings[zones[2]].circuit.loadFrozen = .milliseconds(milliseconds)
            }
        }
        let expected =
            milliseconds > 2_000
            ? Finding(.impedanceFrozen, .trip, zone: zones[2], value: milliseconds, limit: 2_000) : nil
        #expect(onlyFinding(of: verdict) == expected)
    }
}
