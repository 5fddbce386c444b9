@_spi(Energy) import Link
import Testing
import Units
import Wire

struct SessionTests {
    @Test func `nothing but hello and stop goes out before a session`() {
        var host = HostEndpoint(hostInstance: 1)
        #expect(!host.isReady)
        let wasSent = host.send(disarm, at: .zero) || host.sendEnergy(segment(1), deadline: nil, at: .zero)
        #expect(!wasSent)
        host.sendLease(Lease(sample: 1, evaluation: 1), at: .zero)
        host.describe(.device, at: .zero)
        host.indicate(.high, at: .zero)
        #expect(host.out.count == 0)
        #expect(!host.hasRoom(forCommandOf: 1))
        #expect(!host.hasRoom(forDatagramOf: 1))
        host.hello(at: .zero)
        #expect(host.out.count > 0)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `a session opens on a line that loses every third frame`(seed: UInt64) {
        var bench = Bench(seed: seed)
        bench.down.frameLoss = 0.33
        bench.up.frameLoss = 0.33
        bench.open()
        #expect(bench.host.isReady)
        #expect(bench.host.bootID == bench.device.bootID)
        #expect(bench.device.hostInstance == bench.host.hostInstance)
    }

    @Test func `a host that comes fresh to a device of a later epoch follows it`() {
        var bench = Bench()
        bench.device.enterEpoch(41)
        bench.open()
        #expect(bench.host.epoch == 41)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.count == 1)
    }

    @Test func `a host that is ahead of the device is ready only after a stop`() {
        var bench = Bench()
        bench.host.stop(at: bench.now)
        _ = Bench.drain(&bench.host.out)
        bench.open()
        #expect(bench.host.bootID == bench.device.bootID)
        #expect(!bench.host.isReady)
        bench.host.repeatStop(at: bench.now)
        bench.run(for: .milliseconds(20))
        #expect(bench.host.isReady)
        #expect(bench.device.epoch == 1)
        #expect(bench.epochsAhead == 0)
    }

    @Test func `the same host keeps its sequence across a reconnect`() {
        var bench = Bench.inSession()
        bench.send(pause)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        bench.host.closeSession()
        #expect(!bench.host.isReady)
        bench.open()
        bench.send(pause)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.sequence) == [1, 2, 3])
        #expect(bench.conflicts.isEmpty)
        #expect(bench.faults.isEmpty)
    }

    @Test func `a command taken just before the line went is not taken again`() {
        var bench = Bench.inSession()
        bench.up.frameLoss = 1
        bench.send(pause)
        bench.run(for: .milliseconds(8))
        #expect(bench.executed.count == 1)
        bench.host.closeSession()
        bench.up.frameLoss = 0
        bench.open()
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.command) == [pause, disarm])
        #expect(bench.executed.map(\.sequence) == [1, 2])
    }

    @Test func `another host begins anew, and the old one is not heard any more`() {
        var bench = Bench.inSession()
        bench.send(pause)
        bench.run(for: .milliseconds(20))
        var old = bench.host
        bench.host = HostEndpoint(hostInstance: 0xB0B)
        bench.open()
        #expect(bench.device.lastTaken == 0)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.sequence) == [1, 1])
        let damaged = bench.device.damagedFrames
        let wasSent = old.send(disarm, at: bench.now)
        #expect(wasSent)
        bench.give(Bench.drain(&old.out))
        #expect(bench.executed.count == 2)
        #expect(bench.device.damagedFrames == damaged + 1)
    }

    @Test func `a device that restarted is recognised by its boot, and its count begins anew`() {
        var bench = Bench.inSession()
        for _ in 0..<3 {
            bench.send(disarm)
            bench.run(for: .milliseconds(20))
        }
        bench.device = DeviceEndpoint(bootID: 0xB008)
        bench.answers.removeAll()
        bench.run(for: .milliseconds(150))
        #expect(bench.answers.last?.bootID == 0xB008)
        #expect(bench.answers.last?.hostInstance == 0)
        #expect(bench.host.bootID == 0xB007)
        bench.host.closeSession()
        bench.open()
        #expect(bench.host.bootID == 0xB008)
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.sequence) == [1, 2, 3, 1])
    }

    @Test func `a session opened upon another boot's answer waits for that boot's count`() {
        var bench = Bench.inSession()
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        bench.device = DeviceEndpoint(bootID: 0xB008)
        bench.device.openSession(Hello(hostInstance: bench.host.hostInstance))
        bench.host.openSession(
            with: HelloAnswer(
                bootID: 0xB008, hostInstance: bench.host.hostInstance, lastSequence: 0, state: .idle,
                outputIsZero: true, isHalted: false, firstCause: .none))
        #expect(!bench.host.isReady)
        bench.run(for: .milliseconds(20))
        bench.send(disarm)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.sequence) == [1, 1])
    }

    @Test func `an hour of unanswered hellos does not spoil the session that follows`() {
        var bench = Bench()
        for _ in 0..<40_000 {
            bench.host.hello(at: bench.now)
            bench.now = bench.now + .milliseconds(1)
            _ = Bench.drain(&bench.host.out)
        }
        bench.open()
        bench.run(for: .milliseconds(20))
        for number in 0..<50 {
            bench.send(envelope(UInt32(number)))
            bench.run(for: .milliseconds(15))
        }
        #expect(bench.executed.count == 50)
        #expect(bench.host.hasRoom(forCommandOf: Protocol.reliableBytesInFlight))
        #expect((bench.host.roundTrip.greatest ?? .zero) < .milliseconds(20))
    }

    @Test func `frame numbers wrap without a word`() {
        var bench = Bench.inSession()
        for _ in 0..<66_000 {
            bench.host.sendLease(Lease(sample: 1, evaluation: 1), at: bench.now)
            bench.give(Bench.drain(&bench.host.out))
        }
        #expect(bench.leases.count == 66_000)
        for number in 0..<200 {
            bench.send(envelope(UInt32(number)))
            bench.run(for: .milliseconds(10))
        }
        #expect(bench.executed.count == 200)
        #expect(bench.results.count == 200)
        #expect(bench.faults.isEmpty)
        #expect(bench.host.lostFrames == 0)
    }

    @Test func `frames that the device sent and nobody got are counted`() {
        var bench = Bench.inSession()
        let good = bench.host.goodFrames
        for _ in 0..<7 { bench.device.send(Acknowledgement(taken: 0, about: 0, result: .done)) }
        _ = Bench.drain(&bench.device.out)
        bench.run(for: .milliseconds(20))
        #expect(bench.host.lostFrames == 7)
        #expect(bench.host.goodFrames > good)
    }
}
