import Safety
import Testing
import Treatment
import Units

struct SwappedSensorsTests {
    /// Zone 0 is heated and its sensor has risen by `own` at most, zone 1's by `other` at least.
    func found(
        own: Int32, other: Int32, energy: Int64 = 400, otherEnergy: Int64 = 0, edge: Bool = false
    ) -> Verdict {
        verdict { evidence in
            evidence.readings[zones[0]].heat.energy = .millijoulesPerSquareCentimetre(energy)
            evidence.readings[zones[1]].heat.energy = .millijoulesPerSquareCentimetre(otherEnergy)
            var (first, second) = (SensorBehaviour(), SensorBehaviour())
            first.greatestRise = .millikelvin(own)
            second.leastRise = .millikelvin(other)
            // Everything else answers as it should.
            (evidence.readings[zones[0]].heat.centre.greatestRise, evidence.readings[zones[0]].heat.edge.greatestRise) =
                (.millikelvin(300), .millikelvin(300))
            if edge {
                (evidence.readings[zones[0]].heat.edge, evidence.readings[zones[1]].heat.edge) = (first, second)
            } else {
                (evidence.readings[zones[0]].heat.centre, evidence.readings[zones[1]].heat.centre) = (first, second)
            }
        }
    }

    /// Hazard: HAZ-T8.
    @Test(arguments: [false, true])
    func `a zone whose heat another zone's sensor feels is found`(edge: Bool) {
        #expect(found(own: 0, other: 59, edge: edge) == Verdict())
        #expect(
            onlyFinding(of: found(own: 0, other: 60, edge: edge))
                == Finding(.sensorsSwapped, .trip, zone: zones[0], value: 60, limit: 60))
        #expect(onlyFinding(of: found(own: 30, other: 60, edge: edge))?.cause == .sensorsSwapped)
        #expect(found(own: 31, other: 600, edge: edge) == Verdict())
    }

    /// Hazard: HAZ-T8.
    @Test func `both are compared only while one has received far more than the other`() {
        #expect(found(own: 0, other: 60, energy: 99) == Verdict())
        #expect(found(own: 0, other: 60, energy: 100).count == 1)
        #expect(found(own: 0, other: 60, otherEnergy: 100).count == 1)
        #expect(found(own: 0, other: 60, otherEnergy: 101) == Verdict())
    }

    /// Hazard: HAZ-T8.
    @Test(arguments: [false, true])
    func `zones that move against their own power are found late as well`(edge: Bool) {
        func found(_ values: (Int32, Int32, Int32, Int32)) -> Verdict {
            verdict { evidence in
                let own = PowerAnswer(expected: .millikelvin(values.0), measured: .millikelvin(values.1))
                let other = PowerAnswer(expected: .millikelvin(values.2), measured: .millikelvin(values.3))
                if edge {
                    evidence.readings[zones[2]].heat.edge.long = own
                    evidence.readings[zones[3]].heat.edge.long = other
                } else {
                    evidence.readings[zones[2]].heat.centre.long = own
                    evidence.readings[zones[3]].heat.centre.long = other
                }
            }
        }
        #expect(
            onlyFinding(of: found((300, -300, -300, 300)))
                == Finding(.sensorsSwapped, .trip, zone: zones[2], value: -300, limit: -300))
        let tooLittle: [(Int32, Int32, Int32, Int32)] = [
            (299, -300, -300, 300), (300, -299, -300, 300), (300, -300, -299, 300), (300, -300, -300, 299),
        ]
        for values in tooLittle {
            #expect(found(values) == Verdict())
        }
    }
}
