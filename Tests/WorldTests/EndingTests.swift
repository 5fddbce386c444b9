import Control
import Device
import Safety
import Testing
import Treatment
import Units
import Wire
import World

@Suite("What must end, and how it is written down")
struct EndingTests {
    @Test func `a stop before a treatment is no cause of the next one's end`() throws {
        var loop = ClosedLoop()
        try loop.load()
        _ = loop.arm()
        loop.ask(.stop)
        loop.run(.milliseconds(200))
        #expect(loop.machine.state == .finished)
        loop.device.pressButton(at: loop.now, for: .milliseconds(300))
        loop.run(.seconds(1))
        loop.ask(.load(try shortProgram(), approval: .rehearsal))
        let request = loop.ask(.start(token: loop.arm()))
        #expect(loop.answers[request] != nil || loop.machine.state == .armed)
        _ = loop.run(until: .seconds(60)) { $0.machine.state == .finished }
        #expect(loop.ends.count == 1)
        #expect(loop.ends.first?.0 == .completed)
        #expect(loop.ends.first?.1 == nil)
    }

    @Test func `a device that starts anew while the tissue cools ends the treatment`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        #expect(loop.run(until: .seconds(30)) { $0.machine.state == .cooldown })
        loop.restartDevice(boot: 2)
        loop.run(.seconds(3))
        #expect(loop.machine.state != .cooldown)
        #expect(loop.ends.count == 1)
        #expect(loop.events.contains { if case .delivered = $0 { true } else { false } })
    }

    @Test func `an intent that never reaches the disk does not hold the operator for ever`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.stores = false
        let request = loop.ask(.arm(token: 3, approval: nil))
        loop.run(.seconds(40))
        #expect(loop.machine.state == .loaded, "\(loop.machine.state)")
        #expect(loop.answers[request] == .refused(.storageFailed))
    }

    @Test func `contact lost after the check ends the arming`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.stores = false
        let request = loop.ask(.arm(token: 3, approval: nil))
        _ = loop.run(until: .seconds(10)) { $0.events.contains { if case .intent = $0 { true } else { false } } }
        var faults = LiveFaults()
        if let zone = ZoneIndex(1) { faults.contact[zone] = .open }
        loop.device.set(faults, at: loop.now)
        loop.run(.milliseconds(100))
        loop.store(true, for: request)
        loop.run(.seconds(20))
        loop.device.set(LiveFaults(), at: loop.now)
        loop.run(.seconds(1))
        #expect(loop.machine.state == .loaded, "\(loop.machine.state)")
        #expect(loop.answers[request] != nil)
    }

    @Test func `a device that trips while it is idle trips the host`() throws {
        var loop = ClosedLoop()
        try loop.load()
        var faults = LiveFaults()
        if let zone = ZoneIndex(1) { faults.weldedPower[zone] = .milliwatts(900) }
        loop.device.set(faults, at: loop.now)
        loop.run(.seconds(2))
        #expect(loop.device.applicator.state == .tripped)
        #expect(loop.machine.state == .outputUncertain, "\(loop.machine.state)")
        #expect(loop.escalations.contains(.callForHelp))
    }

    @Test func `the patient's button is not hidden by an operator's stop`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        loop.toHost = { _ in false }
        loop.device.pressButton(at: loop.now, for: .milliseconds(100))
        loop.run(.milliseconds(20))
        loop.ask(.stop)
        loop.toHost = { _ in true }
        loop.run(.seconds(1))
        #expect(loop.machine.state == .tripped, "\(loop.machine.state)")
        #expect(loop.machine.firstCause?.cause == .patientButton)
    }

    @Test(arguments: 0..<100)
    func `a pause never gives a pulse twice`(offset: Int) throws {
        let planned = try shortProgram().totals(of: try #require(ZoneIndex(0))).pulses
        let run = try play(
            Incident(at: .milliseconds(8_500 + Int64(offset)), .pause), Incident(at: .seconds(10), .resume)
        ) { $0.lineLatency = .milliseconds(2) }
        #expect(run.result == .completed, "\(String(describing: run.firstCause))")
        for pulses in run.truePulses { #expect(pulses <= planned && pulses >= planned - 6) }
    }
}

@Suite("What must not be mistaken for something else")
struct MistakeTests {
    @Test func `the intent of a request that was given up starts nothing else`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.stores = false
        let first = loop.ask(.arm(token: 3, approval: nil))
        _ = loop.run(until: .seconds(10)) { $0.events.contains { if case .intent = $0 { true } else { false } } }
        loop.ask(.stop)
        loop.run(.milliseconds(200))
        loop.ask(.load(try shortProgram(), approval: .rehearsal))
        let second = loop.ask(.arm(token: 4, approval: nil))
        loop.run(.seconds(2))
        loop.store(true, for: first)
        loop.run(.milliseconds(500))
        #expect(loop.machine.state == .contactCheck)
        loop.store(true, for: second)
        loop.run(.milliseconds(500))
        #expect(loop.machine.state == .armed)
    }

    @Test func `nothing is begun any more once the daemon ends`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.shutDown)
        let request = loop.ask(.arm(token: 3, approval: nil))
        #expect(loop.answers[request] == .refused(.stopped))
    }

    @Test func `a pulled cable does not take back that zero was never seen`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        loop.isOn = false
        loop.run(.seconds(1))
        #expect(loop.machine.state == .outputUncertain)
        #expect(loop.escalations == [.dropTerminalReady, .lineBreak, .callForHelp])
        loop.close()
        loop.run(.seconds(1))
        #expect(loop.machine.state == .outputUncertain)
        loop.restartDevice(boot: 2)
        loop.open()
        loop.run(.seconds(1))
        #expect(loop.machine.state == .tripped)
        loop.ask(.acknowledge)
        #expect(loop.escalations.last == .raiseTerminalReady)
        #expect(loop.run(until: .seconds(3)) { $0.machine.state == .ready })
    }

    @Test func `progress stays where a stop ended it`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        loop.ask(.stop)
        loop.run(.milliseconds(300))
        #expect(loop.machine.state == .finished)
        #expect(loop.machine.snapshot(at: loop.now).elapsed > .seconds(4))
    }

    @Test func `waiting for a lease does not spin`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        loop.ask(.pause)
        loop.run(.seconds(1))
        loop.ask(.prepareResume(token: 5))
        loop.toDevice = { $0 != .lease }
        loop.ask(.resume(token: 5))
        var wakes = 0
        for _ in 0..<160 where loop.machine.state == .running || loop.machine.state == .paused {
            loop.step()
            if let timer = loop.timer, timer <= loop.now { wakes += 1 }
        }
        #expect(wakes <= 12, "\(wakes) wake-ups without a pause in 80 ms")
    }

    @Test func `the bytes of a stop come before its record`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        var effects = Effects()
        loop.machine.take(.stop, request: RequestID(rawValue: 99), at: loop.now, into: &effects)
        #expect(effects[0] == .flushOutput && effects[1] == .write)
        #expect(effects[2] == .record(.stopAsked(request: RequestID(rawValue: 99))))
    }

    @Test func `telemetry that lay on its way for long is not fresh`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        // From now on everything comes 100 ms late, as through a bridge that buffers: every 5 ms a sample, all old.
        loop.delayToHost = .milliseconds(100)
        loop.run(.milliseconds(150))
        #expect(loop.machine.firstCause?.cause == .telemetryStale)
    }
}
