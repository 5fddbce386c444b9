import Units
import Wire

/// The examples of `docs/protocol.md`, one of each message, all from one session.
///
/// The document holds the bytes, this file what they mean; a test compares the two.
enum Examples {
    /// The frame of the example of `opcode`, as it goes on the line.
    static func line(_ opcode: Opcode) -> [UInt8] {
        switch opcode {
        case .hello: frame(Hello(hostInstance: Line.hostInstance), 1, epoch: 0)
        case .stop: frame(Stop(epoch: 7), 2)
        case .describe: frame(Describe(.zone(zones.0)), 10)
        case .lease: frame(Lease(sample: 2000, evaluation: 391), 300)
        case .ceiling:
            frame(Ceiling(zone: zones.1, stimulation: PerMille(rawValue: 800), power: .milliwatts(1500)), 301)
        case .indicate: frame(Indicate(.none), 11)
        case .selfTest: frame(SelfTest(.firstShutOff), 20, sequence: 1)
        case .envelope: frame(envelope(zones.0), 23, sequence: 4)
        case .arm: frame(arm, 24, sequence: 5)
        case .disarm: frame(Disarm(), 310, sequence: 70)
        case .start: frame(Start(program: program), 25, sequence: 6)
        case .pause: frame(Pause(), 302, sequence: 40)
        case .resume: frame(Resume(program: program), 303, sequence: 41)
        case .segment: frame(segment, 26, sequence: 7)
        case .acknowledgeTrip: frame(AcknowledgeTrip(cause: .patientButton), 304, epoch: 8, sequence: 42)
        case .helloAnswer: frame(helloAnswer, 1, epoch: 0)
        case .acknowledgement: frame(Acknowledgement(taken: 7, about: 7, result: .done), 2051)
        case .deviceDescription: frame(device, 30)
        case .applicatorDescription:
            frame(ApplicatorDescription(id: 4242, type: 1, side: 0, usesLeft: 10, expiryDay: 40_000), 31)
        case .zoneDescription: frame(zone, 32)
        case .selfTestResult:
            frame(
                SelfTestResult(
                    step: .firstShutOff, passed: true, sequence: 1, power: .milliwatts(3), current: .microamps(12)),
                80)
        case .fastTelemetry: frame(fast, 2050)
        case .slowTelemetry: frame(slow, 2052)
        }
    }

    private static func frame(
        _ message: some Message, _ number: UInt16, epoch: UInt32 = 7, sequence: UInt32 = 0
    ) -> [UInt8] {
        Line.bytes(message.frame(number: number, epoch: epoch, sequence: sequence, seed: Line.seed))
    }

    static let zones: (ZoneIndex, ZoneIndex) = {
        var walk = ZoneSet.all
        guard let first = walk.next(), let second = walk.next() else { preconditionFailure("There are four zones.") }
        return (first, second)
    }()

    private static let program = Fingerprint(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)

    static func envelope(_ zone: ZoneIndex) -> Envelope {
        Envelope(
            zone: zone, current: .microamps(12_500), width: .microseconds(200), rate: .hertz(52),
            power: .milliwatts(2400), sensorTemperature: .celsius(43), pulses: 520, chargeMicrocoulombs: 1300,
            energyMillijoules: 150_000, durationMilliseconds: 60_000)
    }

    /// The envelope hash of the first `count` zones with the example's envelope.
    static func envelopeHash(zones count: Int) -> UInt32 {
        var hash = EnvelopeHash()
        for zone in ZoneSet(first: count) { hash.add(envelope(zone)) }
        return hash.value
    }

    private static let arm = Arm(
        program: program, approval: .none, envelopeHash: envelopeHash(zones: 1), zones: ZoneSet(first: 1))

    private static let segment = Segment(
        zone: zones.0, isFinal: false, start: .microseconds(10_150_000), trainOffset: .milliseconds(50),
        rate: .hertz(52), width: .microseconds(200),
        ramp: CurrentRamp(from: .microamps(10_000), to: .microamps(12_500)), power: .milliwatts(1800))

    /// The running hash of the example's segment alone.
    static let segmentHash: UInt32 = {
        var payload = FrameBuffer()
        segment.encode(into: &payload)
        return payload.withBytes { Checksum.crc32c($0, count: payload.count) }
    }()

