@_spi(Energy) import Link
import Testing
import Units
import Wire

struct StopTests {
    @Test func `a stop throws away what waits and is the next thing on the line`() {
        var bench = Bench.inSession()
        bench.sendEnergy(segment(1))
        bench.host.sendLease(Lease(sample: 1, evaluation: 1), at: bench.now)
        bench.host.out.removeFirst(20)
        bench.host.stop(at: bench.now)
        let bytes = Bench.pending(bench.host.out)
        #expect(bytes.prefix(Protocol.stopRunSent).allSatisfy { $0 == 0 })
        #expect(bytes.count == Protocol.stopRunSent + 17)
        #expect(bytes[Protocol.stopRunSent + 1] == Opcode.stop.rawValue)
        #expect(bench.host.isQuiet)
        #expect(!bench.host.isReady)
        #expect(!bench.host.hasRoom(forCommandOf: 1))
        #expect(!bench.host.hasRoom(forDatagramOf: 1))
    }

    @Test func `nothing follows a stop before the device was seen to obey`() {
        var bench = Bench.inSession()
        bench.host.stop(at: bench.now)
        let length = bench.host.out.count
        bench.expectRefusal(of: disarm)
        bench.host.sendLease(Lease(sample: 1, evaluation: 1), at: bench.now)
        bench.host.indicate(.high, at: bench.now)
        #expect(bench.host.out.count == length)
    }

    @Test func `a stop works without a session`() {
        var bench = Bench()
        bench.host.stop(at: bench.now)
        bench.run(for: .milliseconds(5))
        #expect(bench.stopRuns.count == 1)
        #expect(bench.stops == [Stop(epoch: 1)])
        #expect(bench.device.epoch == 1)
    }

    @Test func `both ends meet in the epoch of a host's stop`() {
        var bench = Bench.inSession()
        bench.host.stop(at: bench.now)
        bench.run(for: .milliseconds(20))
        #expect(bench.host.epoch == 1)
        #expect(bench.device.epoch == 1)
        #expect(bench.host.isReady)
        #expect(!bench.device.isHalted)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.epoch) == [1])
    }

    @Test func `both ends meet in the epoch of a device's stop, and what was under way is dropped`() {
        var bench = Bench.inSession()
        bench.sendEnergy(segment(1))
        bench.flush()
        bench.device.raiseEpoch()
        bench.run(for: .milliseconds(20))
        #expect(bench.host.epoch == 1)
        #expect(bench.host.isReady)
        #expect(bench.host.isQuiet)
        #expect(bench.executed.isEmpty)
        #expect(bench.device.staleFrames == 1)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.sequence) == [1])
        #expect(bench.results.map(\.command) == [disarm])
    }

    @Test func `stops of both ends at once end in one epoch in which commands pass`() {
        var bench = Bench.inSession()
        bench.host.stop(at: bench.now)
        bench.device.raiseEpoch()
        bench.run(for: .milliseconds(20))
        #expect(bench.host.epoch == bench.device.epoch)
        #expect(bench.host.isReady)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.count == 1)
    }

    @Test func `a device's stop does not make room for more bytes than may be in flight`() {
        var bench = Bench.inSession()
        bench.down.delay = .milliseconds(30)
        for number in 1...2 { bench.sendEnergy(segment(Int64(number))) }
        bench.flush()
        bench.device.raiseEpoch()
        for number in 0..<200 {
            _ = bench.host.send(envelope(UInt32(number)), at: bench.now)
            bench.tick()
        }
        #expect(bench.host.epoch == 1)
        #expect(!bench.executed.isEmpty)
        #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
    }

    /// The run closes the device; only the framed stop opens it again.
    @Test func `a halted device takes nothing but stop and hello`() {
        var bench = Bench.inSession()
        bench.give([0, 0, 0, 0])
        #expect(bench.device.isHalted)
        bench.send(disarm)
        bench.host.sendLease(Lease(sample: 1, evaluation: 1), at: bench.now)
        bench.host.hello(at: bench.now)
        bench.run(for: .milliseconds(8))
        #expect(bench.executed.isEmpty)
        #expect(bench.leases.isEmpty)
        #expect(bench.device.isHalted)
        #expect(bench.answers.last?.isHalted == true)
        bench.host.stop(at: bench.now)
        bench.run(for: .milliseconds(20))
        #expect(!bench.device.isHalted)
    }

