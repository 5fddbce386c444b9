import Control
import Device
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

/// 40 s of both cheeks: the left warms from the beginning, the right from 10 s on, and both contract from 12 s on.
private func cheeksProgram() throws -> Program {
    let heating = Heating(
        target: .milliCelsius(38_500), warmUpTarget: .milliCelsius(38_000), warmUpDuration: .seconds(20),
        rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
    let stimulation = Stimulation(
        current: .milliamps(20), rate: .hertz(50), width: .microseconds(200), on: .seconds(2), off: .seconds(2),
        rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(12), until: .seconds(40))
    let zones = [Zone.leftCheek, .rightCheek].map { ZonePlan(zone: $0, heating: heating, stimulation: stimulation) }
    let plan = try Plan(name: "cheeks", duration: .seconds(40), zones: zones)
    return try Program(compiling: plan, identity: Fingerprint(high: 3, low: 4))
}

/// One fault of a contact, and what may be said of it first.
struct ContactCase: Sendable, CustomTestStringConvertible {
    var text: String
    var causes: [Cause]
    var testDescription: String { text }
}

@Suite("What becomes of pads that do not lie as they should")
struct ContactFaultTests {
    private func play(
        _ texts: [String], seed: UInt64, _ profile: DeviceProfile = .reference, _ incidents: [Incident] = []
    ) throws -> RunReport {
        var scenario = Scenario(program: try cheeksProgram(), seed: seed)
        scenario.profile = profile
        scenario.faults = FaultScript(try texts.map { try TimedFault(text: $0) })
        scenario.incidents = incidents
        scenario.limit = .seconds(75)
        var run = VirtualTreatment(scenario)
        return run.run()
    }

    /// The first finding that ended output, and when that was after the program's start.
    private func ending(of run: RunReport) -> (finding: Finding, at: Duration)? {
        let start = run.events.first { $0.event == .entered(.running) }?.at ?? .zero
        for event in run.events {
            if case .finding(let finding) = event.event, finding.reaction >= .pause {
                return (finding, event.at - start)
            }
        }
        return nil
    }

    private func expectUnharmed(_ run: RunReport) {
        #expect(run.truth.broken.isEmpty)
        for zone in run.truth.zones {
            #expect(zone.peakPowerDensity < 300)
            #expect(zone.peakCurrentDensity < 2_000)
        }
    }

    static let losses = [
        ContactCase(text: "contact=open", causes: [.impedanceOpen, .padLifting]),
        ContactCase(text: "contact=lead", causes: [.impedanceOpen, .padLifting]),
        ContactCase(text: "contact=500", causes: [.padLifting]),
        ContactCase(text: "contact=700", causes: [.padLifting]),
        ContactCase(text: "contact=short", causes: [.impedanceShort, .padsBridged]),
        ContactCase(text: "contact=bridged:20000", causes: [.impedanceShort, .padsBridged]),
        ContactCase(text: "contact=bridged:100000", causes: [.padsBridged]),
    ]

    /// Hazard: HAZ-Z1, HAZ-Z2, HAZ-Z3.
    @Test(arguments: losses, ["8s", "25s", "27s"])
    func `a contact that is lost at once ends output within 250 ms, by its name`(fault: ContactCase, at: String) throws
    {
        let seed = UInt64(fault.text.utf8.count + at.utf8.count * 7)
        let run = try play(["at=run+\(at),zone=1,\(fault.text)"], seed: seed)
        let end = try #require(ending(of: run))
        #expect(fault.causes.contains(end.finding.cause), "\(end.finding)")
        #expect(end.finding.zone == ZoneIndex(1))
        let seconds = try #require(Int64(at.dropLast()))
        #expect((end.at - .seconds(seconds)).milliseconds <= 250, "seed \(seed): \(end)")
        #expect(run.state == (end.finding.reaction == .trip ? .tripped : .paused))
        expectUnharmed(run)
    }

    /// Hazard: HAZ-Z2, HAZ-Z6, HAZ-Z9.
    @Test(arguments: [(600, 30), (1_000, 18)] as [(Int64, Int64)], [1, 2] as [UInt64])
    func `a pad that peels ends output before 30 % of it are off`(
        peel: (perMinute: Int64, seconds: Int64), seed: UInt64
    )
        throws
    {
        let run = try play(["at=run+5s,zone=2,contact=lifting:\(peel.perMinute)"], seed: seed)
        let end = try #require(ending(of: run))
        #expect([.padLifting, .currentDensity].contains(end.finding.cause), "\(end.finding)")
        #expect(end.at < .seconds(5 + peel.seconds))
        #expect(run.state == .paused)
        expectUnharmed(run)
    }

    /// Hazard: HAZ-Z6.
    @Test func `gel that dries by half a minute's worth each minute ends output, and by a tenth does not`() throws {
        let fast = try play(["at=run+1s,zone=1,contact=drying:2000"], seed: 3)
        let end = try #require(ending(of: fast))
        #expect([.padDrying, .padLifting].contains(end.finding.cause))
        #expect(fast.state == .paused)
        let slow = try play(["at=run+1s,zone=1,contact=drying:1100"], seed: 3)
        #expect(slow.result == .completed)
    }

    /// Hazard: HAZ-Z8.
    @Test(arguments: ["first:0", "second:0", "first:500", "second:650"], ["8s", "25s"])
    func `a half of the return electrode that lifts ends output within 250 ms`(half: String, at: String) throws {
        let run = try play(["at=run+\(at),return=\(half)"], seed: UInt64(half.utf8.count), .monopolar)
        let end = try #require(ending(of: run))
        #expect([.returnElectrode, .padLifting].contains(end.finding.cause), "\(end.finding)")
        let seconds = try #require(Int64(at.dropLast()))
        #expect((end.at - .seconds(seconds)).milliseconds <= 250, "\(end)")
        #expect(run.state == .paused)
        expectUnharmed(run)
    }

    /// Hazard: HAZ-Z8.
    @Test func `a half that was off before the arming is seen by the other one`() throws {
        let run = try play(["at=0s,return=first:500"], seed: 5, .monopolar)
        guard case .interlock(let finding)? = run.refusals.first else {
            Issue.record("armed in spite of it: \(run.refusals)")
            return
        }
        #expect(finding.cause == .returnElectrode)
        #expect(!run.states.contains(.armed))
    }

    /// Hazard: HAZ-Z7.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a pad that is half off before the arming is seen by the other cheek's`(seed: UInt64) throws {
        let run = try play(["at=0s,zone=1,contact=450"], seed: seed)
        guard case .interlock(let finding)? = run.refusals.first else {
            Issue.record("seed \(seed): armed in spite of it: \(run.refusals)")
            return
        }
        #expect([.impedanceAsymmetry, .impedanceOutOfWindow].contains(finding.cause))
        #expect(!run.states.contains(.armed))
    }

    /// Hazard: HAZ-Z5.
    @Test(arguments: ["8s", "25s"])
    func `a measurement that stands still ends output before the pad that lifts unseen can`(at: String) throws {
        let run = try play(["at=run+\(at),zone=1,meter=frozen", "at=run+\(at),zone=1,contact=lifting:1000"], seed: 8)
        let end = try #require(ending(of: run))
        #expect(end.finding.cause == .impedanceFrozen && end.finding.zone == ZoneIndex(1))
        let seconds = try #require(Int64(at.dropLast()))
        #expect((end.at - .seconds(seconds)).milliseconds <= 2_100, "\(end)")
        #expect(run.state == .tripped)
        expectUnharmed(run)
    }

    /// The device's flag of zero comes from the detectors; the supply has a measurement of its own.
    ///
    /// Hazard: HAZ-T6.
    @Test func `a stage that is welded after the end, behind a blind detector, is found by its supply`() throws {
        let run = try play(
            ["at=run+12s,zone=1,detector=0", "at=run+12s,zone=1,weld=2000"], seed: 8, .reference,
            [Incident(at: .seconds(8), .stop), Incident(at: .seconds(20), .acknowledge)])
        #expect(run.states.contains(.finished))
        let end = try #require(ending(of: run))
        #expect(end.finding.cause == .uncommandedOutput && end.finding.zone == ZoneIndex(1))
        #expect((300...800).contains((end.at - .seconds(12)).milliseconds), "\(end)")
        let trips = run.events.count { if case .finding = $0.event { true } else { false } }
        #expect(trips <= 2, "told once, and once more when it is acknowledged although it stays: \(trips)")
    }

    /// Hazard: HAZ-Z2.
    @Test func `a pad that is pressed on again goes on, and one that is not does not`() throws {
        let resume = [Incident(at: .seconds(20), .resume)]
        let pressed = try play(["at=run+15s,for=3s,zone=1,contact=650"], seed: 6, .reference, resume)
        #expect(pressed.states.contains(.paused))
        #expect(pressed.result == .completed, "\(pressed.state) \(pressed.refusals)")
        let lifted = try play(["at=run+15s,zone=1,contact=650"], seed: 6, .reference, resume)
        #expect(lifted.state == .paused)
        guard case .interlock(let finding)? = lifted.refusals.first else {
            Issue.record("resumed in spite of it: \(lifted.refusals)")
            return
        }
        #expect(finding.cause == .padLifting)
    }

    /// Hazard: HAZ-Z2.
    @Test(arguments: 6...8 as ClosedRange<UInt64>)
    func `a pad that lifted is not armed anew before it is pressed on or came off`(seed: UInt64) throws {
        let again = [Incident(at: .seconds(20), .stop), Incident(at: .seconds(22), .treatAgain)]
        let lifted = try play(["at=run+15s,zone=1,contact=650"], seed: seed, .reference, again)
        #expect(lifted.states.count { $0 == .running } == 1)
        guard case .interlock(let finding)? = lifted.refusals.last else {
            Issue.record("armed in spite of it: \(lifted.states)")
            return
        }
        #expect(finding.cause == .padLifting && finding.zone == ZoneIndex(1))
        let pressed = try play(["at=run+15s,for=5s,zone=1,contact=650"], seed: seed, .reference, again)
        #expect(pressed.states.count { $0 == .running } == 2, "\(pressed.states) \(pressed.refusals)")
    }

    @Test(arguments: 10...13 as ClosedRange<UInt64>, [DeviceProfile.reference, .monopolar])
    func `sound pads are never spoken of`(seed: UInt64, profile: DeviceProfile) throws {
        let run = try play(
            [], seed: seed, profile, [Incident(at: .seconds(16), .pause), Incident(at: .seconds(19), .resume)])
        let findings = run.events.filter { if case .finding = $0.event { true } else { false } }
        #expect(findings.isEmpty, "seed \(seed): \(findings)")
        #expect(run.result == .completed || run.state == .cooldown)
    }
}
