@_spi(Energy) import Link
import Testing
import Units
import Wire

struct DeliveryTests {
    /// Sends `count` envelopes as fast as there is room, for at most `limit`.
    func deliver(_ count: UInt32, on bench: inout Bench, within limit: Duration) {
        var next: UInt32 = 0
        let end = bench.now + limit
        while bench.now < end, bench.faults.isEmpty, next < count || !bench.host.isQuiet {
            while next < count, bench.host.send(envelope(next), at: bench.now) { next += 1 }
            bench.tick()
        }
    }

    func expectAll(_ count: UInt32, on bench: Bench) {
        let wanted = (0..<count).map(envelope)
        #expect(bench.faults.isEmpty)
        #expect(bench.executed.map(\.command) == wanted)
        #expect(bench.executed.map(\.sequence) == Array(1...count))
        #expect(bench.conflicts.isEmpty)
        #expect(bench.results.allSatisfy { $0.result == .done })
        let given = bench.results.map(\.command)
        #expect(wanted.allSatisfy { command in given.count { $0 == command } == 1 })
        #expect(given.count == wanted.count)
        #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
    }

    @Test func `commands arrive in order, each once, and every result comes once`() {
        var bench = Bench.inSession()
        deliver(100, on: &bench, within: .seconds(5))
        expectAll(100, on: bench)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `they do so when every fifth frame to the device is lost`(seed: UInt64) {
        var bench = Bench.inSession(seed: seed)
        bench.down.frameLoss = 0.2
        bench.up.frameLoss = 0.02
        deliver(50, on: &bench, within: .seconds(30))
        expectAll(50, on: bench)
    }

    /// Where every fifth frame is lost both ways, five attempts fail for one command in 170, and that is said.
    @Test func `when every fifth frame is lost both ways, no command is skipped or executed twice`() {
        var complete = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            var bench = Bench.inSession(seed: seed)
            bench.down.frameLoss = 0.2
            bench.up.frameLoss = 0.2
            deliver(50, on: &bench, within: .seconds(30))
            let count = UInt32(bench.executed.count)
            #expect(bench.executed.map(\.command) == (0..<count).map(envelope), "seed \(seed)")
            #expect(Set(bench.results.map(\.command.pulses)).count == bench.results.count, "seed \(seed)")
            #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
            #expect(bench.faults.isEmpty == (bench.results.count == 50), "seed \(seed)")
            #expect(bench.faults.allSatisfy { $0 == .unanswered })
            if bench.results.count == 50 { complete += 1 }
        }
        #expect(complete >= 25)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `they do so when bytes are damaged and frames come twice`(seed: UInt64) {
        var bench = Bench.inSession(seed: seed)
        bench.down.byteDamage = 0.002
        bench.up.byteDamage = 0.002
        bench.down.frameDoubling = 0.3
        bench.up.frameDoubling = 0.3
        deliver(50, on: &bench, within: .seconds(30))
        expectAll(50, on: bench)
        #expect(bench.host.damagedFrames > 0)
    }

    @Test(arguments: [0, 3, 10, 25] as [Int64], [10_851, 21_701, 86_806] as [Int64])
    func `the bytes of commands in flight stay within their bound`(delay: Int64, nanosecondsPerByte: Int64) {
        var bench = Bench.inSession()
        for lossy in [false, true] {
            bench.down.delay = .milliseconds(delay)
            bench.up.delay = .milliseconds(delay)
            bench.down.byteTime = .nanoseconds(nanosecondsPerByte)
            bench.down.frameLoss = lossy ? 0.1 : 0
            deliver(bench.device.lastTaken + 20, on: &bench, within: .seconds(3))
            #expect(bench.mostCommandBytes > 80)
            #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
        }
    }

    @Test func `a lease has room when commands fill theirs`() {
        var bench = Bench.inSession()
        var sent = 0
        while bench.host.sendEnergy(segment(Int64(sent)), deadline: nil, at: bench.now) { sent += 1 }
        #expect(sent == 2)
        #expect(!bench.host.hasRoom(forCommandOf: Segment.frameLength))
        #expect(bench.host.hasRoom(forCommandOf: Protocol.reliableBytesInFlight - 2 * Segment.frameLength))
        #expect(bench.host.hasRoom(forDatagramOf: 21))
        bench.host.sendLease(Lease(sample: 9, evaluation: 1), at: bench.now)
        #expect(!bench.host.hasRoom(forDatagramOf: 21))
        bench.run(for: .milliseconds(12))
        #expect(bench.leases == [9])
        #expect(bench.host.hasRoom(forDatagramOf: 21))
        #expect(bench.host.hasRoom(forCommandOf: Protocol.reliableBytesInFlight))
    }

    @Test(arguments: [start, arm, resume, segment(1)])
    func `what asks for energy is refused by the plain call`(command: HostCommand) {
        var bench = Bench.inSession()
        bench.expectRefusal(of: command)
        #expect(bench.host.out.count == 0)
        #expect(bench.host.isQuiet)
        bench.sendEnergy(command)
        bench.run(for: .milliseconds(20))
        #expect(bench.executed.map(\.command) == [command])
    }

    @Test func `a ceiling arrives while commands wait for their answers`() {
        var bench = Bench.inSession()
        bench.answersCommands = false
        bench.send(envelope(1))
        let ceiling = Ceiling(zone: aZone, stimulation: PerMille(rawValue: 500), power: .milliwatts(70))
        bench.host.sendCeiling(ceiling, at: bench.now)
        bench.run(for: .milliseconds(5))
        #expect(bench.ceilings == [ceiling])
    }

    @Test func `a segment counts as answered when telemetry shows it taken`() {
        var bench = Bench.inSession()
        bench.answersCommands = false
        bench.send(disarm)
        bench.sendEnergy(segment(1), deadline: bench.now + .milliseconds(90))
        #expect(bench.host.unansweredSegments == 1)
        bench.run(for: .milliseconds(12))
        #expect(bench.executed.count == 2)
        #expect(bench.host.unansweredSegments == 0)
        #expect(!bench.host.isQuiet)
    }
}
