import Device
import Link
import Testing
import Units
import Wire

struct SegmentTests {
    private func refused(
        _ result: CommandResult, _ cause: DeviceCause, places: [Int] = [0],
        _ change: (inout Bench) throws -> Segment
    ) throws {
        var bench = try Bench.running(places)
        let segment = try change(&bench)
        #expect(try bench.command(segment) == result)
        #expect(bench.device.latch?.cause == cause)
        #expect(bench.device.state == .tripped)
        #expect(bench.hardware.powers == PerZone(repeating: .zero))
        #expect(bench.epochsSeen.last == 1)
    }

    @Test func `a segment whose start has passed is refused and latches`() throws {
        try refused(.late, .lateSegment) { try $0.segment(start: $0.now - .microseconds(1)) }
    }

    @Test(arguments: [(850, true), (851, false)] as [(Int32, Bool)])
    func `a pulse that does not fit its slot with its guard time is refused, whatever the limits are`(
        width: Int32, isTaken: Bool
    ) throws {
        var profile = DeviceProfile.reference
        profile.zones[try .at(0)].widthLimit = .microseconds(1000)
        let envelope = Envelope(
            zone: try .at(0), current: .milliamps(40), width: .microseconds(1000), rate: .hertz(100),
            power: .milliwatts(2500), sensorTemperature: .celsius(43), pulses: 100_000, chargeMicrocoulombs: 1_000_000,
            energyMillijoules: 1_000_000, durationMilliseconds: 1_200_000)
        var bench = try Bench.prepared(profile: profile)
        try bench.arm([envelope])
        try bench.command(Start(program: Bench.program))
        try bench.lease()
        let segment = try bench.segment(start: bench.now, width: .microseconds(width), amplitude: .milliamps(2))
        #expect((try bench.command(segment) == .done) == isTaken)
        #expect((bench.device.latch == nil) == isTaken)
    }

    @Test func `a segment that starts now is played now`() throws {
        var bench = try Bench.running([0])
        let start = bench.now
        #expect(try bench.command(try bench.segment(start: start)) == .done)
        #expect(bench.hardware.powerChanges.last?.time == start)
        #expect(bench.hardware.pulses.last?.time == start)
    }

