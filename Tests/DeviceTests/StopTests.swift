import Device
import Link
import Testing
import Units
import Wire

struct StopTests {
    @Test(arguments: [0, 1, 5, 20, 40])
    func `a STOP run inside a half-sent frame halts the device`(cut: Int) throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(5))
        #expect(bench.hardware.powers[try .at(0)] == .milliwatts(2000))
        let frame = bench.bytes(try bench.segment(start: start + .milliseconds(50)), sequence: bench.sequence + 1)
        try bench.send(bytes: Array(frame.prefix(cut)) + [0, 0, 0, 0])
        #expect(bench.device.state == .halted)
        #expect(bench.hardware.powers[try .at(0)] == .zero)
        #expect(bench.hardware.cuts.last == bench.now)
    }

    @Test func `three zero bytes are no STOP`() throws {
        var bench = try Bench.prepared()
        // The frame before ended with the first one of the run.
        try bench.send(bytes: [0, 0])
        #expect(bench.device.state == .idle)
    }

    @Test func `a STOP run before any hello halts`() throws {
        var bench = Bench()
        try bench.send(bytes: [UInt8](repeating: 0, count: 32))
        #expect(bench.device.state == .halted)
        #expect(bench.device.endpoint.epoch == 0)
    }

    @Test func `a pulse in flight keeps its balancing phase and nothing follows it`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .microseconds(150))
        try bench.send(bytes: [0, 0, 0, 0])
        #expect(bench.hardware.shutOffs.last?.closed == true)
        try bench.advance(by: .milliseconds(100))
        #expect(bench.hardware.pulses.count == 1)
        #expect(bench.hardware.finished == [start + .microseconds(500)])
        #expect(bench.hardware.shutOffs.last?.closed == false)
        #expect(bench.hardware.shutOffs.last?.time == start + .microseconds(500))
    }

    @Test func `a BREAK is a STOP in itself`() throws {
        var bench = try Bench.running()
        bench.device.lineBreak(at: bench.now, hardware: &bench.hardware)
        #expect(bench.device.state == .halted)
        #expect(bench.device.endpoint.isHalted)
    }

    @Test func `halted is closed to everything but stop and hello`() throws {
        var bench = try Bench.armed()
        try bench.send(bytes: [0, 0, 0, 0])
        #expect(try bench.command(Disarm()) == nil)
        #expect(bench.device.state == .halted)
    }

    @Test func `a framed stop ends the halt, begins its epoch and disarms`() throws {
        var bench = try Bench.running()
        try bench.send(bytes: [UInt8](repeating: 0, count: 32))
        try bench.send(Stop(epoch: 7))
        #expect(bench.device.state == .idle)
        #expect(bench.device.endpoint.epoch == 7)
        let answer = try #require(bench.answers.last)
        #expect(!answer.isHalted && answer.outputIsZero && answer.state == .idle)
        bench.epoch = 7
        bench.sequence = 0
        bench.hostInstance = 80
        try bench.hello()
        #expect(try bench.command(Start(program: Bench.program)) == .wrongState)
    }

    @Test func `a framed stop never lowers the epoch`() throws {
        var bench = try Bench.prepared()
        try bench.send(Stop(epoch: 9))
        try bench.send(Stop(epoch: 3))
        #expect(bench.device.endpoint.epoch == 9)
    }

    @Test func `a framed stop alone takes output to zero`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(5))
        try bench.send(Stop(epoch: 1))
        #expect(bench.hardware.powers[try .at(0)] == .zero)
        #expect(bench.device.state == .idle)
    }

    @Test func `a latched cause stays through a STOP`() throws {
        var bench = try Bench.running()
        try bench.hello()
        try bench.send(bytes: [0, 0, 0, 0])
        #expect(bench.device.state == .halted)
        try bench.send(Stop(epoch: 5))
        #expect(bench.device.state == .tripped)
        #expect(bench.device.latch?.cause == .helloWhileArmed)
    }

    @Test func `DTR low while armed trips, and in idle only keeps it from arming`() throws {
        var bench = try Bench.prepared()
        bench.device.terminalReady(false, at: bench.now, hardware: &bench.hardware)
        #expect(bench.device.state == .idle)
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .notReady)
        bench.device.terminalReady(true, at: bench.now, hardware: &bench.hardware)
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .done)
        bench.device.terminalReady(false, at: bench.now, hardware: &bench.hardware)
        #expect(bench.device.latch?.cause == .terminalNotReady)
    }

    @Test func `a device without the line ignores DTR`() throws {
        var profile = DeviceProfile.reference
        profile.device.traits = DeviceTraits(bits: 1)
        var bench = try Bench.prepared(profile: profile)
        try bench.arm([Bench.envelope(try .at(0))])
        bench.device.terminalReady(false, at: bench.now, hardware: &bench.hardware)
        #expect(bench.device.state == .armed)
    }
}
