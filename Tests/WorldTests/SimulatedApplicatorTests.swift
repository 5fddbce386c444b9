import Device
import Oracle
import Testing
import Tissue
import Units
import Wire
import World

struct SimulatedApplicatorTests {
    private func zone(_ place: Int = 0) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    private func playing(clock: DeviceClock = DeviceClock()) throws -> ScriptedHost {
        var host = ScriptedHost(clock: clock)
        try host.start()
        try host.play(10)
        return host
    }

    /// Lets `fault` happen while four segments of 200 ms are playing that nobody stops.
    private func interrupted(by fault: (inout ScriptedHost) throws -> Void) throws -> OracleReport {
        var host = ScriptedHost()
        try host.start()
        let start = host.unit.clock.deviceTime(at: host.now) + .milliseconds(20)
        for index in 0..<4 as Range<Int64> {
            for zone in ZoneSet.all {
                let offset = TimeGrid.segment * index
                try host.command(
                    Segment(
                        zone: zone, isFinal: false, start: start + offset, trainOffset: offset, rate: .hertz(52),
                        width: .microseconds(200), ramp: CurrentRamp(from: .milliamps(20), to: .milliamps(20)),
                        power: .milliwatts(2000)))
            }
        }
        try host.advance(by: .microseconds(93_333))
        try host.lease()
        try #require(host.unit.applicator.state == .running)
        try fault(&host)
        for _ in 0..<10 {
            try host.lease()
            try host.advance(by: .milliseconds(10))
        }
        return host.report()
    }

    @Test func `a cooperative patient tries the button, and one who is not does not`() throws {
        var host = ScriptedHost()
        try host.send(Hello(hostInstance: 6))
        try host.advance(by: .milliseconds(299))
        #expect(host.fast?.flags.buttonPressed == false)
        try host.advance(by: .milliseconds(51))
        #expect(host.fast?.flags.buttonPressed == true)
        try host.advance(by: .milliseconds(100))
        #expect(host.fast?.flags.buttonTested == true)
        var other = ScriptedHost(isCooperative: false)
        try other.send(Hello(hostInstance: 6))
        try other.advance(by: .seconds(1))
        #expect(other.fast?.flags.buttonTested == false)
    }

    @Test func `device and judge count the same treatment`() throws {
        var host = ScriptedHost()
        try host.start()
        try host.play(40)
        try host.settle()
        #expect(host.unit.applicator.state == .idle)
        let report = host.report()
        #expect(report.zones.map(\.pulses) == [104, 104, 104, 104])
        #expect(report.zones.allSatisfy { $0.energy == .millijoules(4000) })
        #expect(report.firstHazard == nil)
        #expect(report.outputWithoutLease == .zero)
        #expect(host.fast?.zones[try zone(3)].pulses == 104)
        // 2 W on 24 cm² for 2 s.
        let skin = try #require(report.zones[0].layers.first)
        #expect(skin.layer == .skin && skin.peak > .milliCelsius(34_700) && skin.peak < .celsius(37))
        #expect(abs(report.zones[0].peakPowerDensity - 2000.0 / 24) < 0.01)
    }

    @Test func `a host that dies leaves zero at the lease's end`() throws {
        var host = ScriptedHost()
        try host.start()
        let start = host.unit.clock.deviceTime(at: host.now) + .milliseconds(20)
        for index in 0..<6 as Range<Int64> {
            try host.command(
                Segment(
                    zone: try zone(), isFinal: false, start: start + TimeGrid.segment * index, trainOffset: .zero,
                    rate: .zero, width: .zero, ramp: CurrentRamp(from: .zero, to: .zero), power: .milliwatts(2000)))
        }
        try host.advance(by: .seconds(1))
        let report = host.report()
        #expect(report.firstHazard == .leaseOver)
        #expect(report.hazardToZeroMicroseconds == 0)
        #expect(report.outputWithoutLease == .zero)
        #expect(host.unit.applicator.latch?.cause == .leaseExpired)
    }

