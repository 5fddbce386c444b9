import Control
import Device
import Safety
import Testing
import Units
import Wire
import World

@Suite("A stop on every line there is")
struct StopPathTests {
    /// A treatment 5 s into its output.
    private func treated() throws -> ClosedLoop {
        var loop = ClosedLoop()
        try loop.load()
        loop.ask(.start(token: loop.arm()))
        loop.run(.seconds(5))
        try #require(loop.device.isRunning)
        return loop
    }

    /// How long until the device gives nothing any more, in steps of half a millisecond; nil when it goes on.
    private func timeToZero(_ loop: inout ClosedLoop, within limit: Duration) -> Duration? {
        let began = loop.now
        return loop.run(until: limit) { !$0.device.isRunning } ? loop.now - began : nil
    }

    /// Hazard: HAZ-L11, HAZ-S1.
    @Test func `a stop needs no more than its run of zeros`() throws {
        var loop = try treated()
        loop.toDevice = { $0 == nil }
        loop.ask(.stop)
        #expect(try #require(timeToZero(&loop, within: .seconds(1))) <= .milliseconds(1))
        // Zero is believed in the epoch of the stop only: the frame is needed for that, and is repeated until it comes.
        loop.run(.milliseconds(80))
        #expect(loop.machine.state == .stopping)
        loop.toDevice = { _ in true }
        #expect(loop.run(until: .milliseconds(60)) { $0.machine.state == .finished })
        #expect(loop.escalations.isEmpty)
    }

    /// Hazard: HAZ-S1.
    @Test func `a stop whose first bytes are lost is repeated after 30 ms`() throws {
        var loop = try treated()
        loop.toDevice = { _ in false }
        loop.ask(.stop)
        loop.run(.milliseconds(10))
        loop.toDevice = { _ in true }
        #expect(try #require(timeToZero(&loop, within: .seconds(1))) <= .milliseconds(31))
        #expect(loop.run(until: .milliseconds(50)) { $0.machine.state == .finished })
    }

    /// Hazard: HAZ-S1.
    @Test func `a device that reacts to DTR alone is stopped by it after 100 ms`() throws {
        var loop = try treated()
        (loop.toDevice, loop.carriesTerminalReady) = ({ _ in false }, true)
        loop.ask(.stop)
        let time = try #require(timeToZero(&loop, within: .seconds(1)))
        #expect(time >= .milliseconds(99) && time <= .milliseconds(115))
        #expect(loop.escalations.first == .dropTerminalReady)
    }

    /// Armed and not running, because a device that plays runs dry before the BREAK comes.
    ///
    /// Hazard: HAZ-S1.
    @Test func `a device that hears a BREAK alone is stopped by it after 150 ms`() throws {
        var loop = ClosedLoop()
        try loop.load()
        _ = loop.arm()
        (loop.toDevice, loop.carriesBreak) = ({ _ in false }, true)
        loop.ask(.stop)
        let began = loop.now
        #expect(loop.run(until: .seconds(1)) { $0.device.applicator.state != .armed })
        let time = loop.now - began
        #expect(time >= .milliseconds(149) && time <= .milliseconds(165))
        #expect(loop.escalations.prefix(2) == [.dropTerminalReady, .lineBreak])
    }

    /// Hazard: HAZ-S1, HAZ-L7.
    @Test func `a device that hears nothing ends by itself, and help is called for until somebody comes`() throws {
        var loop = try treated()
        (loop.toDevice, loop.toHost) = ({ _ in false }, { _ in false })
        loop.ask(.stop)
        #expect(try #require(timeToZero(&loop, within: .seconds(1))) <= .milliseconds(210))
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .outputUncertain })
        #expect(loop.machine.firstCause?.cause == .outputUncertain)
        loop.run(.seconds(11))
        #expect(loop.escalations.count { $0 == .callForHelp } == 3, "at once, and every 5 s")
        #expect(loop.machine.state == .outputUncertain)
        #expect(loop.machine.snapshot(at: loop.now).alarm == .high)
    }

    /// Hazard: HAZ-S1.
    @Test func `while zero was never seen a stop goes out ten times a second`() throws {
        var loop = try treated()
        (loop.toDevice, loop.toHost) = ({ _ in false }, { _ in false })
        loop.ask(.stop)
        #expect(loop.run(until: .seconds(1)) { $0.machine.state == .outputUncertain })
        loop.run(.milliseconds(500))
        (loop.toDevice, loop.toHost) = ({ _ in true }, { _ in true })
        // Heard within one repetition and a look around, and answered within a sample: zero is believed.
        #expect(loop.run(until: .milliseconds(170)) { $0.machine.state == .tripped })
    }

    /// Hazard: HAZ-O11.
    @Test(arguments: [true, false])
    func `a shut-off that does not open is named, and nothing is armed`(isFirst: Bool) throws {
        var loop = ClosedLoop()
        var faults = LiveFaults()
        (faults.firstShutOffIsStuck, faults.secondShutOffIsStuck) = (isFirst, !isFirst)
        loop.device.set(faults, at: loop.now)
        loop.open()
        #expect(loop.run(until: .seconds(5)) { $0.machine.state == .service })
        let refusal = isFirst ? DeviceRefusal.firstShutOffStuck : .secondShutOffStuck
        #expect(loop.machine.snapshot(at: loop.now).deviceRefusal == refusal)
        let request = loop.ask(.load(try shortProgram(), approval: .rehearsal))
        #expect(loop.answers[request] == .refused(.deviceRefused(refusal)))
    }

    /// Hazard: HAZ-L9, HAZ-A1.
    @Test func `an intent that cannot be stored arms nothing`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.stores = false
        let request = loop.ask(.arm(token: 3, approval: nil))
        #expect(
            loop.run(until: .seconds(16)) { $0.events.contains { if case .intent = $0 { true } else { false } } })
        loop.store(false, for: request)
        loop.run(.milliseconds(100))
        #expect(loop.machine.state == .loaded)
        #expect(loop.device.applicator.state == .idle)
        #expect(loop.answers[request] == .refused(.storageFailed))
    }
}

@Suite("An acknowledgement that is lost")
struct UncertainDeliveryTests {
    /// Hazard: HAZ-L13, HAZ-A1.
    @Test func `a start whose answer is lost is done once`() throws {
        var loop = ClosedLoop()
        try loop.load()
        let token = loop.arm()
        loop.toHost = { $0 != .acknowledgement }
        let request = loop.ask(.start(token: token))
        #expect(loop.run(until: .milliseconds(100)) { $0.device.isRunning })
        loop.run(.milliseconds(10))
        #expect(loop.answers[request] == nil, "not known, and not assumed")
        loop.toHost = { _ in true }
        loop.run(.milliseconds(500))
        #expect(loop.answers[request] == .done)
        #expect(loop.run(until: .seconds(60)) { $0.machine.state == .finished })
        #expect(loop.ends.count == 1)
        #expect(loop.ends.first?.0 == .completed)
    }

    /// Hazard: HAZ-L13.
    @Test func `an arming that is stopped while its answer is out is not repeated`() throws {
        var loop = ClosedLoop()
        try loop.load()
        loop.toDevice = { $0 != .arm }
        loop.ask(.arm(token: 11, approval: nil))
        loop.run(.seconds(1))
        loop.ask(.stop)
        loop.toDevice = { _ in true }
        loop.run(.seconds(1))
        #expect(loop.machine.state == .finished)
        #expect(loop.device.applicator.state == .idle)
    }
}
