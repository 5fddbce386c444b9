import Device
import Link
import Testing
import Units
import Wire

/// Whatever comes over the line, nothing traps, and nothing that the rules forbid comes out.
struct GarbageTests {
    @Test(arguments: 0..<10 as Range<UInt64>)
    func `random bytes never trap and never give output`(seed: UInt64) throws {
        var chance = RandomStream(seed: seed)
        var bench = try Bench.armed()
        for _ in 0..<100 {
            let count = Int(chance.next(below: 80))
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            bench.device.receive(bytes.span, at: bench.now, hardware: &bench.hardware)
            try bench.advance(by: .microseconds(chance.next(in: 0...20_000)))
        }
        #expect(bench.hardware.pulses.isEmpty && bench.hardware.powerChanges.isEmpty)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `random commands in any state never trap, and output never outlives its permission`(seed: UInt64) throws {
        var walk = try RandomWalk(seed: seed)
        for _ in 0..<300 {
            try walk.step()
            let bench = walk.bench
            let isZero = bench.hardware.powers == PerZone(repeating: .zero)
            try #require(isZero || bench.device.state == .running)
            try #require(isZero || bench.now <= walk.leasedUntil)
            try #require(bench.hardware.powers[try .at(0)] <= .milliwatts(2500))
        }
        let pulses = walk.bench.hardware.pulses
        #expect(pulses.count > 100)
        let rests = zip(pulses, pulses.dropFirst())
        #expect(rests.allSatisfy { $0.time + TimeGrid.pulseLength($0.width) + TimeGrid.pulseGuard <= $1.time })
    }
}

/// A host that mostly does what it should, and now and then anything else.
private struct RandomWalk {
    var bench: Bench
    /// The latest moment until which any lease was given.
    var leasedUntil = DeviceInstant.zero
    private var chance: RandomStream
    private var begin: DeviceInstant?
    private var released: Int64 = 0

    init(seed: UInt64) throws {
        chance = RandomStream(seed: seed, purpose: 1)
        bench = try Bench.running([0, 1])
        leasedUntil = bench.now + .milliseconds(200)
    }

    mutating func step() throws {
        resynchronise()
        if chance.next(below: 100) < 8 { try disturb() }
        if bench.device.state != .running, chance.next(below: 4) == 0 { try recover() }
        if chance.next(below: 100) < 95 { try lease() }
        try feed()
        try bench.advance(by: .microseconds(chance.next(in: 0...45_000)))
    }

    private mutating func lease() throws {
        try bench.lease()
        leasedUntil = bench.now + .milliseconds(200)
    }

    /// What a lost frame costs a real host a repetition.
    private mutating func resynchronise() {
        bench.epoch = bench.device.endpoint.epoch
        bench.sequence = bench.device.endpoint.lastTaken
    }

    /// Sends what is missing up to 100 ms ahead, the same train in both zones.
    private mutating func feed() throws {
        guard bench.device.state == .running else {
            begin = nil
            released = 0
            return
        }
        let first = begin ?? bench.now + .milliseconds(20)
        begin = first
        while first + TimeGrid.segment * released <= bench.now + .milliseconds(100) {
            let offset = TimeGrid.segment * released
            let isFinal = chance.next(below: 100) == 0
            for place in 0..<2 {
                resynchronise()
                try bench.command(
                    try bench.segment(
                        place, start: first + offset, offset: offset, final: isFinal,
                        width: .microseconds(Int32(chance.next(below: 300))),
                        amplitude: .microamps(Int32(chance.next(below: 40_000))),
                        power: .milliwatts(Int32(chance.next(below: 2500)))))
            }
            released += 1
        }
    }

    private mutating func recover() throws {
        try bench.send(Stop(epoch: 0))
        resynchronise()
        bench.hardware = bench.hardware.mended
        try bench.advance(by: .milliseconds(150))
        if let cause = bench.device.latch?.cause { try bench.command(AcknowledgeTrip(cause: cause)) }
        bench.pressButton()
        try bench.advance(by: .milliseconds(200))
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] { try bench.command(SelfTest(step)) }
        try bench.arm([Bench.envelope(try .at(0)), Bench.envelope(try .at(1))])
        try bench.command(Start(program: Bench.program))
    }

    private mutating func disturb() throws {
        let zone = try ZoneIndex.at(Int(chance.next(below: 4)))
        switch chance.next(below: 16) {
        case 0: try bench.send(bytes: [0, 0, 0, 0])
        case 1: try bench.send(Stop(epoch: UInt32(chance.next(below: 50))))
        case 2: try bench.command(Pause())
        case 3, 4: try bench.command(Resume(program: Bench.program))
        case 5: try bench.command(Start(program: Bench.program))
        case 6: try bench.command(Disarm())
        case 7: try bench.command(AcknowledgeTrip(cause: bench.device.latch?.cause ?? .none))
        case 8: bench.pressButton(after: .milliseconds(chance.next(in: 0...10)))
        case 9: bench.hardware.reads.zones[zone].impedance = .ohms(Int32(chance.next(below: 400)))
        case 10: bench.hardware.reads.zones[zone].edge = .milliCelsius(Int32(chance.next(in: -20_000...90_000)))
        case 11: bench.hardware.pulseShare = PerMille(rawValue: Int32(chance.next(below: 2000)))
        case 12: try bench.hello()
        case 13:
            let start = bench.now + .microseconds(chance.next(in: -1000...500_000))
            try bench.command(
                try bench.segment(
                    zone.place, start: start, offset: .microseconds(chance.next(in: 0...0xFFFF_FFFF)),
                    rate: .millihertz(Int32(chance.next(below: 130_000)))))
        default:
            let share = PerMille(rawValue: Int32(chance.next(below: 1001)))
            try bench.send(Ceiling(zone: zone, stimulation: share, power: .milliwatts(Int32(chance.next(below: 4000)))))
        }
    }
}

extension FakeHardware {
    /// The same log, with nothing broken.
    fileprivate var mended: FakeHardware {
        var copy = self
        copy.reads = FakeHardware().reads
        copy.pulseShare = .whole
        return copy
    }
}
