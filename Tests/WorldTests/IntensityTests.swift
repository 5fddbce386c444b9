import Control
import Device
import Oracle
import Safety
import Testing
import Treatment
import Units
import Wire
import World

@Suite("What a titration found, and the intensity that refers to it")
struct IntensityTests {
    /// One cheek, titrated to a range from about 1 to about 2 mA, which is quickly found.
    private static func titrated(intensity: Int32 = 600) throws -> (loop: ClosedLoop, program: Program) {
        let plan = try TitrationTests.plan(intensity: intensity)
        var loop = try TitrationTests.titrating(plan)
        TitrationTests.mark(&loop, threshold: 3, enough: 8)
        #expect(loop.machine.state == .loaded)
        return (loop, try TitrationTests.program(plan, 1))
    }

    private static func intensity(_ loop: ClosedLoop) throws -> IntensityControl? {
        let zone = try #require(ZoneIndex(0))
        return loop.machine.snapshot(at: loop.now).zones[zone]?.intensity
    }

    private static func control(_ loop: ClosedLoop) throws -> IntensityControl { try #require(try intensity(loop)) }

    private static func flow(_ loop: ClosedLoop) throws -> Current {
        let zone = try #require(ZoneIndex(0))
        return try #require(loop.machine.snapshot(at: loop.now).zones[zone]).current
    }

    private static func isArming(_ loop: inout ClosedLoop) -> Answer? {
        let request = loop.ask(.arm(token: 21, approval: nil))
        defer { loop.ask(.stop) }
        return loop.answers[request]
    }

    /// Hazard: HAZ-U2.
    @Test func `a range is kept for the same plan under the same approval, and for nothing else`() throws {
        var (loop, program) = try Self.titrated()
        loop.ask(.load(program, approval: .rehearsal))
        #expect(Self.isArming(&loop) == nil, "it is being armed")
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .finished })
        loop.ask(.load(program, approval: .rehearsal))
        #expect(Self.isArming(&loop) == nil, "after a stop too")
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .finished })
        var other = loop
        other.ask(.load(program, approval: Fingerprint(high: 1, low: 1)))
        #expect(Self.isArming(&other) == .refused(.notTitrated(.leftCheek)))
        loop.ask(.load(try TitrationTests.program(TitrationTests.plan(intensity: 500), 7), approval: .rehearsal))
        #expect(Self.isArming(&loop) == .refused(.notTitrated(.leftCheek)))
        loop.ask(.load(program, approval: .rehearsal))
        #expect(Self.isArming(&loop) == .refused(.notTitrated(.leftCheek)), "it was another plan in between")
    }

    /// Hazard: HAZ-U2.
    @Test func `a range that is an hour old arms nothing, and sleep counts`() throws {
        var (loop, _) = try Self.titrated()
        var old = loop
        let slept = TitrationLimits.validity - .seconds(5)
        loop.machine.reduce(.hostSuspended(slept), at: loop.now, into: &loop.effects)
        loop.perform()
        #expect(Self.isArming(&loop) == nil, "it is being armed")
        old.machine.reduce(.hostSuspended(TitrationLimits.validity), at: old.now, into: &old.effects)
        old.perform()
        old.run(.milliseconds(10))
        #expect(Self.isArming(&old) == .refused(.titrationTooOld(.leftCheek)))
        #expect(old.machine.state == .loaded)
    }

    /// Hazard: HAZ-U2.
    @Test func `a titration that was begun again and stopped takes the range away`() throws {
        var (loop, _) = try Self.titrated()
        let again = try TitrationTests.program(TitrationTests.plan().titration(of: .leftCheek), 2)
        loop.ask(.titrate(again, token: 9, approval: nil))
        #expect(loop.run(until: .seconds(16)) { $0.machine.state == .armed })
        loop.ask(.start(token: 9))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .titrating })
        loop.ask(.endTitration)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .loaded })
        #expect(Self.isArming(&loop) == .refused(.notTitrated(.leftCheek)))
    }

    /// Hazard: HAZ-U2.
    @Test func `the first contraction is at the threshold, however long the warm-up before it`() throws {
        let plan = try TitrationTests.plan(intensity: 1000, from: .seconds(21))
        var loop = try TitrationTests.titrating(plan)
        TitrationTests.mark(&loop, threshold: 3, enough: 8)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(30)) { loop in (try? Self.flow(loop)).map { $0 > .zero } ?? false })
        let control = try Self.control(loop)
        #expect(control.current < control.range.threshold + (control.range.maximum - control.range.threshold) / 10)
        loop.run(.seconds(6))
        let risen = try Self.control(loop).current - control.range.threshold
        // Two contractions of 2 s: a fifth.
        #expect(risen > .zero && risen <= (control.range.maximum - control.range.threshold) / 4)
    }

    /// Hazard: HAZ-U2.
    @Test func `what flows is lower a fifth of a second after it is wanted lower`() throws {
        var (loop, _) = try Self.titrated(intensity: 1000)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(40))
        let range = try Self.control(loop).range
        #expect(try Self.control(loop).current == range.maximum)
        // A contraction has 1 s at its full amplitude.
        #expect(
            loop.run(until: .seconds(4)) { loop in
                (try? Self.flow(loop)).map { $0 >= range.maximum - .microamps(30) } ?? false
            })
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 0)))
        loop.run(.milliseconds(200))
        let flow = try Self.flow(loop)
        #expect(flow > .zero && flow <= range.threshold + .microamps(30))
    }

    /// The greatest current in `span`, and whether the status says that there is any.
    private static func greatest(_ loop: inout ClosedLoop, in span: Duration) throws -> Current {
        var most = Current.zero
        for _ in 0..<(span.milliseconds / 50) {
            loop.run(.milliseconds(50))
            let flow = try flow(loop)
            if flow > .zero {
                #expect(loop.machine.snapshot(at: loop.now).outputIsZero == false, "between two pulses too")
            }
            most = max(most, flow)
        }
        return most
    }

    /// One cheek that is given 10 mA.
    private static func untitrated() throws -> (loop: ClosedLoop, program: Program) {
        let plan = try TitrationTests.plan(intensity: nil, current: 10)
        var loop = try TitrationTests.loaded(plan)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(4))
        return (loop, try TitrationTests.program(plan, 1))
    }

    /// Hazard: HAZ-U2.
    @Test func `without an intensity the plan's current is the most, however often it is raised`() throws {
        var (loop, _) = try Self.untitrated()
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 900)))
        for share in stride(from: Int32(920), through: 1000, by: 20) {
            loop.run(.seconds(3))
            let request = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: share)))
            #expect(loop.answers[request] == .done)
        }
        loop.run(.seconds(3))
        let more = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 1010)))
        #expect(loop.answers[more] == .refused(.output(.leftCheek, .current(asked: 10_100, limit: 10_000))))
        #expect(try Self.control(loop).current == .milliamps(10))
        let most = try Self.greatest(&loop, in: .seconds(6))
        #expect(most > .microamps(9_800) && most <= .microamps(10_300))
    }

    /// Hazard: HAZ-U2.
    @Test func `what was lowered rises anew after a pause, and stays lowered when its plan is loaded again`() throws {
        var (loop, program) = try Self.untitrated()
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 400)))
        loop.run(.seconds(3))
        loop.ask(.pause)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .paused })
        loop.run(.seconds(1))
        loop.ask(.prepareResume(token: 5))
        loop.ask(.resume(token: 5))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        #expect(try Self.control(loop).current < .milliamps(1))
        #expect(try Self.greatest(&loop, in: .seconds(24)) <= .microamps(4_200))
        #expect(try Self.control(loop).current == .milliamps(4))
        loop.ask(.stop)
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .finished })
        var other = loop
        loop.ask(.load(program, approval: .rehearsal))
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        #expect(try Self.greatest(&loop, in: .seconds(3)) < .milliamps(3))
        #expect(try Self.control(loop).target.rawValue == 400)
        let said = loop.events.count { event in
            if case .intensitySet(.leftCheek, from: .whole, to: PerMille(rawValue: 400), _) = event {
                true
            } else {
                false
            }
        }
        #expect(said == 2, "the record of the second treatment says it too")
        other.ask(.load(program, approval: Fingerprint(high: 1, low: 1)))
        #expect(try Self.intensity(other) == nil, "another approval says anew how much")
    }

    /// Hazard: HAZ-U2.
    @Test func `a zone whose plan has no intensity is lowered from the plan's current, and rises to it and no further`()
        throws
    {
        let plan = try TitrationTests.plan(intensity: nil, current: 10)
        var loop = try TitrationTests.loaded(plan)
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(10))
        let zone = try #require(ZoneIndex(0))
        #expect(loop.machine.snapshot(at: loop.now).zones[zone]?.intensity == nil, "nobody has changed it")
        let whole = loop.ask(.setIntensity(.leftCheek, .whole))
        #expect(loop.answers[whole] == .done)
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 500)))
        loop.run(.seconds(3))
        #expect(try Self.control(loop).current == .milliamps(5))
        let lowered = try Self.greatest(&loop, in: .seconds(6))
        #expect(lowered > .milliamps(4) && lowered < .microamps(5_300))
        let leap = loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 521)))
        #expect(loop.answers[leap] == .refused(.stepTooLarge(IntensityControl.step)))
        loop.ask(.setIntensity(.leftCheek, .zero))
        // What is queued flows for 0.2 s, and the last pulse is shown for a quarter of a second.
        loop.run(.milliseconds(500))
        let nothing = try Self.greatest(&loop, in: .seconds(6))
        #expect(nothing == .zero, "no pulses, and nothing is missed")
        loop.ask(.setIntensity(.leftCheek, PerMille(rawValue: 20)))
        #expect(loop.run(until: .seconds(60)) { $0.machine.state == .finished })
        #expect(loop.ends.first?.0 == .completed)
        #expect(loop.device.report(at: loop.now).broken.isEmpty)
    }

    /// Hazard: HAZ-U2.
    @Test func `a lost contact takes all to zero and holds the time, and the resume begins at the threshold`() throws {
        var (loop, _) = try Self.titrated()
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        loop.run(.seconds(18))
        let zone = try #require(DeviceProfile.reference.zone(of: .leftCheek))
        let given = try Self.control(loop)
        var faults = LiveFaults()
        faults.contact[zone] = .open
        loop.device.set(faults, at: loop.now)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .paused })
        loop.run(.seconds(1))
        let held = loop.machine.snapshot(at: loop.now)
        #expect(held.outputIsZero == true && held.alarm != .none && held.pauseCause != nil)
        loop.device.set(LiveFaults(), at: loop.now)
        loop.run(.seconds(3))
        #expect(loop.machine.state == .paused, "nothing resumes by itself")
        #expect(loop.machine.snapshot(at: loop.now).elapsed == held.elapsed)
        loop.ask(.prepareResume(token: 5))
        loop.ask(.resume(token: 5))
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .running })
        #expect(try Self.control(loop).current < given.current)
        #expect(try Self.control(loop).target == given.target)
    }

    @Test func `a titration whose host is dead or unheard is at zero within the lease`() throws {
        var loop = try TitrationTests.titrating(try TitrationTests.plan())
        loop.run(.milliseconds(3_900))
        #expect(loop.device.isRunning)
        loop.toDevice = { _ in false }
        loop.run(.milliseconds(210))
        #expect(!loop.device.isRunning)
    }

    @Test func `a titration that is stopped measures zero within 20 ms`() throws {
        var loop = try TitrationTests.titrating(try TitrationTests.plan())
        loop.run(.milliseconds(3_900))
        loop.ask(.stop)
        loop.run(.milliseconds(20))
        #expect(!loop.device.isRunning)
        #expect(loop.machine.snapshot(at: loop.now).outputIsZero == true)
    }
}
