import Device
import Testing
import Units
import Wire

struct PauseTests {
    @Test func `a pause takes output to zero, drops what waits, and keeps the arming`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.command(try bench.segment(start: start + TimeGrid.segment))
        try bench.advance(to: start + .milliseconds(21))
        #expect(try bench.command(Pause()) == .done)
        #expect(bench.device.state == .paused)
        #expect(bench.hardware.powers[try .at(0)] == .zero)
        try bench.advance(by: .seconds(1))
        #expect(bench.hardware.pulses.count == 2)
        #expect(bench.device.latch == nil)
        #expect(try bench.command(Pause()) == .done)
    }

    @Test func `after a resume the program goes on from any start, and needs a new lease`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(21))
        try bench.command(Pause())
        #expect(bench.fast.last?.leaseMarginMilliseconds != 0)
        try bench.advance(by: .milliseconds(5))
        #expect(bench.fast.last?.leaseMarginMilliseconds == 0)
        #expect(try bench.command(Resume(program: Fingerprint.none)) == .hashMismatch)
        #expect(try bench.command(Resume(program: Bench.program)) == .done)
        try bench.lease()
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(7), final: true)) == .done)
        try bench.advanceLeased(to: bench.now + .milliseconds(60))
        #expect(bench.device.state == .idle)
        #expect(bench.hardware.pulses.count == 5)
    }

    @Test func `what a zone finished before a pause stays finished`() throws {
        var bench = try Bench.running([0, 1])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(0, start: start, final: true))
        try bench.command(try bench.segment(1, start: start))
        try bench.command(try bench.segment(1, start: start + TimeGrid.segment))
        try bench.advance(to: start + .milliseconds(60))
        try bench.command(Pause())
        try bench.command(Resume(program: Bench.program))
        try bench.lease()
        try bench.command(try bench.segment(1, start: bench.now + .milliseconds(5), final: true))
        try bench.advanceLeased(to: bench.now + .milliseconds(60))
        #expect(bench.device.state == .idle)
        #expect(bench.device.latch == nil)
    }

    @Test func `a final segment that a pause dropped may come again`() throws {
        var bench = try Bench.running([0])
        try bench.command(try bench.segment(start: bench.now + .milliseconds(20), final: true))
        try bench.command(Pause())
        try bench.command(Resume(program: Bench.program))
        try bench.advance(by: .milliseconds(5))
        try bench.lease()
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(20), final: true)) == .done)
    }

    @Test func `pause and resume are refused where they make no sense`() throws {
        var bench = try Bench.armed([0])
        #expect(try bench.command(Pause()) == .wrongState)
        #expect(try bench.command(Resume(program: Bench.program)) == .wrongState)
        try bench.command(Start(program: Bench.program))
        #expect(try bench.command(Start(program: Bench.program)) == .wrongState)
        #expect(try bench.command(Resume(program: Bench.program)) == .wrongState)
    }
}
