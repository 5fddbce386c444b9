import Control
import Safety
import Testing
import Treatment
import Units
import Wire
import World

/// What workstation and line can do is measured before every arming, and decides.
@Suite("Timer and line are tested before an arming")
struct TimingGateTests {
    private func refusal(of loop: inout ClosedLoop) -> Refusal? {
        let request = loop.ask(.arm(token: 11, approval: nil))
        _ = loop.run(until: .seconds(17)) { $0.answers[request] != nil }
        guard case .refused(let refusal) = loop.answers[request] else { return nil }
        return refusal
    }

    /// Hazard: HAZ-L6.
    @Test func `a timer that comes 11 ms late again and again forbids an arming, and the number is told`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.delayOfTimer = .milliseconds(11)
        #expect(refusal(of: &loop) == .timerLate(.milliseconds(11)))
        #expect(loop.machine.state == .loaded)
        loop.delayOfTimer = .milliseconds(9)
        #expect(refusal(of: &loop) == nil)
        #expect(loop.machine.state == .armed)
    }

    /// Hazard: HAZ-L6.
    @Test func `a stall that is over by the time of the next measurement is no reason to refuse`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.arm(token: 11, approval: nil))
        loop.delayOfTimer = .milliseconds(40)
        loop.run(.milliseconds(200))
        loop.delayOfTimer = .zero
        #expect(loop.run(until: .seconds(4)) { $0.machine.state == .armed })
    }

    /// Hazard: HAZ-L6.
    @Test func `a line whose bytes lie for 16 ms forbids an arming, and the parts of the sum are told`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.delayToHost = .milliseconds(16)
        // The clocks are related within 5 ms by what was exchanged before; what is too long is the way to zero.
        guard case .lineTooSlow(let chain) = refusal(of: &loop) else {
            Issue.record("\(String(describing: loop.answers))")
            return
        }
        #expect(chain.sum > Limits.hazardToZero)
        #expect(chain.roundTrip >= .milliseconds(16) && chain.roundTrip < .milliseconds(18))
        #expect(chain.sampling >= .milliseconds(5) && chain.sampling < .milliseconds(6))
        #expect(loop.machine.snapshot(at: loop.now).hazardToZero == chain)
        #expect(loop.machine.state == .loaded)
    }

    /// More often would fill the line that is measured; less often, twenty echoes would take long.
    ///
    /// Hazard: HAZ-L6.
    @Test func `the line is asked for an echo each 20 ms, or at the next sample after them`() throws {
        var loop = ClosedLoop()
        try loop.load()
        var asked = 0
        loop.toDevice = { opcode in
            if opcode == .indicate { asked += 1 }
            return true
        }
        loop.ask(.arm(token: 11, approval: nil))
        let isChecking = loop.run(until: .seconds(1)) { $0.machine.state == .contactCheck }
        try #require(isChecking)
        let (began, before) = (loop.now, asked)
        let isArmed = loop.run(until: .seconds(4)) { $0.machine.state == .armed }
        try #require(isArmed)
        let milliseconds = (loop.now - began).milliseconds
        #expect(milliseconds >= 500)
        #expect((milliseconds / 25...milliseconds / 20 + 1).contains(Int64(asked - before)))
    }

    /// Hazard: HAZ-L6.
    @Test func `the sum follows from the line's rate, byte by byte`() throws {
        var loop = ClosedLoop()
        loop.rate = .baud(460_800)
        try loop.load()
        #expect(refusal(of: &loop) == nil)
        let chain = try #require(loop.machine.snapshot(at: loop.now).hazardToZero)
        // Slow telemetry of four zones, commands and leases under way, and the run: 102, 128 and 32 bytes of ten bits.
        #expect(chain.slowFrame.microseconds == 102 * 10_000_000 / 460_800)
        #expect(chain.inFlight.microseconds == 128 * 10_000_000 / 460_800)
        #expect(chain.stopRun.microseconds == 32 * 10_000_000 / 460_800)
        #expect(chain.pulse >= .microseconds(100))
    }

    /// Hazard: HAZ-L6.
    @Test(arguments: [115_200, 460_799, 460_800] as [Int64])
    func `a line that cannot carry telemetry is for service only`(baud: Int64) throws {
        var loop = ClosedLoop()
        loop.rate = .baud(baud)
        loop.open()
        loop.run(.seconds(3))
        #expect(loop.machine.state == (baud < 460_800 ? .service : .ready))
        guard baud < 460_800 else { return }
        #expect(loop.machine.snapshot(at: loop.now).deviceRefusal == .lineTooSlow)
        let request = loop.ask(.load(try shortProgram(), approval: .rehearsal))
        #expect(loop.answers[request] == .refused(.deviceRefused(.lineTooSlow)))
    }

    /// Hazard: HAZ-L6.
    @Test func `without echoes nothing is known of the line, and nothing is armed`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.toDevice = { $0 != .indicate }
        #expect(refusal(of: &loop) == .notReady(.timing, zone: nil))
    }

    /// Hazard: HAZ-L6.
    @Test func `what the shell says about its reactions is part of the sum`() throws {
        var loop = ClosedLoop()
        try loop.load()
        let request = loop.ask(.arm(token: 11, approval: nil))
        while loop.answers[request] == nil {
            loop.step()
            loop.machine.reacted(in: .milliseconds(12))
        }
        guard case .refused(.lineTooSlow(let chain)) = loop.answers[request] else {
            Issue.record("\(String(describing: loop.answers[request]))")
            return
        }
        #expect(chain.reaction == .milliseconds(12))
    }

    @Test func `a record begins with what was granted and measured, and ends with how punctual it was`() throws {
        var loop = ClosedLoop()
        var grants = HostGrants()
        (grants.realtime, grants.priority) = (.granted, 10)
        loop.machine.reduce(.hostGranted(grants), at: loop.now, into: &loop.effects)
        loop.perform()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(3))
        let timing = loop.machine.snapshot(at: loop.now).timing
        #expect(timing.ticks.count > 250 && timing.releases.count > 50 && timing.queued.count > 100)
        #expect(timing.roundTrips.count > 50 && timing.leaseMargins.count > 500)
        #expect(timing.leaseMargins.least >= .milliseconds(100))
        loop.ask(.stop)
        loop.run(.seconds(1))
        let began = try #require(loop.events.firstIndex { if case .treatmentBegan = $0 { true } else { false } })
        #expect(loop.events[began + 1] == .hostGranted(grants))
        guard case .hazardToZero(let chain) = loop.events[began + 2] else {
            Issue.record("\(loop.events[began + 2])")
            return
        }
        #expect(chain.sum <= Limits.hazardToZero)
        #expect(loop.events.filter { $0 == .timing }.count == 1)
    }

    @Test func `a record begins with what the shadow run expects of this program on this applicator`() throws {
        let program = try shortProgram()
        let right = ProgramForecast(program, isMonopolar: false)
        for (forecast, isWritten) in [(right, true), (ProgramForecast(program, isMonopolar: true), false)] {
            var loop = ClosedLoop()
            loop.open()
            _ = loop.run(until: .seconds(5)) { $0.machine.state == .ready }
            loop.ask(.load(program, approval: .rehearsal, forecast: forecast))
            loop.ask(.start(token: loop.arm()))
            loop.run(.seconds(1))
            let expected = loop.events.compactMap { event -> (Zone, ExpectedDelivery)? in
                if case .expected(let zone, let delivery) = event { (zone, delivery) } else { nil }
            }
            #expect(expected.map(\.0) == (isWritten ? Zone.allInOrder : []))
            let pads = loop.machine.snapshot(at: loop.now).device.zones
            for (place, entry) in zip(program.zones, expected) {
                let area = try #require(pads[place]).radioFrequencyArea
                #expect(entry.1 == ExpectedDelivery(try #require(right[place]), on: area))
            }
            if isWritten { #expect(try #require(expected.first).1.energy > .millijoules(1_000)) }
        }
    }

    /// Hazard: HAZ-L14.
    @Test(arguments: [3_600_000, -3_600_000] as [Int64])
    func `a wall clock that is set during output trips by its name, and before changes nothing`(
        milliseconds: Int64
    ) throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.machine.reduce(.clockStepped(.milliseconds(milliseconds)), at: loop.now, into: &loop.effects)
        loop.perform()
        #expect(loop.machine.firstCause == nil)
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(3))
        #expect(loop.machine.state == .running)
        loop.machine.reduce(.clockStepped(.milliseconds(milliseconds)), at: loop.now, into: &loop.effects)
        loop.perform()
        let expected = Finding(.clockStepped, .trip, value: milliseconds * 1000, limit: 100_000)
        #expect(loop.machine.firstCause == expected)
        loop.run(.milliseconds(100))
        #expect(loop.machine.state == .tripped)
    }

    /// Hazard: HAZ-L6.
    @Test func `a host that stands still for 300 ms during output says that it was late`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(3))
        #expect(loop.machine.state == .running)
        // Time passes for the device alone.
        let wake = loop.now + .milliseconds(300)
        loop.delayOfTimer = .seconds(10)
        loop.delayToHost = .seconds(10)
        while loop.now < wake { loop.step() }
        loop.delayOfTimer = .zero
        loop.step()
        #expect(loop.machine.firstCause?.cause == .schedulerLate)
        #expect(loop.machine.firstCause?.reaction == .trip)
    }
}
