import Units
import Wire

/// Self-tests, the patient's button, envelopes and `Arm`.
extension Check {
    static let selfTests = [shutOffsTested, sensorsTested]
    static let arming = [envelopeLimits, needsEnvelope, envelopeHash, needsButton, needsSelfTest, armed, startsAsArmed]

    private static let shutOffsTested = Check(
        "self-test-shut-offs", "9.1", "each shut-off alone holds back all output, under 50 mW and 100 µA"
    ) { (bench) throws(Finding) in
        for step in [SelfTestStep.firstShutOff, .secondShutOff] {
            let result = try bench.selfTest(step)
            try bench.expect("\(step): passed", result.passed, true)
            try bench.expect(result.power < .milliwatts(50), "less than 50 mW", seen: words(for: result.power))
            try bench.expect(result.current < .microamps(100), "less than 100 µA", seen: words(for: result.current))
        }
    }

    private static let sensorsTested = Check(
        "self-test-flag", "9.1", "selfTestPassed is set once all three steps have passed, and not before"
    ) { (bench) throws(Finding) in
        for step in [SelfTestStep.sensors, .firstShutOff, .secondShutOff] {
            try bench.expect("selfTestPassed", bench.sample("fast telemetry").flags.selfTestPassed, false)
            let result = try bench.selfTest(step)
            try bench.expect("\(step): passed", result.passed, true)
            guard step == .sensors else { continue }
            try bench.expect(
                result.power == .zero && result.current == .zero, "power and current 0",
                seen: "\(words(for: result.power)), \(words(for: result.current))")
        }
        try bench.listen(.milliseconds(10))
        try bench.expect("selfTestPassed", bench.sample("fast telemetry").flags.selfTestPassed, true)
    }

    private static let envelopeLimits = Check(
        "envelope-limits", "9.3", "an envelope beyond any of the device's own limits is refused"
    ) { (bench) throws(Finding) in
        let zone = try bench.firstZone()
        let within = try bench.envelope()
        for excess in Excess.allCases where excess.isPossible(on: zone) {
            try bench.expect(
                "the result of an envelope with \(excess) over the limit",
                bench.command(excess.widened(within, beyond: zone)), .limitExceeded)
        }
        try bench.command(within, mustGive: .done)
    }

    private static let needsEnvelope = Check(
        "arm-needs-envelope", "9.3", "Arm of a zone without an envelope is refused"
    ) { (bench) throws(Finding) in
        try bench.command(bench.armCommand([bench.envelope()]), mustGive: .zoneUnknown)
        try bench.expectState(.idle)
    }

    private static let envelopeHash = Check(
        "arm-envelope-hash", "9.3", "Arm with another envelope hash is refused"
    ) { (bench) throws(Finding) in
        let envelope = try bench.envelope()
        try bench.command(envelope, mustGive: .done)
        let right = bench.armCommand([envelope])
        try bench.command(
            Arm(
                program: right.program, approval: right.approval, envelopeHash: right.envelopeHash ^ 1,
                zones: right.zones),
            mustGive: .hashMismatch)
        try bench.expectState(.idle)
    }

    private static let needsButton = Check(
        "arm-needs-button", "9.2, 9.3", "Arm is refused until the patient's button was tried"
    ) { (bench) throws(Finding) in
        for _ in 0..<Tolerance.attempts {
            // A new session forgets the button; a simulator may press it at any time behind that.
            try bench.open()
            let envelope = try bench.envelope()
            try bench.passSelfTests()
            try bench.command(envelope, mustGive: .done)
            let result = try bench.command(bench.armCommand([envelope]))
            let sample = try bench.sample("fast telemetry")
            if sample.flags.buttonTested { continue }
            if result == .done, sample.state != .armed { continue }
            try bench.expect("the result of Arm", result, .buttonUntested)
            return
        }
        throw .notShown("the button was pressed each time before Arm could be tried")
    }

