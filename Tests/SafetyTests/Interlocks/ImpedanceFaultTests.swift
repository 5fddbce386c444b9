import Safety
import Testing
import Units

struct ImpedanceFaultTests {
    static let faults: [(Reliability, Cause, Reaction)] = [
        (.open, .impedanceOpen, .pause), (.stale, .impedanceOpen, .pause), (.range, .impedanceOpen, .pause),
        (.short, .impedanceShort, .trip),
    ]

    /// Hazard: HAZ-Z1.

    @Test(arguments: faults, zones)
    func `a faulty RF circuit is found`(fault: (Reliability, Cause, Reaction), zone: ZoneIndex) {
        let verdict = verdict { $0.readings[zone].radioFrequency = fault.0 }
        #expect(onlyFinding(of: verdict) == Finding(fault.1, fault.2, zone: zone, value: 200_000))
        #expect(!verdict.allowsOutput)
    }

    /// Hazard: HAZ-Z1.

    @Test(arguments: faults, zones)
    func `a faulty stimulation circuit is found`(fault: (Reliability, Cause, Reaction), zone: ZoneIndex) {
        let verdict = verdict { $0.readings[zone].stimulation = fault.0 }
        #expect(onlyFinding(of: verdict) == Finding(fault.1, fault.2, zone: zone, value: 1_000_000))
        #expect(!verdict.allowsOutput)
    }
}
