import Device
import Testing
import Units
import Wire

/// The usual way to a running treatment.
extension Bench {
    /// An envelope that allows much.
    static func envelope(_ zone: ZoneIndex) -> Envelope {
        Envelope(
            zone: zone, current: .milliamps(40), width: .microseconds(300), rate: .hertz(100),
            power: .milliwatts(2500), sensorTemperature: .celsius(43), pulses: 100_000, chargeMicrocoulombs: 1_000_000,
            energyMillijoules: 1_000_000, durationMilliseconds: 1_200_000)
    }

    static func hash(_ envelopes: [Envelope]) -> UInt32 {
        var hash = EnvelopeHash()
        for envelope in envelopes { hash.add(envelope) }
        return hash.value
    }

    /// A session, a tried button, passed self-tests.
    static func prepared(profile: DeviceProfile = .reference) throws -> Bench {
        var bench = Bench(profile: profile)
        try bench.hello()
        bench.pressButton()
        try bench.advance(by: .milliseconds(200))
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] { try bench.command(SelfTest(step)) }
        return bench
    }

    @discardableResult
    mutating func arm(_ envelopes: [Envelope], approval: Fingerprint = .none) throws -> CommandResult? {
        var zones = ZoneSet.none
        for envelope in envelopes {
            try command(envelope)
            zones.insert(envelope.zone)
        }
        return try command(
            Arm(program: Bench.program, approval: approval, envelopeHash: Bench.hash(envelopes), zones: zones))
    }

    static func armed(_ places: [Int] = [0, 1, 2, 3]) throws -> Bench {
        try armed(places.map { Bench.envelope(try .at($0)) })
    }

    static func armed(_ envelopes: [Envelope]) throws -> Bench {
        var bench = try prepared()
        let result = try bench.arm(envelopes)
        try #require(result == .done)
        return bench
    }

    static func running(_ places: [Int] = [0, 1, 2, 3]) throws -> Bench {
        try running(places.map { Bench.envelope(try .at($0)) })
    }

    static func running(_ envelopes: [Envelope]) throws -> Bench {
        var bench = try armed(envelopes)
        let result = try bench.command(Start(program: Bench.program))
        try #require(result == .done)
        try bench.lease()
        return bench
    }

    /// A segment of `place`: RF of 2 W and a 52 Hz train of 20 mA unless told otherwise.
    func segment(
        _ place: Int = 0, start: DeviceInstant, offset: Duration = .zero, final: Bool = false,
        rate: Frequency = .hertz(52), width: PulseWidth = .microseconds(200), amplitude: Current = .milliamps(20),
        power: Power = .milliwatts(2000)
    ) throws -> Segment {
        Segment(
            zone: try .at(place), isFinal: final, start: start, trainOffset: offset, rate: rate, width: width,
            ramp: CurrentRamp(from: amplitude, to: amplitude), power: power)
    }

    /// Plays `count` segments in every zone of `places` from `start` on, released 100 ms ahead and leased every 50 ms.
    mutating func play(_ count: Int, in places: [Int], from start: DeviceInstant, endsFinal: Bool = true) throws {
        for index in 0..<count {
            let time = start + TimeGrid.segment * Int64(index)
            try advance(to: max(now, time - Protocol.lookAhead))
            try lease()
            for place in places {
                let isFinal = endsFinal && index == count - 1
                let offset = TimeGrid.segment * Int64(index)
                try command(try segment(place, start: time, offset: offset, final: isFinal))
                try #require(lastResult == .done)
            }
        }
    }

    /// Lets time go on under leases.
    mutating func advanceLeased(to end: DeviceInstant) throws {
        while now < end {
            try lease()
            try advance(to: min(end, now + Protocol.leaseRenewal))
        }
    }
}
