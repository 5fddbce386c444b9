import Device
import Testing
import Units
import Wire

struct PlayingTests {
    @Test(arguments: [0, 1, 2, 3])
    func `a train of 2 s at 52 Hz cut in 40 segments is exactly 104 pulses at exact times`(place: Int) throws {
        var bench = try Bench.running([place])
        let start = bench.now + .microseconds(100_123)
        try bench.play(40, in: [place], from: start)
        try bench.advanceLeased(to: start + .seconds(2) + .milliseconds(10))
        let times = bench.hardware.pulses.map { ($0.time - start).microseconds }
        #expect(times == (0..<104).map { $0 * 1_000_000_000 / 52_000 + Int64(place) * 2000 })
        #expect(bench.device.state == .idle)
    }

    @Test func `four zones of one rate never meet`() throws {
        var bench = try Bench.running()
        let start = bench.now + .milliseconds(100)
        try bench.play(20, in: [0, 1, 2, 3], from: start)
        try bench.advanceLeased(to: start + .milliseconds(1010))
        #expect(bench.hardware.pulses.count == 4 * 52)
        #expect(bench.device.state == .idle)
        #expect(bench.device.latch == nil)
    }

    @Test func `RF follows the segments to the microsecond`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .microseconds(33_333)
        for (index, power) in [500, 1500, 0].enumerated() {
            let time = start + TimeGrid.segment * Int64(index)
            try bench.command(
                try bench.segment(
                    start: time, final: index == 2, rate: .hertz(0), power: .milliwatts(Int32(power))))
        }
        try bench.advanceLeased(to: start + .milliseconds(160))
        let zone = try ZoneIndex.at(0)
        #expect(
            bench.hardware.powerChanges.prefix(3) == [
                .init(zone: zone, power: .milliwatts(500), time: start),
                .init(zone: zone, power: .milliwatts(1500), time: start + .milliseconds(50)),
                .init(zone: zone, power: .zero, time: start + .milliseconds(100)),
            ])
        #expect(bench.device.state == .idle)
    }

    @Test func `the amplitude runs linearly over the segment and trains cross segments`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(50)
        let ramp = CurrentRamp(from: .milliamps(10), to: .milliamps(20))
        try bench.command(
            Segment(
                zone: try .at(0), isFinal: true, start: start, trainOffset: .milliseconds(50), rate: .hertz(52),
                width: .microseconds(200), ramp: ramp, power: .zero))
        try bench.advanceLeased(to: start + .milliseconds(60))
        // Pulses 3, 4, 5 of the train fall 57,692, 76,923 and 96,153 µs after its start.
        #expect(bench.hardware.pulses.map { ($0.time - start).microseconds } == [7692, 26_923, 46_153])
        #expect(bench.hardware.pulses.map(\.amplitude.microamps) == [11_538, 15_384, 19_230])
        #expect(bench.hardware.pulses.allSatisfy { $0.width == .microseconds(200) })
    }

    @Test func `a pulse whose slot delay reaches beyond the segment still belongs to it`() throws {
        var bench = try Bench.running([3])
        let start = bench.now + .milliseconds(50)
        // 21 Hz: the second pulse's nominal time is 47,619 µs, its slot 53,619.
        try bench.command(try bench.segment(3, start: start, final: true, rate: .hertz(21)))
        try bench.advanceLeased(to: start + .microseconds(53_700))
        #expect(bench.hardware.pulses.map { ($0.time - start).microseconds } == [6000, 53_619])
        #expect(bench.device.state == .running)
        #expect(bench.hardware.powers[try .at(3)] == .zero)
        try bench.advance(to: start + .microseconds(53_619 + 500))
        #expect(bench.device.state == .idle)
    }

    @Test func `final segments end in idle, disarmed, with the counters still readable`() throws {
        var bench = try Bench.running([0, 1])
        let start = bench.now + .milliseconds(100)
        try bench.play(2, in: [0], from: start)
        try bench.command(try bench.segment(1, start: start + TimeGrid.segment, final: false))
        try bench.command(try bench.segment(1, start: start + TimeGrid.segment * 2, final: true))
        try bench.advanceLeased(to: start + .milliseconds(120))
        #expect(bench.device.state == .running)
        try bench.advanceLeased(to: start + .milliseconds(155))
        #expect(bench.device.state == .idle)
        #expect(bench.hardware.shutOffs.last?.closed == false)
        try bench.advance(by: .milliseconds(300))
        #expect(bench.device.latch == nil)
        #expect(bench.fast.last?.zones[try .at(0)].pulses == 6)
        #expect(bench.slow.last?.zones[try .at(0)].energyMillijoules == 200)
        let arm = Arm(
            program: Bench.program, approval: .none, envelopeHash: Bench.hash([Bench.envelope(try .at(0))]),
            zones: ZoneSet(first: 1))
        #expect(try bench.command(arm) == .zoneUnknown)
    }

    @Test func `a zone that runs dry without a final segment trips an underrun at that microsecond`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .microseconds(49_999))
        #expect(bench.device.state == .running)
        try bench.advance(to: start + .milliseconds(50))
        #expect(bench.device.latch?.cause == .underrun)
        #expect(bench.hardware.cuts.last == start + .milliseconds(50))
    }

    @Test func `a segment that arrives at the very end of the one before is too late`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(50))
        #expect(try bench.command(try bench.segment(start: start + .milliseconds(50))) == nil)
        #expect(bench.device.latch?.cause == .underrun)
    }

    @Test func `pulses of two zones that would meet trip before the second one`() throws {
        var bench = try Bench.running([0, 1])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(0, start: start + .microseconds(1900)))
        try bench.command(try bench.segment(1, start: start))
        try bench.advance(to: start + .milliseconds(10))
        #expect(bench.device.latch?.cause == .pulseOverlap)
        #expect(bench.hardware.pulses.count == 1)
    }

    @Test(arguments: [(199, true), (200, false)] as [(Int64, Bool)])
    func `the rest between the pulses of two zones is at least 200 µs`(rest: Int64, trips: Bool) throws {
        var bench = try Bench.running([0, 1])
        let start = bench.now + .milliseconds(20)
        // Zone 0's pulse ends 500 µs after its start; zone 1 fires 2,000 µs after its own.
        try bench.command(try bench.segment(0, start: start + .microseconds(2000), rate: .hertz(20)))
        try bench.command(try bench.segment(1, start: start + .microseconds(500 + rest), rate: .hertz(20)))
        try bench.advance(to: start + .milliseconds(10))
        #expect((bench.device.latch?.cause == .pulseOverlap) == trips)
        #expect(bench.hardware.pulses.count == (trips ? 1 : 2))
    }

    @Test func `a last pulse that ends after its final segment keeps the treatment open`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        // The second pulse of 20.01 Hz begins 25 µs before the end.
        try bench.command(try bench.segment(start: start, final: true, rate: .millihertz(20_010)))
        try bench.advance(to: start + .microseconds(50_474))
        #expect(bench.device.state == .running)
        #expect(bench.hardware.powers[try .at(0)] == .zero)
        try bench.advance(to: start + .microseconds(50_475))
        #expect(bench.device.state == .idle)
    }

    @Test func `a pulse that ends with its segment is given once`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        // The second pulse of 20.202 Hz lasts from 49,500 to 50,000 µs.
        try bench.command(try bench.segment(start: start, final: true, rate: .millihertz(20_202)))
        try bench.advance(to: start + .milliseconds(60))
        #expect(bench.hardware.pulses.map { ($0.time - start).microseconds } == [0, 49_500])
        #expect(bench.device.state == .idle)
    }

    @Test func `two trains of one zone that would meet trip too`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        // 20.01 Hz puts the second pulse 25 µs before the segment's end, and the next train begins there.
        try bench.command(try bench.segment(start: start, rate: .millihertz(20_010)))
        try bench.command(try bench.segment(start: start + TimeGrid.segment))
        try bench.advance(to: start + .milliseconds(60))
        #expect(bench.device.latch?.cause == .pulseOverlap)
        #expect(bench.hardware.pulses.count == 2)
    }

    @Test func `the pulses of the envelope are never exceeded`() throws {
        try exceeds(pulses: 3) { #expect($0.hardware.pulses.count == 3) }
    }

    @Test func `the charge of the envelope is never exceeded`() throws {
        // 20 mA × 200 µs = 4 µC a pulse.
        try exceeds(charge: 11) { #expect($0.hardware.pulses.count == 2) }
    }

    @Test func `the energy of the envelope is never exceeded`() throws {
        // 2 W for 60 ms, and the next slice would go beyond.
        try exceeds(energy: 120) { bench in
            let energy = try #require(bench.slow.last?.zones[try .at(0)].energyMillijoules)
            #expect((110...120).contains(energy))
        }
    }

    @Test func `the running time of the envelope ends at its microsecond`() throws {
        try exceeds(milliseconds: 150) { bench in
            let began = try #require(bench.hardware.shutOffs.first(where: \.closed)?.time)
            #expect(bench.hardware.cuts.last == began + .milliseconds(150))
        }
    }

    private func exceeds(
        pulses: UInt32 = 1000, charge: UInt32 = 1000, energy: UInt32 = 100_000, milliseconds: UInt32 = 100_000,
        _ check: (Bench) throws -> Void
    ) throws {
        let envelope = Envelope(
            zone: try .at(0), current: .milliamps(40), width: .microseconds(300), rate: .hertz(100),
            power: .milliwatts(2500), sensorTemperature: .celsius(43), pulses: pulses, chargeMicrocoulombs: charge,
            energyMillijoules: energy, durationMilliseconds: milliseconds)
        var bench = try Bench.running([envelope])
        let start = bench.now + .milliseconds(20)
        for index in 0..<7 {
            let offset = TimeGrid.segment * Int64(index)
            try bench.command(try bench.segment(start: start + offset, offset: offset))
        }
        try bench.advanceLeased(to: start + .milliseconds(340))
        #expect(bench.device.latch?.cause == .envelopeExceeded)
        try check(bench)
    }

    @Test func `a ceiling applies at the next pulse, and lowers RF at once`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(20)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(7))
        let zone = try ZoneIndex.at(0)
        try bench.send(Ceiling(zone: zone, stimulation: PerMille(rawValue: 500), power: .milliwatts(700)))
        #expect(bench.hardware.powers[zone] == .milliwatts(700))
        try bench.advance(to: start + .milliseconds(25))
        #expect(bench.hardware.pulses.map(\.amplitude) == [.milliamps(20), .milliamps(10)])
        try bench.send(Ceiling(zone: zone, stimulation: .whole, power: .milliwatts(65_535)))
        #expect(bench.hardware.powers[zone] == .milliwatts(700))
        try bench.advance(by: .milliseconds(6))
        #expect(bench.hardware.powers[zone] == .milliwatts(2000))
    }

    @Test func `a ceiling stands across a pause and ends with the next start`() throws {
        var bench = try Bench.running([0])
        let zone = try ZoneIndex.at(0)
        try bench.send(Ceiling(zone: zone, stimulation: .zero, power: .milliwatts(300)))
        try bench.command(Pause())
        try bench.command(Resume(program: Bench.program))
        try bench.advance(by: .milliseconds(10))
        try bench.lease()
        try bench.command(try bench.segment(start: bench.now))
        #expect(bench.hardware.powers[zone] == .milliwatts(300))
        #expect(bench.hardware.pulses.last?.amplitude == .zero)
    }

    @Test func `one long step gives the same output as many short ones`() throws {
        var bench = try Bench.running()
        let start = bench.now + .milliseconds(20)
        for index in 0..<3 {
            let offset = TimeGrid.segment * Int64(index)
            for place in 0..<4 {
                try bench.command(try bench.segment(place, start: start + offset, offset: offset, final: index == 2))
            }
        }
        try bench.advance(by: .milliseconds(10))
        try bench.lease()
        var jumped = bench
        jumped.device.advance(to: start + .milliseconds(170), hardware: &jumped.hardware)
        while bench.now < start + .milliseconds(170) {
            bench.device.advance(to: bench.now + .microseconds(7), hardware: &bench.hardware)
        }
        #expect(bench.hardware.pulses == jumped.hardware.pulses)
        #expect(bench.hardware.powerChanges == jumped.hardware.powerChanges)
        #expect(bench.hardware.pulses.count == 32)
        #expect(jumped.device.state == .idle)
    }
}
