import Control
import Device
import Oracle
import Safety
import Testing
import Tissue
import Treatment
import Units
import Wire
import World

@Suite("A titration, by the machine and the device")
struct TitrationTests {
    /// One cheek, stimulated only, at 60 % of its titrated range.
    static func plan(intensity: Int32? = 600, current: Int32 = 20, from: Duration = .zero) throws -> Plan {
        let stimulation = Stimulation(
            current: .milliamps(current), rate: .hertz(50), width: .microseconds(200), on: .seconds(2),
            off: .seconds(1), rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: from,
            until: .seconds(60), intensity: intensity.map { PerMille(rawValue: $0) })
        return try Plan(
            name: "cheek", duration: .seconds(60),
            zones: [ZonePlan(zone: .leftCheek, heating: nil, stimulation: stimulation)])
    }

    static func program(_ plan: Plan?, _ number: UInt64) throws -> Program {
        try Program(compiling: try #require(plan), identity: Fingerprint(high: number, low: 2))
    }

    /// A loaded plan.
    static func loaded(_ plan: Plan) throws -> ClosedLoop {
        var loop = ClosedLoop()
        loop.open()
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .ready })
        loop.ask(.load(try program(plan, 1), approval: .rehearsal))
        return loop
    }

    /// A titration that gives output.
    static func titrating(_ plan: Plan) throws -> ClosedLoop {
        var loop = try loaded(plan)
        loop.ask(.titrate(try program(plan.titration(of: .leftCheek), 2), token: 9, approval: nil))
        #expect(loop.run(until: .seconds(16)) { $0.machine.state == .armed })
        loop.ask(.start(token: 9))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .titrating })
        return loop
    }

    private static func presented(_ loop: ClosedLoop) -> [TitrationPresentation] {
        loop.events.compactMap { if case .presented(_, let shown) = $0 { shown } else { nil } }
    }

    /// Marks every contraction from step `threshold` on, and those from step `enough` on as enough, until it ends.
    static func mark(_ loop: inout ClosedLoop, threshold: Int, enough: Int) {
        var seen = 0
        while loop.machine.state == .titrating || loop.machine.state == .stopping {
            loop.run(.milliseconds(100))
            let all = presented(loop)
            guard all.count > seen, let shown = all.last else { continue }
            seen = all.count
            loop.run(.milliseconds(1500))
            guard loop.machine.state == .titrating, !shown.isBlank else { continue }
            if shown.level >= threshold { loop.ask(.mark(.contraction)) }
            if shown.level >= enough { loop.ask(.mark(.maximum)) }
        }
    }

    @Test func `finds a range, writes it down, and is loaded again with output at zero`() throws {
        var loop = try Self.titrating(try Self.plan())
        Self.mark(&loop, threshold: 15, enough: 40)
        #expect(loop.machine.state == .loaded)
        #expect(loop.states.suffix(5) == [.contactCheck, .armed, .titrating, .stopping, .loaded])
        let outcome = loop.events.compactMap {
            if case .titrationEnded(.leftCheek, let outcome, _, _) = $0 { outcome } else { nil }
        }
        let range = try #require(outcome.last?.range)
        #expect(abs(range.threshold.microamps - 5_800) <= 400)
        #expect(range.maximum <= .microamps(39 * 400) && range.maximum >= .microamps(38 * 400))
        #expect(!loop.events.contains { if case .treatmentBegan = $0 { true } else { false } })
        let shown = loop.machine.snapshot(at: loop.now)
        let zone = try #require(ZoneIndex(0))
        #expect(shown.zones[zone]?.titrated == .found(range))
        #expect(shown.titration == nil)
    }

    /// Hazard: HAZ-U2.
    @Test func `a plan with an intensity is armed only after its zone was titrated, and gives that share of the range`()
        throws
    {
        let plan = try Self.plan()
        var early = try Self.loaded(plan)
        let request = early.ask(.arm(token: 4, approval: nil))
        #expect(early.answers[request] == .refused(.notTitrated(.leftCheek)))
        #expect(early.machine.state == .loaded)

        var loop = try Self.titrating(plan)
        Self.mark(&loop, threshold: 15, enough: 40)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(30))
        let zone = try #require(ZoneIndex(0))
        let control = try #require(loop.machine.snapshot(at: loop.now).zones[zone]?.intensity)
        #expect(control.current == control.range.current(at: PerMille(rawValue: 600), cap: .milliamps(20)))
        #expect(loop.run(until: .seconds(60)) { $0.machine.state == .finished })
        #expect(loop.ends.first?.0 == .completed)
        let broken = loop.device.report(at: loop.now).broken
        #expect(broken.isEmpty)
    }

    /// Hazard: HAZ-U2.
    @Test func `the operator raises by 2 per cent at once and no more, and lowers as far as wanted`() throws {
        var loop = try Self.titrating(try Self.plan())
        Self.mark(&loop, threshold: 15, enough: 40)
        let early = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 610)))
        #expect(loop.answers[early] == .refused(.wrongState(.loaded)))
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(24))
        let zone = try #require(ZoneIndex(0))
        func given(_ loop: ClosedLoop) -> Current {
            loop.machine.snapshot(at: loop.now).zones[zone]?.intensity?.current ?? .zero
        }
        let before = given(loop)
        let tooMuch = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 621)))
        #expect(loop.answers[tooMuch] == .refused(.stepTooLarge(PerMille(rawValue: 20))))
        let step = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 620)))
        #expect(loop.answers[step] == .done)
        loop.run(.milliseconds(200))
        #expect(given(loop) > before)
        let range = try #require(loop.machine.snapshot(at: loop.now).zones[zone]?.intensity?.range)
        // 5 % a second: 2 % are there after 0.4 s and not before.
        #expect(given(loop) < range.current(at: PerMille(rawValue: 620), cap: .milliamps(20)))
        loop.run(.milliseconds(300))
        #expect(given(loop) == range.current(at: PerMille(rawValue: 620), cap: .milliamps(20)))
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 100)))
        loop.run(.milliseconds(60))
        #expect(given(loop) == range.current(at: PerMille(rawValue: 100), cap: .milliamps(20)))
        let other = loop.ask(.setIntensity(.forehead, PerMille(rawValue: 0)))
        #expect(loop.answers[other] == .refused(.notStimulated(.forehead)))
        let changes = loop.events.count { if case .intensitySet = $0 { true } else { false } }
        #expect(changes == 2)
        #expect(loop.machine.state == .running)
    }

    @Test func `an intensity whose current would pass the plan's is not reached`() throws {
        // The range ends at the cap; the cap of the plan is what the titration could try.
        var loop = try Self.titrating(try Self.plan(intensity: 1000))
        Self.mark(&loop, threshold: 15, enough: 1000)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(30))
        let zone = try #require(ZoneIndex(0))
        #expect(loop.machine.snapshot(at: loop.now).zones[zone]?.intensity?.current == .milliamps(20))
        #expect(loop.machine.state == .running)
    }

    @Test func `after a pause it rises from the threshold again`() throws {
        var loop = try Self.titrating(try Self.plan())
        Self.mark(&loop, threshold: 15, enough: 40)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(20))
        loop.ask(.pause)
        loop.run(.seconds(1))
        loop.ask(.prepareResume(token: 5))
        loop.ask(.resume(token: 5))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        let zone = try #require(ZoneIndex(0))
        let control = try #require(loop.machine.snapshot(at: loop.now).zones[zone]?.intensity)
        #expect(control.current < control.range.current(at: PerMille(rawValue: 100), cap: .milliamps(20)))
    }

    /// Hazard: HAZ-U1.
    @Test func `a program that is no titration of the loaded plan is refused, and nothing is armed`() throws {
        let stronger = try Self.plan(current: 21).titration(of: .leftCheek)
        for wrong in [try Self.program(try Self.plan(), 3), try Self.program(stronger, 4)] {
            var loop = try Self.loaded(try Self.plan())
            let request = loop.ask(.titrate(wrong, token: 9, approval: nil))
            #expect(loop.answers[request] == .refused(.notOfThisPlan))
            loop.run(.seconds(1))
            #expect(loop.machine.state == .loaded)
        }
    }

    @Test func `the operator's stop ends it at zero`() throws {
        var loop = try Self.titrating(try Self.plan())
        loop.run(.seconds(4))
        loop.ask(.stop)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .finished })
        #expect(loop.events.contains(.titrationEnded(.leftCheek, .stopped, .stopped, cause: .operatorStop)))
        #expect(loop.machine.snapshot(at: loop.now).result == .stopped)
        #expect(loop.machine.snapshot(at: loop.now).outputIsZero == true)
    }

    @Test func `ending it keeps the plan, and a mark afterwards is refused`() throws {
        var loop = try Self.titrating(try Self.plan())
        loop.run(.seconds(4))
        loop.ask(.endTitration)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .loaded })
        let late = loop.ask(.mark(.contraction))
        #expect(loop.answers[late] == .refused(.wrongState(.loaded)))
        let again = loop.ask(.arm(token: 4, approval: nil))
        #expect(loop.answers[again] == .refused(.notTitrated(.leftCheek)))
    }

    @Test func `the patient's button trips it`() throws {
        var loop = try Self.titrating(try Self.plan())
        loop.run(.seconds(4))
        loop.device.pressButton(at: loop.now, for: .milliseconds(300))
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .tripped })
        #expect(loop.events.contains(.titrationEnded(.leftCheek, .stopped, .tripped, cause: .patientButton)))
    }

    @Test func `a lost line trips it`() throws {
        var loop = try Self.titrating(try Self.plan())
        loop.run(.seconds(4))
        loop.close()
        #expect(loop.machine.state == .tripped)
        #expect(loop.events.contains(.titrationEnded(.leftCheek, .stopped, .tripped, cause: .linkLost)))
    }

    @Test
    func
        `a pad that is taken off ends it at zero, with an alarm until a person has seen it, and the plan stays loaded`()
        throws
    {
        var loop = try Self.titrating(try Self.plan())
        loop.run(.seconds(4))
        var faults = LiveFaults()
        let zone = try #require(DeviceProfile.reference.zone(of: .leftCheek))
        faults.contact[zone] = .open
        loop.device.set(faults, at: loop.now)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .loaded })
        #expect(loop.events.contains(.titrationEnded(.leftCheek, .stopped, .stopped, cause: .impedanceOpen)))
        loop.device.set(LiveFaults(), at: loop.now)
        loop.run(.seconds(5))
        let later = loop.machine.snapshot(at: loop.now)
        #expect(later.outputIsZero == true && later.pauseCause?.cause == .impedanceOpen)
        #expect(later.alarm != .none && later.alarms.active.map(\.cause) == [.impedanceOpen])
        let seen = loop.ask(.acknowledge)
        #expect(loop.answers[seen] == .done)
        let quiet = loop.machine.snapshot(at: loop.now)
        #expect(quiet.state == .loaded && quiet.alarm == .none && quiet.alarms.active.isEmpty)
    }

    @Test func `an alarm that nobody has seen can be acknowledged after the next arming too`() throws {
        let plan = try Self.plan()
        var loop = try Self.titrating(plan)
        loop.run(.seconds(4))
        var faults = LiveFaults()
        faults.contact[try #require(DeviceProfile.reference.zone(of: .leftCheek))] = .open
        loop.device.set(faults, at: loop.now)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .loaded })
        loop.device.set(LiveFaults(), at: loop.now)
        loop.run(.seconds(2))
        loop.ask(.titrate(try Self.program(plan.titration(of: .leftCheek), 2), token: 10, approval: nil))
        #expect(loop.run(until: .seconds(16)) { $0.machine.state == .armed })
        #expect(loop.machine.snapshot(at: loop.now).alarm != .none)
        let seen = loop.ask(.acknowledge)
        #expect(loop.answers[seen] == .done)
        let later = loop.machine.snapshot(at: loop.now)
        #expect(later.state == .armed && later.alarm == .none && !later.alarms.awaitsAcknowledgement)
    }

    @Test func `through everything the observer finds the true threshold, and what flows is what was asked for`() throws
    {
        let plan = try Self.plan()
        var scenario = Scenario(program: try Self.program(plan, 1), seed: 3)
        scenario.habits.isThere = false
        var run = VirtualTreatment(scenario)
        let place = try #require(scenario.profile.zone(of: .leftCheek))
        let muscle = scenario.patient.zones[place].muscle
        let observer = ObserverTraits(seed: 3)
        let whole = try #require(
            run.titrate(
                by: try Self.program(plan.titration(of: .leftCheek), 2), muscle: muscle, observer: observer, seed: 3))
        let trial = try #require(TitrationTrial(of: plan, zone: .leftCheek, on: muscle, by: observer, seed: 3))
        let range = try #require(whole.outcome?.range)
        #expect(abs(Double(range.threshold.microamps) / 1000 - trial.trueThreshold) <= 2 * 0.4)
        #expect(whole.worstDifference <= .microamps(100))
        #expect(whole.asked.count == whole.given.count)
    }
}
