import Control
import Device
import Safety
import Testing
import Treatment
import Units
import Wire
import World

@Suite("What is lost on the line, and when it is asked for again")
struct LostFrameTests {
    @Test func `a device that is switched on after the line was opened becomes ready`() {
        var loop = ClosedLoop()
        loop.isOn = false
        loop.open()
        loop.run(.seconds(2))
        loop.restartDevice(boot: 2)
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .ready }, "\(loop.machine.state)")
    }

    @Test func `a greeting whose stop is lost is repeated`() {
        var loop = ClosedLoop()
        var lost = 0
        loop.toDevice = { opcode in
            guard opcode == .stop, lost < 1 else { return true }
            lost += 1
            return false
        }
        loop.open()
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .ready }, "\(loop.machine.state)")
    }

    @Test func `a stop in ready whose frame is lost leaves no halted device behind`() throws {
        var loop = ClosedLoop()
        try loop.load()
        var lost = 0
        loop.toDevice = { opcode in
            guard opcode == .stop, lost < 1 else { return true }
            lost += 1
            return false
        }
        loop.ask(.stop)
        loop.run(.seconds(1))
        #expect(loop.device.applicator.state == .idle, "\(loop.device.applicator.state)")
        _ = loop.arm()
        #expect(loop.machine.state == .armed, "\(loop.machine.state) \(loop.answers)")
    }

    @Test func `a line break on an idle device is undone`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.device.lineBreak(at: loop.now)
        loop.run(.seconds(1))
        #expect(loop.device.applicator.state == .idle, "\(loop.device.applicator.state)")
        #expect(loop.machine.state == .loaded)
    }

    @Test func `a lost self-test result is asked for again`() {
        var loop = ClosedLoop()
        var lost = 0
        loop.toHost = { opcode in
            guard opcode == .selfTestResult, lost < 2 else { return true }
            lost += 1
            return false
        }
        loop.open()
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .ready }, "\(loop.machine.state)")
    }

    @Test func `a stop during the self-test does not condemn the device`() {
        var loop = ClosedLoop()
        loop.open()
        _ = loop.run(until: .seconds(5)) { $0.machine.state == .selfTesting }
        loop.ask(.stop)
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .ready }, "\(loop.machine.state)")
    }

    @Test func `a lost disarm leaves no armed device behind`() throws {
        var loop = ClosedLoop()
        try loop.load()
        _ = loop.arm()
        #expect(loop.machine.state == .armed)
        loop.toDevice = { $0 != .disarm }
        loop.run(.seconds(40))
        #expect(loop.device.applicator.state == .idle, "\(loop.device.applicator.state) \(loop.machine.state)")
    }

    @Test func `a lease lost at resume does not trip`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        #expect(loop.machine.state == .running)
        loop.ask(.pause)
        loop.run(.seconds(1))
        loop.ask(.prepareResume(token: 5))
        var lost = 0
        loop.toDevice = { opcode in
            guard opcode == .lease, lost < 1 else { return true }
            lost += 1
            return false
        }
        loop.ask(.resume(token: 5))
        loop.run(.seconds(1))
        #expect(loop.machine.state == .running, "\(String(describing: loop.machine.firstCause))")
    }
}
