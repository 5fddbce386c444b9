import Conformance
import Device
import Testing
import Units
import World

/// A device that is right passes everything; one that is wrong fails what it does wrong, and nothing else.
@Suite struct WrongDeviceTests {
    /// The checks that each kind of wrong device must fail.
    ///
    /// Two stand where one rule is shown in two places: each says why.
    static let failures: [WrongKind: Set<String>] = [
        // The margin says what the expiry shows.
        .leaseLonger: ["lease-expiry", "lease-late"],
        .leaseFromArrival: ["lease-late"],
        .playsLateSegments: ["segment-late"],
        .takesUnleased: ["segment-unleased"],
        // Each of the envelope's bounds has a check.
        .noEnvelopeCheck: ["segment-over-envelope", "pulses-over-envelope", "time-over-envelope"],
        .armsWithoutButton: ["arm-needs-button"],
        .armsWithoutSelfTest: ["arm-needs-self-test"],
        .ceilingRaises: ["ceiling-never-raises"],
        .forgetsFirstCause: ["first-cause-kept"],
        .zeroNotMeasured: ["output-measured"],
        // The envelope's pulses are compared with the counter too.
        .countsPulsesWrong: ["pulses-counted", "pulses-over-envelope"],
        .hashWrong: ["segment-hash"],
        .sampleNumbersSkip: ["telemetry-rhythm"],
        .echoWrong: ["telemetry-echo"],
        .bootIDChanges: ["boot-id-stable"],
        .needsEightZeros: ["stop-four-zeros"],
        .ignoresStopMidFrame: ["stop-mid-frame"],
        // A repetition across a reconnect is a repetition too.
        .repeatsDuplicates: ["command-repeated", "hello-same-instance"],
        .acceptsOldEpoch: ["epoch-older"],
        .oldSessionAccepted: ["other-session"],
    ]

    @Test func `a device that is right passes every check`() throws {
        for result in try examine() {
            #expect(result.outcome == .pass, "\(result.check.id): \(result.detail)")
        }
    }

    @Test func `a monopolar device that is right passes every check`() throws {
        for result in try examine(profile: .monopolar) {
            #expect(result.outcome == .pass, "\(result.check.id): \(result.detail)")
        }
    }

    @Test(arguments: WrongKind.allCases)
    func `a wrong device fails the checks of what it does wrong, and no other`(kind: WrongKind) throws {
        let expected = try #require(WrongDeviceTests.failures[kind])
        let results = try examine(deviation: kind.deviation)
        let failed = results.filter { $0.outcome != .pass }
        #expect(Set(failed.map(\.check.id)) == expected, "\(failed.map { "\($0.check.id): \($0.detail)" })")
        #expect(failed.allSatisfy { $0.outcome == .fail })
    }

    /// Makes every check on a new device.
    private func examine(
        deviation: Deviation = [], profile: DeviceProfile = .reference
    ) throws -> [CheckResult] {
        let line = VirtualLine(deviation: deviation, profile: profile)
        let examination = Examination(line: line, hostInstance: 77, today: 20_500) { _ in }
        _ = try #require(try examination.meet())
        return Check.all.map { examination.make($0) }
    }
}
