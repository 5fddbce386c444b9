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

    /// Hazard: HAZ-L6.
    @Test(
        arguments: [(20_000, nil), (20_001, .warn), (60_000, .warn), (60_001, .trip), (2_000_000, .trip)]
            as [(Int64, Reaction?)])
    func `a loop that looks around later than it wanted to is late`(microseconds: Int64, expected: Reaction?) {
        let found = verdict { $0.serviceGap = .microseconds(microseconds) }
        #expect(found.reaction == expected)
        guard let expected else { return }
        let limit: Int64 = expected == .trip ? 50_000 : 10_000
        #expect(onlyFinding(of: found) == Finding(.schedulerLate, expected, value: microseconds - 10_000, limit: limit))
    }

    /// Hazard: HAZ-L6.
    @Test func `a starved loop is named before the stale telemetry that it did not read, and instead of the line`() {
        let found = verdict {
            $0.serviceGap = .milliseconds(310)
            $0.telemetryAge = .milliseconds(305)
            $0.lateness = .milliseconds(290)
            $0.lineWasFull = true
        }
        #expect(found.leading == Finding(.schedulerLate, .trip, value: 300_000, limit: 50_000))
    }

    /// Hazard: HAZ-L6.
    @Test func `a line that says nothing any more is stale and not slow`() {
        let found = verdict {
            $0.telemetryAge = .milliseconds(61)
            $0.lateness = .milliseconds(60)
            $0.lineWasFull = true
        }
        #expect(found.leading?.cause == .telemetryStale)
        #expect(found.worst(of: .lineTooSlow) == nil)
    }

    /// Hazard: HAZ-L14.
    @Test(arguments: [(100_000, nil), (-100_000, nil), (100_001, .trip), (-100_001, .trip)] as [(Int64, Reaction?)])
    func `a wall clock that was set trips, forward or back`(microseconds: Int64, expected: Reaction?) {
        let found = verdict { $0.clockStep = .microseconds(microseconds) }
        #expect(found.reaction == expected)
        guard expected != nil else { return }
        #expect(onlyFinding(of: found) == Finding(.clockStepped, .trip, value: microseconds, limit: 100_000))
    }

    /// Hazard: HAZ-L8.
    @Test func `sleep is named before the stale telemetry that it leaves`() {
        let found = verdict {
            $0.suspension = .seconds(2)
            $0.serviceGap = .seconds(2)
            $0.telemetryAge = .seconds(2)
            $0.lateness = .seconds(2)
        }
        #expect(found.leading?.cause == .hostSuspended)
    }
}
