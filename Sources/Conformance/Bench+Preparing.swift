import Units
import Wire

/// How the bench brings a device to where a check begins.
extension Bench {
    /// Stops the device by run and frame, and waits for the answer.
    @discardableResult
    func stop() throws(Finding) -> HelloAnswer {
        let wanted = epoch &+ 1
        let mark = mark
        for _ in 0..<Tolerance.attempts {
            try sendStopRun()
            try send(Stop(epoch: wanted))
            let answer = try find(within: Tolerance.retry, from: mark) { heard in
                heard.header.epoch >= wanted ? heard.message.helloAnswer : nil
            }
            if let answer { return answer }
        }
        throw .deviates(expected: "HelloAnswer to Stop", seen: "none, sent \(Tolerance.attempts) times")
    }

    /// Opens a session of a host instance that was never seen before, or of the one that is given.
    @discardableResult
    func open(as instance: UInt64? = nil) throws(Finding) -> HelloAnswer {
        let wanted = instance ?? (hostInstance == .max ? 1 : hostInstance + 1)
        let mark = mark
        for _ in 0..<Tolerance.attempts {
            try send(Hello(hostInstance: wanted))
            let answer = try find(within: Tolerance.retry, from: mark) { heard in
                heard.message.helloAnswer.flatMap { $0.hostInstance == wanted ? $0 : nil }
            }
            guard let answer else { continue }
            if wanted != hostInstance || answer.bootID != bootID { beginSession() }
            (hostInstance, bootID, sequence) = (wanted, answer.bootID, answer.lastSequence)
            return answer
        }
        throw .deviates(expected: "HelloAnswer to Hello", seen: "none, sent \(Tolerance.attempts) times")
    }

    /// Brings the device to idle at measured zero, in a new session: where every check begins.
    func rest() throws(Finding) {
        try stop()
        try open()
        var sample = try sample("fast telemetry behind Hello", within: .milliseconds(500))
        if sample.state == .tripped {
            try acknowledge(sample.firstCause)
            sample = try self.sample("state idle behind AcknowledgeTrip") { $0.state == .idle }
        }
        try self.sample("state idle and outputIsZero", within: .milliseconds(500)) {
            $0.state == .idle && $0.flags.outputIsZero
        }
        try send(Indicate(.none))
    }

    /// Acknowledges, as often as it takes until the cause is gone.
    func acknowledge(_ cause: DeviceCause) throws(Finding) {
        for _ in 0..<Tolerance.attempts {
            if try command(AcknowledgeTrip(cause: cause)) == .done { return }
            try listen(Tolerance.retry)
        }
        throw .notShown("the device does not leave the state tripped, first cause \(words(for: cause))")
    }

    /// Lets the device pass its three self-tests.
    func passSelfTests() throws(Finding) {
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] {
            let mark = mark
            try expect("the result of \(step)", command(SelfTest(step)), .done)
            let result = since(mark) { $0.selfTest }.first
            guard result?.passed == true else { throw .notShown("the self-test \(step) was not passed") }
        }
    }

    /// Waits until the patient's button was pressed and let go.
    func passButtonTest() throws(Finding) {
        let isPassed = { (sample: FastTelemetry) in sample.flags.buttonTested && !sample.flags.buttonPressed }
        let pressed = try find(within: .milliseconds(1800), from: mark) {
            $0.message.fast.map(isPassed) == true ? true : nil
        }
        if pressed != nil { return }
        announce("press the patient's stop button once, and let it go")
        let deadline = line.now + Tolerance.button
        while line.now < deadline {
            // Also so that the device does not sound its own alarm meanwhile.
            try send(Indicate(.none))
            let pressed = try find(within: .seconds(1), from: mark) {
                $0.message.fast.map(isPassed) == true ? true : nil
            }
            if pressed != nil { return }
        }
        throw .notShown("nobody pressed the patient's button within \(Tolerance.button.milliseconds / 1000) s")
    }

    /// Self-tests, the button, envelopes and `Arm`.
    func arm(_ envelopes: [Envelope]) throws(Finding) {
        try passSelfTests()
        try passButtonTest()
        for envelope in envelopes { try command(envelope, mustGive: .done) }
        try command(armCommand(envelopes), mustGive: .done)
    }

    /// Arms, leases and starts.
    func run(_ envelopes: [Envelope]) throws(Finding) {
        try arm(envelopes)
        try lease()
        try command(Start(program: Bench.program), mustGive: .done)
    }

    /// Arms, leases and starts the first zone with an envelope of the least output.
    func run() throws(Finding) { try run([envelope()]) }

    /// The program that the bench arms.
    static let program = Fingerprint(high: 0x436F_6E66_6F72_6D61, low: 0x6E63_6500_0000_0001)

    /// `Arm` of these envelopes; the approval is not zero where the device asks for one.
    func armCommand(_ envelopes: [Envelope]) -> Arm {
        var hash = EnvelopeHash()
        var zones = ZoneSet.none
        for envelope in envelopes {
            hash.add(envelope)
            zones.insert(envelope.zone)
        }
        let isSimulator = device?.device?.traits.isSimulator ?? false
        return Arm(
            program: Bench.program, approval: isSimulator ? .none : Bench.program, envelopeHash: hash.value,
            zones: zones)
    }

    /// The first zone of the device.
    func firstZone() throws(Finding) -> ZoneDescription {
        guard let zone = device?.zones.first else { throw .notShown("the device did not describe its first zone") }
        return zone
    }

    /// Bounds far above what a check gives, and far below what a device may: the device's own where they are smaller.
    func envelope(
        of zone: ZoneDescription? = nil, pulses: UInt32 = 200, duration: UInt32 = 20_000
    ) throws(Finding) -> Envelope {
        let zone = if let zone { zone } else { try firstZone() }
        return Envelope(
            zone: zone.zone, current: min(Output.currentBound, zone.currentLimit),
            width: min(Output.widthBound, zone.widthLimit), rate: min(Output.rateBound, zone.rateLimit),
            power: min(Output.powerBound, zone.powerLimit), sensorTemperature: zone.temperatureLimit, pulses: pulses,
            chargeMicrocoulombs: 500, energyMillijoules: 20_000, durationMilliseconds: duration)
    }
}

/// What the checks give at most: far below sensation of warmth, on a dummy load.
enum Output {
    /// The current of a pulse.
    static let current = Current.milliamps(4)
    /// The width of one phase.
    static let width = PulseWidth.microseconds(200)
    /// The rate of a train.
    static let rate = Frequency.hertz(40)
    /// The RF power.
    static let power = Power.milliwatts(1000)

    /// The envelope's current.
    static let currentBound = Current.milliamps(8)
    /// The envelope's width.
    static let widthBound = PulseWidth.microseconds(250)
    /// The envelope's rate.
    static let rateBound = Frequency.hertz(50)
    /// The envelope's power.
    static let powerBound = Power.milliwatts(1500)
}
