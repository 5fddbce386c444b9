import Device
import Link
import Testing
import Units
import Wire

struct TripTests {
    /// A running device that the patient stopped.
    private func tripped() throws -> Bench {
        var bench = try Bench.running([0])
        bench.pressButton(after: .milliseconds(10))
        try bench.advance(by: .milliseconds(20))
        try #require(bench.device.latch?.cause == .patientButton)
        bench.epoch = bench.device.endpoint.epoch
        return bench
    }

    @Test func `a trip raises the epoch by one and takes output to zero`() throws {
        let bench = try tripped()
        #expect(bench.device.endpoint.epoch == 1)
        #expect(bench.device.state == .tripped)
        #expect(bench.hardware.shutOffs.last?.closed == false)
        #expect(bench.fast.last?.firstCause == .patientButton)
        #expect(bench.epochsSeen.last == 1)
    }

    @Test func `a later cause does not overwrite the first`() throws {
        var bench = try tripped()
        try bench.send(Lease(sample: 1, evaluation: 1), epoch: 9)
        #expect(bench.device.latch?.cause == .patientButton)
        #expect(bench.device.endpoint.epoch == 1)
    }

    @Test func `while tripped only disarming and acknowledging are heard`() throws {
        var bench = try tripped()
        let program = Bench.program
        #expect(try bench.command(SelfTest(.sensors)) == .tripLatched)
        #expect(try bench.command(Bench.envelope(try .at(0))) == .tripLatched)
        #expect(
            try bench.command(Arm(program: program, approval: .none, envelopeHash: 0, zones: .all)) == .tripLatched)
        #expect(try bench.command(Start(program: program)) == .tripLatched)
        #expect(try bench.command(Pause()) == .tripLatched)
        #expect(try bench.command(Resume(program: program)) == .tripLatched)
        #expect(try bench.command(try bench.segment(start: bench.now)) == .tripLatched)
        #expect(try bench.command(Disarm()) == .done)
        #expect(bench.device.state == .tripped)
    }

    @Test func `acknowledging needs the cause to be gone`() throws {
        var bench = try tripped()
        #expect(try bench.command(AcknowledgeTrip(cause: .patientButton)) == .causeRemains)
        try bench.advance(by: .milliseconds(200))
        #expect(try bench.command(AcknowledgeTrip(cause: .patientButton)) == .done)
        #expect(bench.device.state == .idle)
        #expect(bench.device.latch == nil)
    }

    @Test func `acknowledging another cause lifts nothing`() throws {
        var bench = try tripped()
        try bench.advance(by: .milliseconds(200))
        #expect(try bench.command(AcknowledgeTrip(cause: .leaseExpired)) == .causeRemains)
        #expect(bench.device.state == .tripped)
    }

    @Test func `acknowledging where nothing is latched is refused`() throws {
        var bench = try Bench.prepared()
        #expect(try bench.command(AcknowledgeTrip(cause: .patientButton)) == .wrongState)
    }

    @Test func `a press that tripped is no test of the button`() throws {
        var bench = try tripped()
        try bench.advance(by: .milliseconds(200))
        try bench.command(AcknowledgeTrip(cause: .patientButton))
        try bench.advance(by: .milliseconds(200))
        #expect(!bench.device.buttonTested)
    }

    @Test func `after a trip nothing resumes without a new arming`() throws {
        var bench = try tripped()
        try bench.advance(by: .milliseconds(200))
        try bench.command(AcknowledgeTrip(cause: .patientButton))
        #expect(try bench.command(Start(program: Bench.program)) == .wrongState)
        #expect(try bench.command(Resume(program: Bench.program)) == .wrongState)
    }

    @Test func `an over-temperature is acknowledged only below the limit`() throws {
        var bench = try Bench.running([0])
        bench.hardware.reads.zones[try .at(0)].centre = .milliCelsius(43_310)
        try bench.advance(by: .milliseconds(10))
        bench.epoch = bench.device.endpoint.epoch
        #expect(try bench.command(AcknowledgeTrip(cause: .overTemperature)) == .causeRemains)
        bench.hardware.reads.zones[try .at(0)].centre = .celsius(40)
        try bench.advance(by: .milliseconds(10))
        #expect(try bench.command(AcknowledgeTrip(cause: .overTemperature)) == .done)
    }

    @Test func `output that flows past open shut-offs trips even in idle, and stays until it is gone`() throws {
        var bench = try Bench.prepared()
        bench.hardware.leaksOutput = true
        try bench.advance(by: .milliseconds(10))
        #expect(bench.device.latch?.cause == .shutOff)
        bench.epoch = bench.device.endpoint.epoch
        #expect(try bench.command(AcknowledgeTrip(cause: .shutOff)) == .causeRemains)
        #expect(bench.fast.last?.flags.outputIsZero == false)
    }
}
