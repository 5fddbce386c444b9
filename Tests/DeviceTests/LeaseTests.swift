import Device
import Testing
import Units
import Wire

struct LeaseTests {
    /// Running with one long stretch of segments in zone 0; the lease names the sample at the returned moment.
    private func playing() throws -> (bench: Bench, sampledAt: DeviceInstant, start: DeviceInstant) {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        for index in 0..<6 {
            let time = start + TimeGrid.segment * Int64(index)
            try bench.command(try bench.segment(start: time, offset: TimeGrid.segment * Int64(index)))
        }
        try bench.advance(to: start + .milliseconds(12))
        try bench.lease()
        let sampledAt = try #require(bench.fast.last?.time)
        return (bench, sampledAt, start)
    }

    @Test func `a lease that ends during output cuts RF at that microsecond`() throws {
        var (bench, sampledAt, _) = try playing()
        let end = sampledAt + .milliseconds(200)
        try bench.advance(to: end - .microseconds(1))
        #expect(bench.device.state == .running)
        #expect(bench.hardware.powers[try .at(0)] == .milliwatts(2000))
        try bench.advance(to: end + .milliseconds(50))
        #expect(bench.hardware.cuts.last == end)
        #expect(bench.device.latch?.cause == .leaseExpired)
        #expect(bench.hardware.pulses.allSatisfy { $0.time < end })
    }

    @Test func `delay shortens a lease and never lengthens it`() throws {
        var (bench, sampledAt, _) = try playing()
        try bench.advance(by: .milliseconds(90))
        let late = Lease(sample: bench.device.sample - 10, evaluation: 2)
        try bench.send(late)
        try bench.advance(by: .milliseconds(100))
        let expected = sampledAt + .milliseconds(90) - .milliseconds(50) + .milliseconds(200)
        #expect(bench.device.state == .running)
        try bench.advance(to: expected)
        #expect(bench.hardware.cuts.last == expected)
    }

    @Test func `an older sample changes nothing`() throws {
        var (bench, sampledAt, _) = try playing()
        try bench.send(Lease(sample: bench.device.sample - 1, evaluation: 9))
        try bench.advance(to: sampledAt + .milliseconds(200))
        #expect(bench.hardware.cuts.last == sampledAt + .milliseconds(200))
    }

    @Test func `a sample that was not taken yet, or long ago, is no lease`() throws {
        var bench = try Bench.armed([0])
        try bench.command(Start(program: Bench.program))
        try bench.send(Lease(sample: bench.device.sample + 1, evaluation: 1))
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(20))) == .notLeased)
    }

    @Test func `the same lease twice is one lease`() throws {
        var (bench, sampledAt, _) = try playing()
        let sample = bench.device.sample
        try bench.advance(by: .milliseconds(100))
        try bench.send(Lease(sample: sample, evaluation: 1))
        try bench.advance(to: sampledAt + .milliseconds(200))
        #expect(bench.device.latch?.cause == .leaseExpired)
    }

    @Test func `no lease is taken in idle or paused`() throws {
        var bench = try Bench.prepared()
        try bench.lease()
        try bench.arm([Bench.envelope(try .at(0))])
        try bench.command(Start(program: Bench.program))
        try bench.command(Pause())
        try bench.lease()
        try bench.command(Resume(program: Bench.program))
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(20))) == .notLeased)
    }

    @Test func `a lease that ends while nothing was played yet latches nothing`() throws {
        var bench = try Bench.running([0])
        try bench.advance(by: .milliseconds(500))
        #expect(bench.device.state == .running)
    }

    /// A welded stage would give output as soon as both conduct.
    ///
    /// Hazard: HAZ-O7.
    @Test func `the shut-offs close with the first lease of a run, and not before it`() throws {
        var bench = try Bench.armed([0])
        try bench.command(Start(program: Bench.program))
        try bench.advance(by: .milliseconds(20))
        #expect(bench.device.state == .running)
        #expect(bench.hardware.shutOffs.last?.closed != true)
        try bench.lease()
        #expect(bench.hardware.shutOffs.last?.closed == true)
        try bench.command(Pause())
        #expect(bench.hardware.shutOffs.last?.closed == false)
        try bench.command(Resume(program: Bench.program))
        try bench.advance(by: .milliseconds(20))
        #expect(bench.hardware.shutOffs.last?.closed == false)
        try bench.lease()
        #expect(bench.hardware.shutOffs.last?.closed == true)
    }

    /// Hazard: HAZ-O7.
    @Test
    func `a lease that ends before any output opens the shut-offs at that microsecond, and the next one closes them`()
        throws
    {
        var bench = try Bench.armed([0])
        try bench.command(Start(program: Bench.program))
        try bench.lease()
        let sampledAt = try #require(bench.fast.last?.time)
        try bench.advance(by: .milliseconds(300))
        #expect(bench.device.state == .running)
        #expect(bench.hardware.shutOffs.last?.closed == false)
        #expect(bench.hardware.shutOffs.last?.time == sampledAt + .milliseconds(200))
        try bench.lease()
        #expect(bench.hardware.shutOffs.last?.closed == true)
    }

    @Test func `a segment whose start finds the lease over is not played`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(300)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start)
        #expect(bench.device.latch?.cause == .leaseExpired)
        #expect(bench.hardware.powerChanges.isEmpty && bench.hardware.pulses.isEmpty)
    }

    @Test(arguments: [(0, 2000), (52, 0)] as [(Int32, Int32)])
    func `a segment of RF or of pulses alone is not played without a lease either`(rate: Int32, milliwatts: Int32)
        throws
    {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(300)
        try bench.command(
            try bench.segment(
                start: start, rate: .hertz(rate), amplitude: rate == 0 ? .zero : .milliamps(20),
                power: .milliwatts(milliwatts)))
        try bench.advance(to: start)
        #expect(bench.device.latch?.cause == .leaseExpired)
        #expect(bench.device.latch?.zone == (try .at(0)), "the slice found it out, not the clock a moment later")
        #expect(bench.hardware.powers[try .at(0)] == .zero && bench.hardware.pulses.isEmpty)
    }

    /// Hazard: HAZ-O7.
    @Test func `a lease whose logic failed ends nothing, and mended it ends output at once`() throws {
        var (bench, sampledAt, _) = try playing()
        bench.device.breakLease(true)
        try bench.advance(to: sampledAt + .milliseconds(250))
        #expect(bench.device.state == .running)
        #expect(bench.fast.last?.leaseMarginMilliseconds == 0)
        bench.device.breakLease(false)
        try bench.advance(by: .microseconds(1))
        #expect(bench.device.latch?.cause == .leaseExpired)
        #expect(bench.hardware.powers[try .at(0)] == .zero)
    }

    @Test func `the margin counts down to nothing`() throws {
        var bench = try Bench.running([0])
        try bench.advance(by: .milliseconds(100))
        let margin = try #require(bench.fast.last?.leaseMarginMilliseconds)
        #expect((95...105).contains(margin))
        try bench.advance(by: .milliseconds(200))
        #expect(bench.fast.last?.leaseMarginMilliseconds == 0)
    }
}
