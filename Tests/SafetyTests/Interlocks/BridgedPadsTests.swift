import Safety
import Testing
import Units

struct BridgedPadsTests {
    private func finding(_ change: (inout CircuitEvidence) -> Void) -> Finding? {
        onlyFinding(of: verdict { change(&$0.readings[zones[1]].circuit) })
    }

    /// Hazard: HAZ-Z3.
    @Test func `less impedance than warming explains trips, in each circuit by its own limit`() {
        #expect(finding { $0.radioNow = 1_350 } == nil)
        #expect(
            finding { $0.radioNow = 1_351 }
                == Finding(.padsBridged, .trip, zone: zones[1], value: 1_351, limit: 1_350))
        #expect(finding { $0.loadNow = 2_000 } == nil)
        #expect(
            finding { $0.loadNow = 2_001 }
                == Finding(.padsBridged, .trip, zone: zones[1], value: 2_001, limit: 2_000))
    }

    /// Hazard: HAZ-Z3.
    @Test func `a step down trips where it leads below what was there, and not where it ends a lift`() {
        // Down to 1000/1.2 = 833.3 of the greatest value of the last second is no step yet.
        #expect(finding { ($0.radioFall, $0.radioNow) = (834, 1_151) } == nil)
        #expect(finding { ($0.radioFall, $0.radioNow) = (833, 1_150) } == nil)
        #expect(
            finding { ($0.radioFall, $0.radioNow) = (833, 1_151) }
                == Finding(.padsBridged, .trip, zone: zones[1], value: 1_151, limit: 1_150))
        #expect(finding { ($0.loadFall, $0.loadNow) = (834, 1_151) } == nil)
        #expect(finding { ($0.loadFall, $0.loadNow) = (500, 1_150) } == nil)
        #expect(
            finding { ($0.loadFall, $0.loadNow) = (833, 1_151) }
                == Finding(.padsBridged, .trip, zone: zones[1], value: 1_151, limit: 1_150))
    }
}
