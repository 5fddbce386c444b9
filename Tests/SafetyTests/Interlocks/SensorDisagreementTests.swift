import Safety
import Testing
import Units

struct SensorDisagreementTests {
    /// Hazard: HAZ-T5.
    @Test func `a degree between centre and edge is natural, more is a lie`() {
        for sign in [Int32(1), -1] {
            #expect(verdict { $0.readings[zones[2]].heat.apart = .millikelvin(1000 * sign) } == Verdict())
            let beyond = verdict { $0.readings[zones[2]].heat.apart = .millikelvin(1001 * sign) }
            #expect(
                onlyFinding(of: beyond) == Finding(.sensorsDisagree, .trip, zone: zones[2], value: 1001, limit: 1000))
        }
    }
}