    private static let helloAnswer = HelloAnswer(
        bootID: Line.bootID, hostInstance: Line.hostInstance, lastSequence: 0, state: .idle, outputIsZero: true,
        isHalted: false, firstCause: .none)

    private static let device = DeviceDescription(
        model: ShortText("MYO-EXAMPLE"), serialNumber: ShortText("EX-0001"),
        firmware: FirmwareVersion(major: 1, minor: 2, patch: 3), zoneCount: 2, sampleRateHertz: 200,
        traits: DeviceTraits(isSimulator: true, isMonopolar: false, returnIsSplit: false, hasTerminalReadyLine: true),
        shutOffCount: 2, radioFrequencyKilohertz: 1000, singleFaultDensity: .milliwattsPerSquareCentimetre(280),
        quietMicroseconds: 200, calibrationDay: 20_000, calibrationDueDay: 40_000, calibrationHash: 0x5EED_CA11)

    private static let zone = ZoneDescription(
        zone: zones.0, site: 1, radioFrequencyArea: .squareMillimetres(2400),
        stimulationArea: .squareMillimetres(1000), sensorResolution: .millikelvin(10), sensorNoise: .millikelvin(15),
        sensorTimeConstant: .seconds(3), currentLimit: .milliamps(63), widthLimit: .microseconds(420),
        rateLimit: .hertz(125), powerLimit: .milliwatts(3780), temperatureLimit: .milliCelsius(43_300),
        phaseChargeLimit: .nanocoulombs(12_600), shortImpedance: .ohms(8), openImpedance: .ohms(250),
        shortLoad: .ohms(50), openLoad: .ohms(3000))

    private static let fast: FastTelemetry = {
        var samples = PerZone(repeating: ZoneSample())
        samples[zones.0] = sample(
            40_500, 40_250, power: 1795, impedance: 44_700, load: 512_000, current: 11_340, residue: -12, pulses: 4,
            age: 2)
        samples[zones.1] = sample(
            34_000, 33_900, power: 0, impedance: 50_000, load: 498_000, current: 0, residue: 0, pulses: 0, age: 255)
        return FastTelemetry(
            sample: 2000, time: .microseconds(10_000_000), state: .running,
            flags: TelemetryFlags(outputIsZero: false, shutOffsClosed: true), firstCause: .none,
            leaseMarginMilliseconds: 150, echoFrame: 299, echoArrival: 9_999_120, lastTaken: 7, executedBehind: 1,
            zoneCount: 2, zones: samples)
    }()

    private static func sample(
        _ centre: Int32, _ edge: Int32, power: Int32, impedance: Int32, load: Int32, current: Int32, residue: Int16,
        pulses: UInt32, age: UInt8
    ) -> ZoneSample {
        var sample = ZoneSample()
        sample.centre = .milliCelsius(centre)
        sample.edge = .milliCelsius(edge)
        sample.power = .milliwatts(power)
        sample.impedance = .milliohms(impedance)
        sample.load = .milliohms(load)
        sample.pulseCurrent = .microamps(current)
        sample.residueNanocoulombs = residue
        sample.pulses = pulses
        sample.centreValidity = .ok
        sample.edgeValidity = .ok
        sample.impedanceValidity = .ok
        sample.loadValidity = .ok
        sample.pulseAgeCentiseconds = age
        return sample
    }

    private static let slow: SlowTelemetry = {
        var totals = PerZone(repeating: ZoneTotals())
        totals[zones.0].energyMillijoules = 540
        totals[zones.0].chargeMicrocoulombs = 8
        totals[zones.0].doseMilliminutes = 31
        totals[zones.0].supplyPower = .milliwatts(2700)
        totals[zones.0].peakPower = .milliwatts(1980)
        return SlowTelemetry(
            reference: .milliCelsius(37_010), returnFirst: .zero, returnSecond: .zero, applicatorID: 4242,
            calibrationHash: 0x5EED_CA11, firstCause: .none, firstCauseZone: 255, firstCauseValue: 0,
            segmentHash: segmentHash, segmentHashAt: 7, damagedFrames: 1, staleFrames: 0, zoneCount: 2, zones: totals)
    }()
}
