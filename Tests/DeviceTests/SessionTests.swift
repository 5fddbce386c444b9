import Device
import Link
import Testing
import Units
import Wire

struct SessionTests {
    @Test func `without a session the device announces itself at once and every 100 ms`() throws {
        var bench = Bench()
        try bench.advance(by: .milliseconds(250))
        #expect(bench.answers.count == 3)
        #expect(bench.answers.allSatisfy { $0.hostInstance == 0 && $0.bootID == Bench.bootID })
        #expect(bench.fast.isEmpty)
    }

    @Test func `a hello of the same schema opens a session and ends the announcements`() throws {
        var bench = Bench()
        try bench.advance(by: .milliseconds(10))
        try bench.hello()
        #expect(bench.answers.last?.hostInstance == 77)
        let answers = bench.answers.count
        try bench.advance(by: .milliseconds(500))
        #expect(bench.answers.count == answers)
    }

    @Test func `a hello of another schema is answered with the device's own and opens nothing`() throws {
        var bench = Bench()
        try bench.send(Hello(schemaHash: Protocol.schemaHash &+ 1, hostInstance: 77))
        #expect(bench.answers.last?.hostInstance == 0)
        #expect(bench.answers.last?.schemaHash == Protocol.schemaHash)
        #expect(!bench.device.hasSession)
    }

    @Test func `a session of another schema's host stays as it was`() throws {
        var bench = try Bench.prepared()
        try bench.send(Hello(schemaHash: Protocol.schemaHash &+ 1, hostInstance: 99))
        #expect(bench.device.endpoint.hostInstance == 77)
        #expect(bench.device.endpoint.lastTaken > 0)
        #expect(bench.answers.last?.lastSequence == 0)
    }

    @Test func `a hello while armed trips`() throws {
        var bench = try Bench.armed()
        try bench.hello()
        #expect(bench.device.latch?.cause == .helloWhileArmed)
        #expect(bench.answers.last?.firstCause == .helloWhileArmed)
        #expect(bench.answers.last?.state == .tripped)
    }

    @Test func `a hello of a foreign schema while running trips too`() throws {
        var bench = try Bench.running()
        try bench.send(Hello(schemaHash: 1, hostInstance: 5))
        #expect(bench.device.latch?.cause == .helloWhileArmed)
    }

    @Test func `a hello does not lift the halt`() throws {
        var bench = Bench()
        try bench.send(bytes: [0, 0, 0, 0])
        try bench.hello()
        #expect(bench.answers.last?.isHalted == true)
        #expect(bench.answers.last?.state == .halted)
        #expect(try bench.command(Disarm()) == nil)
    }

    @Test func `the first cause survives a new hello and a new host instance`() throws {
        var bench = try Bench.running()
        try bench.hello()
        bench.hostInstance = 78
        bench.epoch = bench.device.endpoint.epoch
        bench.sequence = 0
        try bench.hello()
        #expect(bench.answers.last?.firstCause == .helloWhileArmed)
        #expect(bench.answers.last?.state == .tripped)
        #expect(try bench.command(SelfTest(.sensors)) == .tripLatched)
    }

    @Test func `what one host instance prepared does not count for the next`() throws {
        var bench = try Bench.prepared()
        try bench.command(Bench.envelope(try .at(0)))
        bench.hostInstance = 78
        bench.sequence = 0
        try bench.hello()
        #expect(
            try bench.command(
                Arm(
                    program: Bench.program, approval: .none, envelopeHash: Bench.hash([Bench.envelope(try .at(0))]),
                    zones: ZoneSet(first: 1))
            ) == .zoneUnknown)
        #expect(!bench.device.buttonTested)
    }

    @Test func `the same host instance keeps what it prepared and its sequence across a reconnect`() throws {
        var bench = try Bench.prepared()
        try bench.hello()
        #expect(bench.answers.last?.lastSequence == 3)
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .done)
    }

    @Test func `every part of the description is given`() throws {
        var bench = try Bench.prepared()
        try bench.send(Describe(.device))
        try bench.send(Describe(.applicator))
        try bench.send(Describe(.zone(try .at(3))))
        #expect(bench.descriptions == 3)
    }

    @Test func `a duplicate is answered with the result that it had`() throws {
        var bench = try Bench.prepared()
        let repeated = bench.bytes(Resume(program: Bench.program), sequence: 4)
        try bench.send(bytes: repeated)
        #expect(bench.lastResult == .wrongState)
        try bench.send(bytes: bench.bytes(Bench.envelope(try .at(0)), sequence: 5))
        try bench.send(bytes: repeated)
        #expect(bench.acknowledgements.last == Acknowledgement(taken: 5, about: 4, result: .wrongState))
    }

    @Test func `a segment sent twice is played once`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(100)
        bench.sequence += 1
        let frame = bench.bytes(try bench.segment(start: start, final: true), sequence: bench.sequence)
        try bench.send(bytes: frame)
        try bench.send(bytes: frame)
        #expect(bench.lastResult == .done)
        try bench.advanceLeased(to: start + .milliseconds(60))
        #expect(bench.hardware.pulses.count == 3)
        #expect(bench.device.state == .idle)
    }

    @Test func `the same number with other bytes trips`() throws {
        var bench = try Bench.prepared()
        try bench.send(bytes: bench.bytes(SelfTest(.firstShutOff), sequence: 3))
        #expect(bench.lastResult == .sequenceConflict)
        #expect(bench.device.latch?.cause == .sequenceConflict)
    }

    @Test func `a frame of an older epoch is dropped and counted without a trip`() throws {
        var bench = try Bench.prepared()
        try bench.send(Stop(epoch: 4))
        try bench.command(Disarm())
        #expect(bench.device.endpoint.staleFrames == 1)
        #expect(bench.device.state == .idle)
        #expect(bench.acknowledgements.count == 3)
    }

    @Test func `a frame of an epoch that has not begun trips`() throws {
        var bench = try Bench.prepared()
        try bench.send(Lease(sample: 1, evaluation: 1), epoch: 1)
        #expect(bench.device.latch?.cause == .epochAhead)
    }

    @Test func `a host that falls silent for 3 s makes the device alarm by itself`() throws {
        var bench = Bench()
        try bench.hello()
        try bench.advance(by: .milliseconds(2999))
        #expect(bench.device.alarm == .none)
        try bench.advance(by: .milliseconds(1))
        #expect(bench.device.alarm == .high)
        #expect(bench.hardware.panels.last?.alarm == .high)
        try bench.send(Indicate(.low))
        #expect(bench.device.alarm == .low)
    }

    @Test func `without a session nothing alarms`() throws {
        var bench = Bench()
        try bench.advance(by: .seconds(5))
        #expect(bench.device.alarm == .none)
    }
}
