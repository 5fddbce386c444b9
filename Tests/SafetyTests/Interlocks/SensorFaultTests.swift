import Safety
import Testing
import Units

struct SensorFaultTests {
    static let faults: [(Reliability, Cause)] = [
        (.open, .sensorOpen), (.short, .sensorShort), (.range, .sensorImplausible), (.stale, .sensorImplausible),
    ]

    /// Hazard: HAZ-T3.

    @Test(arguments: faults, zones)
    func `a centre sensor that cannot be believed trips its zone`(fault: (Reliability, Cause), zone: ZoneIndex) {
        let verdict = verdict { $0.readings[zone].centre = sensor(40_000, fault.0) }
        #expect(onlyFinding(of: verdict) == Finding(fault.1, .trip, zone: zone, value: 40_000))
    }

    /// Hazard: HAZ-T3.

    @Test(arguments: faults, zones)
    func `an edge sensor that cannot be believed trips its zone`(fault: (Reliability, Cause), zone: ZoneIndex) {
        let verdict = verdict { $0.readings[zone].edge = sensor(39_000, fault.0) }
        #expect(onlyFinding(of: verdict) == Finding(fault.1, .trip, zone: zone, value: 39_000))
    }

    /// Hazard: HAZ-T3.

    @Test func `the reading of a broken sensor is not held against the ladder`() {
        let verdict = verdict { $0.readings[zones[0]].centre = sensor(55_535, .open) }
        #expect(verdict.worst(of: .overTemperature) == nil)
        #expect(verdict.leading?.cause == .sensorOpen)
    }

    /// Hazard: HAZ-T3.

    @Test func `a zone of which nothing is known trips`() {
        var evidence = goodEvidence()
        evidence.readings[zones[3]] = ZoneReading()
        #expect(Interlocks.judge(evidence).worst(of: .sensorImplausible)?.reaction == .trip)
    }
}
