import Safety
import Testing
import Units

struct InterlocksTests {
    @Test(arguments: UInt8(0)...15)
    func `good evidence gives no finding`(bits: UInt8) {
        let verdict = Interlocks.judge(goodEvidence(zones: ZoneSet(bits: bits)))
        #expect(verdict == Verdict())
        #expect(verdict.allowsOutput)
    }

    @Test func `evidence of which nothing is known forbids output`() {
        #expect(!Interlocks.judge(Evidence(zones: .all)).allowsOutput)
    }

    @Test func `everything at once is kept, finding by finding`() {
        let verdict = Interlocks.judge(worstEvidence())
        // Per zone two sensors, two circuits and two doses; button, device, restart, link, age, lateness, noise, clocks.
        #expect(verdict.count == 4 * 6 + 8)
        #expect(verdict.count <= Verdict.capacity)
        let causes = findings(of: verdict)
        for zone in zones {
            #expect(causes.count { $0.zone == zone && $0.cause == .sensorOpen } == 2)
            #expect(causes.count { $0.zone == zone && $0.cause == .impedanceOpen } == 2)
            #expect(causes.count { $0.zone == zone && $0.cause == .thermalDose } == 1)
            #expect(causes.count { $0.zone == zone && $0.cause == .deepDose } == 1)
        }
        let others: [Cause] = [
            .patientButton, .deviceTrip, .deviceRestarted, .linkLost, .telemetryStale, .schedulerLate, .lineNoisy,
            .clockUncertain,
        ]
        for cause in others { #expect(verdict.worst(of: cause) != nil, "\(cause)") }
    }

    @Test func `an unplugged applicator is told whole`() {
        let verdict = verdict { evidence in
            evidence.deviceCause = 4
            for zone in zones {
                evidence.readings[zone].centre.reliability = .open
                evidence.readings[zone].edge.reliability = .open
                evidence.readings[zone].radioFrequency = .open
                evidence.readings[zone].stimulation = .open
            }
        }
        #expect(verdict.count == 17)
        #expect(verdict.worst(of: .impedanceOpen)?.reaction == .pause)
    }

    /// One change for each hazard that does not end output, and one for each that does.
    static let mild: [@Sendable (inout Evidence) -> Void] = [
        { $0.telemetryAge = .milliseconds(30) },
        { $0.lateness = .milliseconds(20) },
        { $0.damagedFrames = 6 },
        { $0.readings[zones[0]].dose = 3_000_000_000 },
        { $0.readings[zones[1]].edge = sensor(42_100) },
        { $0.readings[zones[1]].deep.dose = 15_000_000_000 },
    ]
    static let severe: [@Sendable (inout Evidence) -> Void] = [
        { $0.telemetryAge = .milliseconds(61) },
        { $0.lateness = .milliseconds(51) },
        { $0.damagedFrames = 60 },
        { $0.readings[zones[3]].dose = 9_000_000_000 },
        { $0.readings[zones[3]].edge = sensor(43_000) },
        { $0.readings[zones[3]].deep.dose = 16_000_000_000 },
        { $0.readings[zones[2]].centre = sensor(40_000, .short) },
        { $0.readings[zones[2]].stimulation = .short },
        { $0.clockBound = nil },
        { $0.buttonPressed = true },
        { $0.deviceCause = 1 },
        { $0.deviceRestarted = true },
        { $0.lineIsOpen = false },
    ]

    @Test(arguments: mild.indices, severe.indices)
    func `a trip leads over anything milder, wherever its interlock stands`(mildIndex: Int, severeIndex: Int) {
        let verdict = verdict { evidence in
            InterlocksTests.mild[mildIndex](&evidence)
            InterlocksTests.severe[severeIndex](&evidence)
        }
        #expect(verdict.reaction == .trip)
        #expect(!verdict.allowsOutput)
        let alone = Interlocks.judge(applied(InterlocksTests.severe[severeIndex]))
        #expect(verdict.leading?.cause == alone.leading?.cause)
    }

    @Test(arguments: mild.indices)
    func `what is milder than a pause lets output go on`(index: Int) {
        let verdict = Interlocks.judge(applied(InterlocksTests.mild[index]))
        #expect(verdict.count == 1)
        #expect(verdict.allowsOutput)
    }

    private func applied(_ change: (inout Evidence) -> Void) -> Evidence {
        var evidence = goodEvidence()
        change(&evidence)
        return evidence
    }

    private func worstEvidence() -> Evidence {
        var evidence = goodEvidence()
        evidence.telemetryAge = .seconds(1)
        evidence.lineIsOpen = false
        evidence.deviceRestarted = true
        evidence.deviceCause = 3
        evidence.buttonPressed = true
        evidence.lateness = .seconds(1)
        evidence.damagedFrames = 200
        evidence.clockBound = nil
        for zone in zones {
            evidence.readings[zone].centre.reliability = .open
            evidence.readings[zone].edge.reliability = .open
            evidence.readings[zone].radioFrequency = .open
            evidence.readings[zone].stimulation = .open
            evidence.readings[zone].dose = .max
            evidence.readings[zone].deep.dose = .max
        }
        return evidence
    }
}