    @Test func `a STOP run ends output within a pulse and without energy after it`() throws {
        let report = try interrupted { try $0.send(bytes: [UInt8](repeating: 0, count: 32)) }
        #expect(report.firstHazard == .stopArrived)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 500)
        #expect(report.energyAfterZeroDue == .zero)
    }

    @Test func `a BREAK and a dropped DTR end output as fast`() throws {
        let broken = try interrupted { $0.unit.lineBreak(at: $0.now) }
        #expect(broken.firstHazard == .lineBreak)
        #expect(try #require(broken.hazardToZeroMicroseconds) <= 500)
        let dropped = try interrupted { $0.unit.terminalReady(false, at: $0.now) }
        #expect(dropped.firstHazard == .terminalNotReady)
        #expect(try #require(dropped.hazardToZeroMicroseconds) <= 500)
    }

    @Test func `the button ends output at the next sample`() throws {
        let report = try interrupted { $0.unit.pressButton(at: $0.now, for: .milliseconds(1)) }
        #expect(report.firstHazard == .patientButton)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 5500)
    }

    private func breaking(_ change: (inout LiveFaults) throws -> Void) throws -> OracleReport {
        try interrupted { host in
            var faults = LiveFaults()
            try change(&faults)
            host.unit.set(faults, at: host.now)
        }
    }

    @Test(arguments: [SensorFault.open, .short])
    func `a broken sensor ends output at the next sample`(fault: SensorFault) throws {
        let report = try breaking { $0.edge[try zone(2)] = fault }
        #expect(report.firstHazard == .sensorBroken)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 5500)
    }

    @Test func `a forced temperature beyond the device's limit ends output at the next sample`() throws {
        let report = try breaking { $0.heldTemperature[try zone(1)] = .milliCelsius(43_500) }
        #expect(report.firstHazard == .overTemperature)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 5500)
        #expect(report.zones[1].peakTissue == .milliCelsius(43_500))
        #expect(report.zones[1].milliminutes > 0)
    }

    @Test func `a sensor that reads too little hides the heat from the device but not from the judge`() throws {
        let report = try breaking {
            $0.heldTemperature[try zone(1)] = .milliCelsius(43_500)
            $0.centre[try zone(1)] = .offset(.millikelvin(-5000))
            $0.edge[try zone(1)] = .frozen(.celsius(38))
        }
        #expect(report.firstHazard == .overTemperature)
        // The device plays on, 80 ms later.
        #expect(report.zeroAt == nil)
        #expect(report.energyAfterZeroDue > .zero)
    }

    @Test func `a held button counts like a pressed one`() throws {
        let report = try breaking { $0.buttonHeld = true }
        #expect(report.firstHazard == .patientButton)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 5500)
    }

    @Test func `a lost contact is seen in impedance and load`() throws {
        var host = ScriptedHost()
        try host.start()
        let whole = try #require(host.fast?.zones[try zone(3)])
        var faults = LiveFaults()
        faults.contact[try zone(1)] = .open
        faults.contact[try zone(2)] = .short
        faults.contact[try zone(3)] = .partial(PerMille(rawValue: 500))
        host.unit.set(faults, at: host.now)
        try host.advance(by: .milliseconds(25))
        let zones = try #require(host.fast?.zones)
        #expect(zones[try zone(0)].impedanceValidity == .ok)
        #expect(zones[try zone(1)].impedanceValidity == .open)
        #expect(zones[try zone(1)].loadValidity == .open)
        #expect(zones[try zone(2)].impedanceValidity == .short)
        #expect(zones[try zone(2)].loadValidity == .short)
        let lifted = zones[try zone(3)]
        #expect((1_990...2_010).contains(lifted.impedance.milliohms * 1000 / whole.impedance.milliohms))
        #expect((1_990...2_010).contains(lifted.load.milliohms * 1000 / whole.load.milliohms))
    }

    /// What latches when `change` happens to a running device whose host plays on.
    private func latched(by change: (inout LiveFaults) throws -> Void) throws -> (cause: DeviceCause?, OracleReport) {
        var host = ScriptedHost()
        try host.start()
        var faults = LiveFaults()
        try change(&faults)
        host.unit.set(faults, at: host.now)
        try host.play(12)
        return (host.unit.applicator.latch?.cause, host.report())
    }

