import Device
import Testing
import Units
import Wire

struct ArmingTests {
    private func envelope(_ change: (inout Limits) -> Void) throws -> Envelope {
        var limits = Limits()
        change(&limits)
        return Envelope(
            zone: try .at(limits.place), current: limits.current, width: limits.width, rate: limits.rate,
            power: limits.power, sensorTemperature: limits.temperature, pulses: 1000, chargeMicrocoulombs: 1000,
            energyMillijoules: 1000, durationMilliseconds: 1000)
    }

    struct Limits {
        var place = 1
        var current = Current.milliamps(63)
        var width = PulseWidth.microseconds(420)
        var rate = Frequency.hertz(125)
        var power = Power.milliwatts(3150)
        var temperature = Temperature.milliCelsius(43_300)
    }

    @Test func `an envelope at the device's limits is taken, and one step beyond each is not`() throws {
        var bench = try Bench.prepared()
        #expect(try bench.command(try envelope { _ in }) == .done)
        #expect(try bench.command(try envelope { $0.current = .microamps(63_001) }) == .limitExceeded)
        #expect(try bench.command(try envelope { $0.width = .microseconds(421) }) == .limitExceeded)
        #expect(try bench.command(try envelope { $0.rate = .millihertz(125_001) }) == .limitExceeded)
        #expect(try bench.command(try envelope { $0.power = .milliwatts(3151) }) == .limitExceeded)
        #expect(try bench.command(try envelope { $0.temperature = .milliCelsius(43_301) }) == .limitExceeded)
        #expect(try bench.command(try envelope { $0.place = 3 }) == .limitExceeded)
    }

    @Test func `an envelope for a zone that does not exist is refused`() throws {
        var profile = DeviceProfile.reference
        profile.device.zoneCount = 2
        var bench = try Bench.prepared(profile: profile)
        #expect(try bench.command(Bench.envelope(try .at(2))) == .zoneUnknown)
    }

    @Test func `arming binds itself to the envelopes in the order of the zones`() throws {
        var bench = try Bench.prepared()
        let envelopes = [Bench.envelope(try .at(2)), Bench.envelope(try .at(0))]
        for envelope in envelopes { try bench.command(envelope) }
        let zones = ZoneSet(bits: 0b101)
        let wrong = Arm(program: Bench.program, approval: .none, envelopeHash: Bench.hash(envelopes), zones: zones)
        #expect(try bench.command(wrong) == .hashMismatch)
        let hash = Bench.hash(envelopes.reversed())
        let right = Arm(program: Bench.program, approval: .none, envelopeHash: hash, zones: zones)
        #expect(try bench.command(right) == .done)
        #expect(bench.device.state == .armed)
    }

    @Test func `arming a zone without an envelope is refused`() throws {
        var bench = try Bench.prepared()
        try bench.command(Bench.envelope(try .at(0)))
        let arm = Arm(program: Bench.program, approval: .none, envelopeHash: 0, zones: ZoneSet(bits: 0b11))
        #expect(try bench.command(arm) == .zoneUnknown)
        let none = Arm(program: Bench.program, approval: .none, envelopeHash: 0, zones: .none)
        #expect(try bench.command(none) == .malformed)
    }