    private static let needsSelfTest = Check(
        "arm-needs-self-test", "9.1, 9.3", "Arm is refused until all self-tests have passed"
    ) { (bench) throws(Finding) in
        let envelope = try bench.envelope()
        try bench.command(SelfTest(.firstShutOff), mustGive: .done)
        try bench.command(SelfTest(.sensors), mustGive: .done)
        try bench.passButtonTest()
        try bench.command(envelope, mustGive: .done)
        try bench.command(bench.armCommand([envelope]), mustGive: .selfTestMissing)
        try bench.expectState(.idle)
    }

    private static let armed = Check(
        "arm", "9.2, 9.3, 14", "Arm fixes the envelopes, takes both tests back, and sets the counters to 0"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        let sample = try bench.expectState(.armed)
        try bench.expect("buttonTested", sample.flags.buttonTested, false)
        try bench.expect("selfTestPassed", sample.flags.selfTestPassed, false)
        try bench.expect("outputIsZero", sample.flags.outputIsZero, true)
        let zone = try bench.firstZone().zone
        try bench.expect("pulses done", sample.zones[zone].pulses, 0)
        let slow = try bench.slow()
        try bench.expect("the segment hash", slow.segmentHash, 0)
        try bench.expect("energy", slow.zones[zone].energyMillijoules, 0)
        try bench.command(bench.envelope(), mustGive: .wrongState)
        try bench.command(SelfTest(.sensors), mustGive: .wrongState)
        try bench.command(bench.segment(at: bench.deviceNow() + .milliseconds(150)), mustGive: .wrongState)
        try bench.command(Disarm(), mustGive: .done)
        try bench.expectState(.idle)
    }

    private static let startsAsArmed = Check(
        "start-program", "14", "Start of another program is refused, that of the armed one is done"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        try bench.lease()
        try bench.command(Start(program: Fingerprint(high: 1, low: 2)), mustGive: .hashMismatch)
        try bench.expectState(.armed)
        try bench.command(Start(program: Bench.program), mustGive: .done)
        try bench.expectState(.running)
        try bench.command(Start(program: Bench.program), mustGive: .wrongState)
    }
}

extension Bench {
    /// One step, whose result must come before its acknowledgement.
    fileprivate func selfTest(_ step: SelfTestStep) throws(Finding) -> SelfTestResult {
        let mark = mark
        try command(SelfTest(step), mustGive: .done)
        guard let result = since(mark, { $0.selfTest }).first else {
            throw .deviates(expected: "SelfTestResult before the Acknowledgement", seen: "none")
        }
        try expect("the step", result.step, step)
        try expect("the command that asked", result.sequence, sequence)
        return result
    }
}

/// The values of an envelope that a device compares with its own limits.
private enum Excess: CaseIterable {
    case current, width, rate, power, temperature

    /// Whether the limit leaves room above it in the field.
    func isPossible(on zone: ZoneDescription) -> Bool {
        switch self {
        case .current: zone.currentLimit < .microamps(65_000)
        case .width: zone.widthLimit < .microseconds(65_000)
        case .rate: zone.rateLimit < .hertz(2_000_000)
        case .power: zone.powerLimit < .milliwatts(65_000)
        case .temperature: zone.temperatureLimit < .celsius(55)
        }
    }

    /// `envelope` with this one value a little above the limit of `zone`.
    func widened(_ envelope: Envelope, beyond zone: ZoneDescription) -> Envelope {
        let (milli, degree) = (Int32(100), TemperatureDifference.millikelvin(100))
        return Envelope(
            zone: envelope.zone,
            current: self == .current ? zone.currentLimit + .microamps(milli) : envelope.current,
            width: self == .width ? .microseconds(zone.widthLimit.microseconds + 1) : envelope.width,
            rate: self == .rate ? .millihertz(zone.rateLimit.millihertz + milli) : envelope.rate,
            power: self == .power ? zone.powerLimit + .milliwatts(10) : envelope.power,
            sensorTemperature: self == .temperature ? zone.temperatureLimit + degree : envelope.sensorTemperature,
            pulses: envelope.pulses, chargeMicrocoulombs: envelope.chargeMicrocoulombs,
            energyMillijoules: envelope.energyMillijoules, durationMilliseconds: envelope.durationMilliseconds)
    }
}
