import Safety
import Testing
import Units

struct FrozenSensorTests {
    func found(noise: Int32?, declared: Int32, edge: Bool = false) -> Verdict {
        verdict { evidence in
            evidence.readings[zones[3]].heat.declaredNoise = .millikelvin(declared)
            let noise = noise.map { TemperatureDifference.millikelvin($0) }
            if edge {
                evidence.readings[zones[3]].heat.edge.noise = noise
            } else {
                evidence.readings[zones[3]].heat.centre.noise = noise
            }
        }
    }

    /// Hazard: HAZ-T4.
    @Test(arguments: [false, true])
    func `a quarter of the declared noise is a sensor, less is a number`(edge: Bool) {
        #expect(found(noise: 10, declared: 40, edge: edge) == Verdict())
        #expect(
            onlyFinding(of: found(noise: 9, declared: 40, edge: edge))
                == Finding(.sensorFrozen, .trip, zone: zones[3], value: 9, limit: 10))
        #expect(found(noise: nil, declared: 40, edge: edge) == Verdict())
    }

    /// Hazard: HAZ-T4.
    @Test func `what never changes is frozen whatever the device declares`() {
        #expect(onlyFinding(of: found(noise: 0, declared: 0))?.cause == .sensorFrozen)
        #expect(found(noise: 1, declared: 0) == Verdict())
    }

    /// Hazard: HAZ-T3.
    @Test(arguments: [false, true])
    func `noise beyond the sensor's class is not believed`(edge: Bool) {
        #expect(found(noise: 300, declared: 15, edge: edge) == Verdict())
        #expect(
            onlyFinding(of: found(noise: 301, declared: 15, edge: edge))
                == Finding(.sensorImplausible, .trip, zone: zones[3], value: 301, limit: 300))
        #expect(found(noise: 500, declared: 100, edge: edge) == Verdict())
        #expect(onlyFinding(of: found(noise: 501, declared: 100, edge: edge))?.limit == 500)
        #expect(onlyFinding(of: found(noise: 501, declared: 0, edge: edge))?.limit == 500)
    }

    /// Hazard: HAZ-T4.
    @Test func `the quarter is a quarter to the last thousandth`() {
        #expect(found(noise: 250, declared: 1_000) == Verdict())
        #expect(onlyFinding(of: found(noise: 249, declared: 1_000))?.limit == 250)
    }
}
