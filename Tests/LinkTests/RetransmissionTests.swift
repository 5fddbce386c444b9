@_spi(Energy) import Link
import Testing
import Units
import Wire

struct RetransmissionTests {
    /// A session on a line that, from now on, carries nothing to the device.
    func deaf() -> Bench {
        var bench = Bench.inSession()
        bench.down.frameLoss = 1
        return bench
    }

    @Test func `a command that is never answered is given up after five attempts`() {
        var bench = deaf()
        bench.send(pause)
        bench.serves = false
        var attempts = 0
        var fault: LinkFault?
        for _ in 0..<2000 where fault == nil {
            attempts += Bench.drain(&bench.host.out).count / 17
            bench.now = bench.now + .milliseconds(1)
            fault = bench.host.service(at: bench.now)
        }
        #expect(fault == .unanswered)
        #expect(attempts == 5)
    }

    @Test func `nothing is sent again before the patience is over`() {
        var bench = deaf()
        let patience = bench.host.roundTrip.patience
        bench.send(pause)
        let sent = bench.now
        _ = Bench.drain(&bench.host.out)
        bench.expectService(at: sent + patience, finds: nil)
        #expect(bench.host.out.count == 0)
        bench.expectService(at: sent + patience + .nanoseconds(1), finds: nil)
        #expect(bench.host.out.count > 0)
    }

    @Test func `a segment that could no longer arrive in time is not sent again`() {
        var bench = deaf()
        let patience = bench.host.roundTrip.patience
        let deadline = bench.now + patience - .milliseconds(1)
        bench.sendEnergy(segment(1), deadline: deadline)
        _ = Bench.drain(&bench.host.out)
        bench.expectService(at: deadline + .microseconds(1), finds: nil)
        bench.expectService(at: bench.now + patience + .nanoseconds(1), finds: .lineTooSlow)
        #expect(bench.host.out.count == 0)
    }

    @Test func `a segment is sent again up to its deadline`() {
        var bench = deaf()
        let again = bench.now + bench.host.roundTrip.patience + .nanoseconds(1)
        bench.sendEnergy(segment(1), deadline: again)
        _ = Bench.drain(&bench.host.out)
        bench.expectService(at: again, finds: nil)
        #expect(bench.host.out.count == Segment.frameLength)
    }

    @Test func `nor is a segment that waits behind a command without a deadline`() {
        var bench = deaf()
        let patience = bench.host.roundTrip.patience
        let deadline = bench.now + patience - .milliseconds(1)
        bench.sendEnergy(start)
        bench.sendEnergy(segment(1), deadline: deadline)
        _ = Bench.drain(&bench.host.out)
        bench.expectService(at: bench.now + patience + .nanoseconds(1), finds: .lineTooSlow)
        #expect(bench.host.out.count == 0)
    }

    @Test func `a taken segment behind an unanswered command is not late`() {
        var bench = Bench.inSession()
        bench.answersCommands = false
        bench.sendEnergy(start)
        bench.sendEnergy(segment(1), deadline: bench.now + .milliseconds(8))
        bench.run(for: .milliseconds(40))
        #expect(bench.faults.isEmpty)
        #expect(bench.executed.count == 2)
    }

    @Test func `sending again does not break the bound of bytes in flight`() {
        var bench = Bench.inSession()
        #expect(bench.host.roundTrip.patience < .milliseconds(30))
        bench.down.delay = .milliseconds(55)
        bench.sendEnergy(segment(1))
        bench.sendEnergy(segment(2))
        bench.run(for: .milliseconds(300))
        #expect(bench.mostCommandBytes == 2 * Segment.frameLength)
        #expect(bench.executed.map(\.command) == [segment(1), segment(2)])
    }

    @Test func `a lost command is followed by those behind it, in order`() {
        var bench = deaf()
        bench.send(pause)
        bench.flush()
        bench.down.frameLoss = 0
        for command in [disarm, envelope(1)] { bench.send(command) }
        bench.run(for: .milliseconds(100))
        #expect(bench.executed.map(\.command) == [pause, disarm, envelope(1)])
        #expect(bench.results.map(\.command) == [pause, disarm, envelope(1)])
    }
}
