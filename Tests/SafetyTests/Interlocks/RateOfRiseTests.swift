import Safety
import Testing
import Units

struct RateOfRiseTests {
    /// Hazard: HAZ-T2.
    @Test func `skin that warms at the limit goes on, and a step faster pauses`() {
        for isEdge in [false, true] {
            func found(_ slope: Int64) -> Verdict {
                verdict { evidence in
                    if isEdge {
                        evidence.readings[zones[1]].heat.edge.slope = slope
                    } else {
                        evidence.readings[zones[1]].heat.centre.slope = slope
                    }
                }
            }
            #expect(found(350) == Verdict())
            #expect(found(-5000) == Verdict())
            #expect(
                onlyFinding(of: found(351))
                    == Finding(.temperatureRising, .pause, zone: zones[1], value: 351, limit: 350))
        }
    }
}