    @Test func `a segment 400 ms ahead is taken, and 1 µs further is refused and latches`() throws {
        var bench = try Bench.running([0])
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(400))) == .done)
        try refused(.tooFarAhead, .segmentOrder) { try $0.segment(start: $0.now + .microseconds(400_001)) }
    }

    @Test func `the ninth waiting segment is refused and latches`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(1)
        for index in 0..<8 {
            try bench.command(try bench.segment(start: start + TimeGrid.segment * Int64(index)))
        }
        #expect(bench.lastResult == .done)
        #expect(try bench.command(try bench.segment(start: start + .milliseconds(399))) == .tooFarAhead)
        #expect(bench.device.latch?.cause == .segmentOrder)
    }

    @Test(arguments: [-1, 1, -50_000, 50_000] as [Int64])
    func `a segment that overlaps or leaves a gap is refused and latches`(off: Int64) throws {
        try refused(.outOfOrder, .segmentOrder) { bench in
            let start = bench.now + .milliseconds(100)
            try bench.command(try bench.segment(start: start))
            return try bench.segment(start: start + TimeGrid.segment + .microseconds(off))
        }
    }

    @Test func `nothing follows a final segment`() throws {
        try refused(.outOfOrder, .segmentOrder) { bench in
            let start = bench.now + .milliseconds(100)
            try bench.command(try bench.segment(start: start, final: true))
            return try bench.segment(start: start + TimeGrid.segment)
        }
    }

    @Test func `a segment without a lease is refused and latches`() throws {
        try refused(.notLeased, .unleasedSegment) { bench in
            try bench.advance(by: .milliseconds(250))
            return try bench.segment(start: bench.now + .milliseconds(100))
        }
    }

    @Test func `a segment for a zone that was not armed latches`() throws {
        try refused(.zoneUnknown, .envelopeExceeded) { try $0.segment(1, start: $0.now + .milliseconds(50)) }
    }

    @Test func `a segment at every limit of the envelope is taken`() throws {
        var bench = try Bench.running([0])
        let segment = try bench.segment(
            start: bench.now + .milliseconds(50), rate: .hertz(100), width: .microseconds(300),
            amplitude: .milliamps(40), power: .milliwatts(2500))
        #expect(try bench.command(segment) == .done)
    }

    @Test func `a segment one step beyond any limit of the envelope latches`() throws {
        try refused(.envelopeExceeded, .envelopeExceeded) {
            try $0.segment(start: $0.now + .milliseconds(50), amplitude: .microamps(40_001))
        }
        try refused(.envelopeExceeded, .envelopeExceeded) {
            try $0.segment(start: $0.now + .milliseconds(50), width: .microseconds(301))
        }
        try refused(.envelopeExceeded, .envelopeExceeded) {
            try $0.segment(start: $0.now + .milliseconds(50), rate: .millihertz(100_001))
        }
        try refused(.envelopeExceeded, .envelopeExceeded) {
            try $0.segment(start: $0.now + .milliseconds(50), power: .milliwatts(2501))
        }
    }

    @Test func `without a rate the other pulse fields mean nothing`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(10)
        let segment = try bench.segment(
            start: start, final: true, rate: .zero, width: .microseconds(60_000), amplitude: .milliamps(60))
        #expect(try bench.command(segment) == .done)
        try bench.advance(to: start + .milliseconds(60))
        #expect(bench.hardware.pulses.isEmpty)
        #expect(bench.device.state == .idle)
    }

    @Test func `the end of a ramp counts as much as its start`() throws {
        try refused(.envelopeExceeded, .envelopeExceeded) { bench in
            Segment(
                zone: try .at(0), isFinal: false, start: bench.now + .milliseconds(50), trainOffset: .zero,
                rate: .hertz(50), width: .microseconds(200),
                ramp: CurrentRamp(from: .zero, to: .microamps(40_001)), power: .zero)
        }
    }

    @Test func `a phase of more than 12.6 µC latches although current and width are allowed`() throws {
        let zone = try ZoneIndex.at(0)
        let wide = Envelope(
            zone: zone, current: .milliamps(63), width: .microseconds(420), rate: .hertz(100),
            power: .milliwatts(2500), sensorTemperature: .celsius(43), pulses: 1000, chargeMicrocoulombs: 1000,
            energyMillijoules: 1000, durationMilliseconds: 10_000)
        var bench = try Bench.running([wide])
        let start = bench.now + .milliseconds(50)
        let allowed = try bench.segment(start: start, width: .microseconds(300), amplitude: .milliamps(42))
        #expect(try bench.command(allowed) == .done)
        let beyond = try bench.segment(
            start: start + TimeGrid.segment, width: .microseconds(300), amplitude: .microamps(42_004))
        #expect(try bench.command(beyond) == .envelopeExceeded)
    }

    @Test func `segments are refused without a latch where nothing runs`() throws {
        var bench = try Bench.armed([0])
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(50))) == .wrongState)
        #expect(bench.device.state == .armed)
        try bench.command(Start(program: Bench.program))
        try bench.command(Pause())
        #expect(try bench.command(try bench.segment(start: bench.now + .milliseconds(50))) == .wrongState)
        #expect(bench.device.state == .paused)
    }

    @Test func `the greatest numbers that the line can carry are refused and trap nothing`() throws {
        try refused(.envelopeExceeded, .envelopeExceeded) { bench in
            Segment(
                zone: try .at(0), isFinal: false, start: .microseconds(0xFFFF_FFFF_FFFF),
                trainOffset: .microseconds(0xFFFF_FFFF), rate: .millihertz(.max), width: .microseconds(65_535),
                ramp: CurrentRamp(from: .microamps(65_535), to: .microamps(65_535)), power: .milliwatts(65_535))
        }
        try refused(.tooFarAhead, .segmentOrder) {
            try $0.segment(start: .microseconds(0xFFFF_FFFF_FFFF), offset: .microseconds(0xFFFF_FFFF))
        }
    }

    @Test func `the running hash is over the payloads of the segments that were taken`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(100)
        var expected: UInt32 = 0
        for index in 0..<2 {
            let segment = try bench.segment(start: start + TimeGrid.segment * Int64(index))
            try bench.command(segment)
            var payload = FrameBuffer()
            segment.encode(into: &payload)
            expected = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: expected) }
        }
        try bench.advance(by: .milliseconds(105))
        #expect(bench.slow.last?.segmentHash == expected)
        #expect(bench.slow.last?.segmentHashAt == UInt16(bench.sequence))
    }
}