    @Test func `arming needs a tried button`() throws {
        var bench = Bench()
        try bench.hello()
        try bench.advance(by: .milliseconds(20))
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .buttonUntested)
    }

    @Test func `arming with the button pressed is refused`() throws {
        var bench = try Bench.prepared()
        bench.pressButton(after: .zero)
        try bench.advance(by: .milliseconds(10))
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .buttonUntested)
    }

    @Test(arguments: [SelfTestStep.firstShutOff, .secondShutOff, .sensors])
    func `arming needs every self-test`(missing: SelfTestStep) throws {
        var bench = Bench()
        try bench.hello()
        bench.pressButton()
        try bench.advance(by: .milliseconds(200))
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] where step != missing {
            try bench.command(SelfTest(step))
        }
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .selfTestMissing)
    }

    @Test func `a sensor or a contact that is not in order keeps its zone from being armed`() throws {
        var bench = try Bench.prepared()
        let zone = try ZoneIndex.at(1)
        bench.hardware.reads.zones[zone].edgeValidity = .open
        try bench.advance(by: .milliseconds(10))
        #expect(try bench.arm([Bench.envelope(zone)]) == .notReady)
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .done)
    }

    @Test(arguments: [Impedance.ohms(300), .ohms(1)])
    func `an open or short RF load keeps its zone from being armed`(impedance: Impedance) throws {
        var bench = try Bench.prepared()
        bench.hardware.reads.zones[try .at(1)].impedance = impedance
        try bench.advance(by: .milliseconds(10))
        #expect(try bench.arm([Bench.envelope(try .at(1))]) == .notReady)
    }

    @Test(arguments: [Impedance.ohms(3001), .ohms(49)])
    func `an open or short stimulation load keeps its zone from being armed`(load: Impedance) throws {
        var bench = try Bench.prepared()
        bench.hardware.reads.zones[try .at(1)].load = load
        try bench.advance(by: .milliseconds(10))
        #expect(try bench.arm([Bench.envelope(try .at(1))]) == .notReady)
    }

    @Test func `only a simulator arms without an approval`() throws {
        var profile = DeviceProfile.reference
        profile.device.traits = DeviceTraits(
            isSimulator: false, isMonopolar: false, returnIsSplit: false, hasTerminalReadyLine: true)
        var bench = try Bench.prepared(profile: profile)
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .approvalMissing)
        #expect(try bench.arm([Bench.envelope(try .at(0))], approval: Fingerprint(high: 3, low: 4)) == .done)
    }

    @Test func `arming consumes the tried button and the self-tests`() throws {
        var bench = try Bench.armed([0])
        try bench.command(Disarm())
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .buttonUntested)
        bench.pressButton()
        try bench.advance(by: .milliseconds(200))
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .selfTestMissing)
    }

    @Test func `an armed device takes no envelope, self-test or second arming`() throws {
        var bench = try Bench.armed([0])
        #expect(try bench.command(Bench.envelope(try .at(0))) == .wrongState)
        #expect(try bench.command(SelfTest(.sensors)) == .wrongState)
        let arm = Arm(program: Bench.program, approval: .none, envelopeHash: 0, zones: .all)
        #expect(try bench.command(arm) == .wrongState)
    }

    @Test func `disarming forgets the envelopes`() throws {
        var bench = try Bench.armed([0])
        #expect(try bench.command(Disarm()) == .done)
        #expect(bench.device.state == .idle)
        let arm = Arm(
            program: Bench.program, approval: .none, envelopeHash: Bench.hash([Bench.envelope(try .at(0))]),
            zones: ZoneSet(first: 1))
        #expect(try bench.command(arm) == .zoneUnknown)
    }

    @Test func `a start of another program is refused`() throws {
        var bench = try Bench.armed([0])
        #expect(try bench.command(Start(program: Fingerprint(high: 9, low: 9))) == .hashMismatch)
        #expect(bench.device.state == .armed)
    }

    @Test func `a self-test that finds a leak fails and does not count`() throws {
        var bench = try Bench.prepared()
        bench.hardware.leakage = Leakage(power: .milliwatts(50), current: .zero)
        #expect(try bench.command(SelfTest(.secondShutOff)) == .done)
        #expect(bench.selfTestResults.last?.passed == false)
        #expect(bench.selfTestResults.last?.power == .milliwatts(50))
        #expect(try bench.arm([Bench.envelope(try .at(0))]) == .selfTestMissing)
        bench.hardware.leakage = Leakage(power: .milliwatts(49), current: .microamps(99))
        try bench.command(SelfTest(.secondShutOff))
        #expect(bench.selfTestResults.last?.passed == true)
        bench.hardware.leakage = Leakage(power: .zero, current: .microamps(100))
        try bench.command(SelfTest(.firstShutOff))
        #expect(bench.selfTestResults.last?.passed == false)
    }

    @Test func `the sensors' self-test wants the reference within 0.2 °C and every sensor`() throws {
        var bench = try Bench.prepared()
        for (reference, passes) in [(37_200, true), (37_201, false), (36_800, true), (36_799, false)] {
            bench.hardware.reads.reference = .milliCelsius(Int32(reference))
            try bench.advance(by: .milliseconds(10))
            try bench.command(SelfTest(.sensors))
            #expect(bench.selfTestResults.last?.passed == passes)
        }
        bench.hardware.reads.reference = .celsius(37)
        bench.hardware.reads.zones[try .at(3)].centreValidity = .short
        try bench.advance(by: .milliseconds(10))
        try bench.command(SelfTest(.sensors))
        #expect(bench.selfTestResults.last?.passed == false)
    }
}
