import Device
import Oracle
import Testing
import Tissue
import Units
import Wire
import World

/// A host of a few lines that treats as a script says: the codec, no link layer, no judgement.
struct ScriptedHost {
    var unit: SimulatedApplicator
    var now = Instant.zero
    private(set) var fast: FastTelemetry?
    private(set) var answer: HelloAnswer?
    private(set) var result: CommandResult?
    private var decoder = FrameDecoder()
    private var frameNumber: UInt16 = 0
    private var sequence: UInt32 = 0
    private let seed = SessionSeed(bootID: 5, hostInstance: 6)
    private let program = Fingerprint(high: 1, low: 1)

    init(clock: DeviceClock = DeviceClock(), isCooperative: Bool = true) {
        unit = SimulatedApplicator(
            bootID: 5, patient: Patient(averageAt: DeviceProfile.reference.sites), seed: 3,
            isCooperative: isCooperative, clock: clock, at: .zero)
    }

    mutating func advance(by span: Duration) throws {
        let end = now + span
        while unit.nextEvent <= end {
            unit.advance(to: unit.nextEvent)
            try drain()
        }
        unit.advance(to: end)
        now = end
        try drain()
    }

    mutating func send(bytes: [UInt8]) throws {
        unit.receive(bytes.span, at: now)
        try drain()
    }

    mutating func send(_ message: some Message, sequence: UInt32 = 0) throws {
        frameNumber &+= 1
        let frame = message.frame(
            number: frameNumber, epoch: answer == nil ? 0 : unit.applicator.epoch, sequence: sequence, seed: seed)
        try send(bytes: (0..<frame.count).map { frame[$0] })
    }

    mutating func command(_ message: some Message) throws {
        sequence += 1
        try send(message, sequence: sequence)
    }

    mutating func lease() throws {
        guard let fast else { return }
        try send(Lease(sample: fast.sample, evaluation: 1))
    }

    /// Everything up to `running` with all four zones.
    mutating func start() throws {
        try send(Hello(hostInstance: 6))
        try advance(by: .milliseconds(500))
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] { try command(SelfTest(step)) }
        var hash = EnvelopeHash()
        for zone in ZoneSet.all {
            let envelope = Envelope(
                zone: zone, current: .milliamps(30), width: .microseconds(300), rate: .hertz(60),
                power: .milliwatts(2500), sensorTemperature: .celsius(43), pulses: 10_000,
                chargeMicrocoulombs: 100_000, energyMillijoules: 1_000_000, durationMilliseconds: 600_000)
            hash.add(envelope)
            try command(envelope)
        }
        try command(Arm(program: program, approval: .none, envelopeHash: hash.value, zones: .all))
        try #require(result == .done)
        try command(Start(program: program))
        try lease()
    }

    /// Plays `count` segments of 2 W and 20 mA at 52 Hz in every zone; stops releasing when the device stopped.
    mutating func play(_ count: Int64) throws {
        let start = unit.clock.deviceTime(at: now) + .milliseconds(100)
        for index in 0..<count {
            try lease()
            for zone in ZoneSet.all where unit.applicator.state == .running {
                let offset = TimeGrid.segment * index
                try command(
                    Segment(
                        zone: zone, isFinal: index == count - 1, start: start + offset, trainOffset: offset,
                        rate: .hertz(52), width: .microseconds(200),
                        ramp: CurrentRamp(from: .milliamps(20), to: .milliamps(20)), power: .milliwatts(2000)))
            }
            try advance(by: TimeGrid.segment)
        }
    }

    /// Plays on while leases are given, for the rest of what was released.
    mutating func settle() throws {
        for _ in 0..<4 {
            try lease()
            try advance(by: .milliseconds(50))
        }
    }

    mutating func report() -> OracleReport { unit.report(at: now) }

    private mutating func drain() throws {
        let pending = unit.withPending { bytes in (0..<bytes.count).map { bytes[$0] } }
        unit.sent(pending.count)
        for byte in pending where decoder.push(byte) == .frame {
            let header = try decoder.header(seed: seed)
            switch header.opcode {
            case .helloAnswer: answer = try decoder.message(HelloAnswer.self, after: header)
            case .acknowledgement: result = try decoder.message(Acknowledgement.self, after: header).result
            case .fastTelemetry: fast = try decoder.message(FastTelemetry.self, after: header)
            default: break
            }
        }
    }
}
