import Safety
import Testing
import Units

struct DetachedSensorTests {
    func answer(_ expected: Int32, _ measured: Int32) -> PowerAnswer {
        PowerAnswer(expected: .millikelvin(expected), measured: .millikelvin(measured))
    }

    /// Hazard: HAZ-T7.
    @Test func `a fall of 0.4 °C under power that keeps skin warm is skin, a step more is a sensor in the air`() {
        func found(_ expected: Int32, _ measured: Int32) -> Verdict {
            verdict { $0.readings[zones[0]].heat.centre.brief = answer(expected, measured) }
        }
        #expect(found(-50, -400) == Verdict())
        #expect(
            onlyFinding(of: found(-50, -401))
                == Finding(.sensorDetached, .trip, zone: zones[0], value: -401, limit: -400))
        // With less power than that the skin itself may cool.
        #expect(found(-51, -2000) == Verdict())
    }

    /// Hazard: HAZ-T7.
    @Test func `three fifths of the expected rise are an answer`() {
        func found(_ expected: Int32, _ measured: Int32, monopolar: Bool = false) -> Verdict {
            verdict { evidence in
                evidence.readings[zones[0]].heat.edge.long = answer(expected, measured)
                evidence.readings[zones[0]].heat.isMonopolar = monopolar
            }
        }
        #expect(found(600, 360) == Verdict())
        #expect(
            onlyFinding(of: found(600, 359)) == Finding(.sensorDetached, .trip, zone: zones[0], value: 359, limit: 360))
        #expect(found(599, -10) == Verdict())
        #expect(found(1000, 75, monopolar: true) == Verdict())
        #expect(
            onlyFinding(of: found(1000, 74, monopolar: true))
                == Finding(.sensorDetached, .trip, zone: zones[0], value: 74, limit: 75))
        #expect(found(999, 0, monopolar: true) == Verdict())
    }

    /// Hazard: HAZ-T7.
    @Test func `both sensors of a zone may have come off together`() {
        let verdict = verdict { evidence in
            evidence.readings[zones[1]].heat.centre.brief = answer(0, -900)
            evidence.readings[zones[1]].heat.edge.brief = answer(0, -900)
        }
        #expect(findings(of: verdict).map(\.cause) == [.sensorDetached, .sensorDetached])
    }

    /// Hazard: HAZ-T7.
    @Test func `what reads less than skin under a pad is none`() {
        #expect(verdict { $0.readings[zones[1]].centre = sensor(32_000) } == Verdict())
        #expect(
            onlyFinding(of: verdict { $0.readings[zones[1]].centre = sensor(31_999) })
                == Finding(.sensorDetached, .trip, zone: zones[1], value: 31_999, limit: 32_000))
    }
}
