import Safety
import Testing
import Units

struct HostInterlockTests {
    /// Hazard: HAZ-O7.
    @Test(arguments: [(1, nil), (2, .trip)] as [(Int32, Reaction?)])
    func `the second sample with output and no lease trips`(samples: Int32, expected: Reaction?) {
        let found = verdict { $0.unleasedSamples = samples }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.unleasedOutput, .trip, value: 2, limit: 2))
    }

    /// Hazard: HAZ-L5.
    @Test(
        arguments: [
            (255, nil, 0), (100, nil, 0), (99, .note, 100), (60, .note, 100), (59, .warn, 60), (0, .warn, 60),
        ] as [(Int64, Reaction?, Int64)])
    func `a thin lease is noted below 100 ms and told below 60`(margin: Int64, expected: Reaction?, limit: Int64) {
        let found = verdict { $0.leaseMargin = .milliseconds(margin) }
        #expect(found.allowsOutput)
        let finding = expected.map { Finding(.leaseThin, $0, value: margin * 1000, limit: limit * 1000) }
        #expect(onlyFinding(of: found) == finding)
    }

    /// Hazard: HAZ-L8.
    @Test(arguments: [(100_000, nil), (100_001, .trip)] as [(Int64, Reaction?)])
    func `a host that slept trips`(microseconds: Int64, expected: Reaction?) {
        let found = verdict { $0.suspension = .microseconds(microseconds) }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.hostSuspended, .trip, value: 100_001, limit: 100_000))
    }

    /// Hazard: HAZ-L8.
    @Test(arguments: [(1_000_000, nil), (1_000_001, .trip)] as [(Int64, Reaction?)])
    func `a host that did not look around for a second trips`(microseconds: Int64, expected: Reaction?) {
        let found = verdict { $0.serviceGap = .microseconds(microseconds) }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.hostSuspended, .trip, value: 1_000_001, limit: 1_000_000))
    }

    /// Hazard: HAZ-L8.
    @Test func `sleep is named before the stale telemetry that it leaves`() {
        let found = verdict {
            $0.serviceGap = .seconds(2)
            $0.telemetryAge = .seconds(2)
            $0.lateness = .seconds(2)
        }
        #expect(found.leading?.cause == .hostSuspended)
    }
}
