import Units
import Wire

/// A message whose fields hold random values, for every opcode.
extension RandomStream {
    mutating func message(_ opcode: Opcode) -> any (Message & Equatable) {
        switch opcode {
        case .hello: Hello(revision: u16(), schemaHash: u32(), hostInstance: UInt64(next(below: .max)) + 1)
        case .stop: Stop(epoch: u32())
        case .helloAnswer: helloAnswer()
        case .describe: Describe(one(of: [.device, .applicator, .zone(zone())]))
        case .lease: Lease(sample: u32(), evaluation: u32())
        case .ceiling:
            Ceiling(zone: zone(), stimulation: PerMille(rawValue: Int32(field(0...1000))), power: power())
        case .indicate: Indicate(one(of: [.none, .low, .medium, .high]))
        case .selfTest: SelfTest(one(of: [.firstShutOff, .secondShutOff, .sensors]))
        case .envelope: envelope()
        case .arm: Arm(program: fingerprint(), approval: fingerprint(), envelopeHash: u32(), zones: zones())
        case .disarm: Disarm()
        case .start: Start(program: fingerprint())
        case .pause: Pause()
        case .resume: Resume(program: fingerprint())
        case .segment: segment()
        case .acknowledgeTrip: AcknowledgeTrip(cause: DeviceCause(rawValue: u8()))
        case .acknowledgement: Acknowledgement(taken: u32(), about: u32(), result: CommandResult(rawValue: u8()))
        case .deviceDescription: deviceDescription()
        case .applicatorDescription:
            ApplicatorDescription(id: u32(), type: u8(), side: u8(), usesLeft: u16(), expiryDay: u16())
        case .zoneDescription: zoneDescription()
        case .selfTestResult:
            SelfTestResult(
                step: one(of: [.firstShutOff, .secondShutOff, .sensors]), passed: bit(), sequence: u32(),
                power: power(), current: current())
        case .fastTelemetry: fastTelemetry(zoneCount: UInt8(1 + next(below: 4)))
        case .slowTelemetry: slowTelemetry(zoneCount: UInt8(1 + next(below: 4)))
        }
    }

    private mutating func state() -> DeviceState { one(of: [.idle, .armed, .running, .paused, .halted, .tripped]) }

    private mutating func validity() -> Validity { one(of: [.ok, .stale, .open, .short, .range]) }

    private mutating func helloAnswer() -> HelloAnswer {
        HelloAnswer(
            revision: u16(), schemaHash: u32(), bootID: u64(), hostInstance: u64(), lastSequence: u32(),
            state: state(), outputIsZero: bit(), isHalted: bit(), firstCause: DeviceCause(rawValue: u8()))
    }

    private mutating func envelope() -> Envelope {
        Envelope(
            zone: zone(), current: current(), width: width(), rate: frequency(), power: power(),
            sensorTemperature: temperature(), pulses: u32(), chargeMicrocoulombs: u32(), energyMillijoules: u32(),
            durationMilliseconds: u32())
    }

    private mutating func segment() -> Segment {
        Segment(
            zone: zone(), isFinal: bit(), start: deviceInstant(), trainOffset: .microseconds(Int64(u32())),
            rate: frequency(), width: width(), ramp: CurrentRamp(from: current(), to: current()), power: power())
    }

    private mutating func deviceDescription() -> DeviceDescription {
        DeviceDescription(
            model: one(of: [ShortText(""), ShortText("Myotherm S1"), ShortText("twelve chars")]),
            serialNumber: one(of: [ShortText(""), ShortText("SIM-0001")]),
            firmware: FirmwareVersion(major: u8(), minor: u8(), patch: u8()), zoneCount: UInt8(1 + next(below: 4)),
            sampleRateHertz: u16(), traits: DeviceTraits(bits: u8()), shutOffCount: u8(),
            radioFrequencyKilohertz: u32(), singleFaultDensity: .milliwattsPerSquareCentimetre(milli16()),
            quietMicroseconds: u16(), calibrationDay: u16(), calibrationDueDay: u16(), calibrationHash: u32())
    }

    private mutating func zoneDescription() -> ZoneDescription {
        ZoneDescription(
            zone: zone(), site: u8(), radioFrequencyArea: .squareMillimetres(milli16()),
            stimulationArea: .squareMillimetres(milli16()), sensorResolution: .millikelvin(milli16()),
            sensorNoise: .millikelvin(milli16()), sensorTimeConstant: .milliseconds(Int64(milli16())),
            currentLimit: current(), widthLimit: width(), rateLimit: frequency(), powerLimit: power(),
            temperatureLimit: temperature(), phaseChargeLimit: .nanocoulombs(Int64(milli16())),
            shortImpedance: impedance(), openImpedance: impedance(), shortLoad: impedance(), openLoad: impedance())
    }

    mutating func fastTelemetry(zoneCount: UInt8) -> FastTelemetry {
        var zones = PerZone(repeating: ZoneSample())
        for zone in ZoneSet(first: Int(zoneCount)) {
            zones[zone].centre = temperature()
            zones[zone].edge = temperature()
            zones[zone].power = power()
            zones[zone].impedance = impedance()
            zones[zone].load = impedance()
            zones[zone].pulseCurrent = current()
            zones[zone].residueNanocoulombs = i16()
            zones[zone].pulses = u24()
            zones[zone].centreValidity = validity()
            zones[zone].edgeValidity = validity()
            zones[zone].impedanceValidity = validity()
            zones[zone].loadValidity = validity()
            zones[zone].pulseAgeCentiseconds = u8()
        }
        return FastTelemetry(
            sample: u32(), time: deviceInstant(), state: state(), flags: TelemetryFlags(bits: u8()),
            firstCause: DeviceCause(rawValue: u8()), leaseMarginMilliseconds: u8(), echoFrame: u16(),
            echoArrival: u32(), lastTaken: u32(), executedBehind: u16(), zoneCount: zoneCount, zones: zones)
    }

    mutating func slowTelemetry(zoneCount: UInt8) -> SlowTelemetry {
        var zones = PerZone(repeating: ZoneTotals())
        for zone in ZoneSet(first: Int(zoneCount)) {
            zones[zone].energyMillijoules = u32()
            zones[zone].chargeMicrocoulombs = u24()
            zones[zone].doseMilliminutes = u24()
            zones[zone].supplyPower = power()
            zones[zone].peakPower = power()
        }
        return SlowTelemetry(
            reference: temperature(), returnFirst: impedance(), returnSecond: impedance(), applicatorID: u32(),
            calibrationHash: u32(), firstCause: DeviceCause(rawValue: u8()), firstCauseZone: u8(),
            firstCauseValue: u32(), segmentHash: u32(), segmentHashAt: u16(), damagedFrames: u16(),
            staleFrames: u16(), zoneCount: zoneCount, zones: zones)
    }
}