    @Test func `a contact lost during pulses trips by its own name after its own time`() throws {
        let (cause, report) = try latched { $0.contact[try zone(1)] = .open }
        #expect(cause == .contact)
        #expect(report.firstHazard == .contactLost)
        #expect(try #require(report.hazardToZeroMicroseconds) <= 260_000)
        #expect(report.zones[1].energy == .zero)
    }

    @Test func `a source that gives a quarter too much, and a phase that is missing, trip`() throws {
        #expect(try latched { $0.pulseScale = PerMille(rawValue: 1250) }.cause == .pulseFault)
        #expect(try latched { $0.imbalance = PerMille(rawValue: 150) }.cause == .pulseFault)
        #expect(try latched { $0.imbalance = PerMille(rawValue: 50) }.cause == nil)
    }

    @Test func `a welded stage heats although everything is open, and the device says so`() throws {
        var host = ScriptedHost()
        try host.send(Hello(hostInstance: 6))
        try host.advance(by: .milliseconds(10))
        var faults = LiveFaults()
        faults.weldedPower[try zone()] = .milliwatts(1500)
        host.unit.set(faults, at: host.now)
        try host.advance(by: .seconds(10))
        #expect(host.unit.applicator.latch?.cause == .shutOff)
        #expect(host.fast?.flags.outputIsZero == false)
        #expect(host.fast?.zones[try zone()].power == .milliwatts(1500))
        let report = host.report()
        #expect(report.zones[0].energy == .millijoules(15_000))
        #expect(report.zeroAt == nil)
    }

    @Test func `a shut-off that sticks fails its own self-test alone`() throws {
        var host = ScriptedHost()
        try host.send(Hello(hostInstance: 6))
        var faults = LiveFaults()
        faults.stuckShutOff = .second
        host.unit.set(faults, at: host.now)
        try host.advance(by: .milliseconds(500))
        for step in [SelfTestStep.firstShutOff, .secondShutOff, .sensors] { try host.command(SelfTest(step)) }
        try host.advance(by: .milliseconds(5))
        #expect(host.fast?.flags.selfTestPassed == false)
    }

    @Test func `the same seed gives the same bytes`() throws {
        var first = try playing()
        var second = try playing()
        try first.advance(by: .milliseconds(100))
        try second.advance(by: .milliseconds(100))
        #expect(first.fast == second.fast)
        #expect(first.report() == second.report())
    }

    @Test(arguments: [-250_000, -1, 0, 3, 250_000] as [Int64])
    func `a clock that drifts is inverted to the nanosecond`(drift: Int64) {
        let clock = DeviceClock(
            offset: .microseconds(987_654_321), origin: .nanoseconds(123_456_789), driftPartsPerBillion: drift)
        #expect(clock.deviceTime(at: .nanoseconds(123_456_789)) == .microseconds(987_654_321))
        var chance = RandomStream(seed: 4)
        for _ in 0..<2000 {
            let device = DeviceInstant.microseconds(987_654_321 + chance.next(in: 0...20_000_000_000))
            let host = clock.hostTime(of: device)
            #expect(clock.deviceTime(at: host) >= device)
            #expect(clock.deviceTime(at: host - .nanoseconds(1)) < device)
        }
    }

    @Test func `a fast clock gains what it should`() {
        let clock = DeviceClock(offset: .zero, origin: .zero, driftPartsPerBillion: 250_000)
        #expect(clock.deviceTime(at: .nanoseconds(4_000_000_000)) == .microseconds(4_001_000))
    }

    @Test func `a treatment on a drifting clock is the same treatment`() throws {
        var host = ScriptedHost(
            clock: DeviceClock(offset: .microseconds(7_777_777), origin: .zero, driftPartsPerBillion: -200_000))
        try host.start()
        try host.play(40)
        try host.settle()
        #expect(host.report().zones.map(\.pulses) == [104, 104, 104, 104])
        #expect(host.unit.applicator.state == .idle)
    }
}