    @Test func `three zero bytes are no stop, four are one, and more are no second one`() {
        var bench = Bench()
        bench.give([7, 0, 0, 0, 7, 7])
        #expect(bench.stopRuns.isEmpty)
        bench.give(Array(repeating: 0, count: 4))
        #expect(bench.stopRuns.count == 1)
        bench.give(Array(repeating: 0, count: 60))
        #expect(bench.stopRuns.count == 1)
    }

    @Test(arguments: 0..<Segment.frameLength)
    func `a stop is seen in the middle of a frame`(cut: Int) {
        var bench = Bench.inSession()
        bench.sendEnergy(segment(1))
        let half = Array(Bench.pending(bench.host.out).prefix(cut))
        bench.host.out.removeFirst(cut)
        bench.host.stop(at: bench.now)
        bench.give(half)
        #expect(bench.executed.isEmpty)
        bench.give(Bench.drain(&bench.host.out))
        #expect(bench.stopRuns.count == 1)
        #expect(bench.stops == [Stop(epoch: 1)])
        // A frame that lacks nothing but its end is ended by the run's first byte, and stopped by the fourth.
        #expect(bench.executed.count == (cut == Segment.frameLength - 1 ? 1 : 0))
        #expect(bench.device.isHalted == false)
    }

    @Test(arguments: 0..<10)
    func `no run is missed when one byte in a hundred is damaged`(group: UInt64) {
        for seed in (group * 40)..<(group * 40 + 40) {
            var bench = Bench.inSession(seed: seed)
            bench.down.byteDamage = 0.01
            bench.sendEnergy(segment(1))
            bench.down.write(Array(Bench.pending(bench.host.out).prefix(Int(seed % 40))), at: bench.now)
            bench.host.stop(at: bench.now)
            bench.run(for: .milliseconds(4))
            #expect(!bench.stopRuns.isEmpty, "seed \(seed)")
            #expect(bench.executed.isEmpty)
        }
    }

    @Test func `a stop whose frame is lost is repeated in the same epoch`() {
        var bench = Bench.inSession()
        bench.down.frameLoss = 1
        bench.host.stop(at: bench.now)
        bench.run(for: .milliseconds(20))
        #expect(bench.stopRuns.count == 1)
        #expect(bench.stops.isEmpty)
        #expect(!bench.host.isReady)
        bench.down.frameLoss = 0
        bench.host.repeatStop(at: bench.now)
        bench.run(for: .milliseconds(20))
        #expect(bench.host.epoch == 1)
        #expect(bench.host.isReady)
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func `no command of an epoch is executed after its stop`(seed: UInt64) {
        var bench = Bench.inSession(seed: seed)
        bench.down.delay = .milliseconds(Int64(seed % 7))
        bench.down.frameLoss = 0.1
        bench.up.frameLoss = 0.1
        bench.down.frameDoubling = 0.2
        var chance = RandomStream(seed: seed, purpose: 3)
        var number: UInt32 = 0
        for _ in 0..<2000 {
            if bench.host.send(envelope(number), at: bench.now) { number += 1 }
            switch chance.next(below: 200) {
            case 0: bench.host.stop(at: bench.now)
            case 1: bench.device.raiseEpoch()
            case 2: if !bench.host.isReady { bench.host.repeatStop(at: bench.now) }
            default: break
            }
            bench.tick()
        }
        #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
        // An epoch, once ended, stays ended; and what was executed had been sent once, in this order.
        let epochs = bench.executed.map(\.epoch)
        #expect(epochs == epochs.sorted())
        let numbers = bench.executed.compactMap(\.command.pulses)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
        #expect(!numbers.isEmpty)
        #expect(bench.conflicts.isEmpty)
        #expect(bench.epochsAhead == 0)
    }

    @Test func `a frame of an epoch that has not begun is a fault`() {
        var bench = Bench.inSession()
        let seed = SessionSeed(bootID: bench.device.bootID, hostInstance: bench.host.hostInstance)
        let frame = Pause().frame(number: 3, epoch: 1, sequence: 1, seed: seed)
        bench.give((0..<frame.count).map { frame[$0] })
        #expect(bench.epochsAhead == 1)
        #expect(bench.executed.isEmpty)
    }
}
