import Device
import Testing
import Units
import Wire

struct SensorTests {
    private func playing() throws -> Bench {
        var bench = try Bench.running([0, 1])
        let start = bench.now + .milliseconds(10)
        for index in 0..<8 {
            let offset = TimeGrid.segment * Int64(index)
            for place in 0..<2 { try bench.command(try bench.segment(place, start: start + offset, offset: offset)) }
        }
        try bench.advance(to: start + .milliseconds(3))
        return bench
    }

    @Test func `a reading above the device's limit trips at the next sample, also in a zone that takes no part`() throws
    {
        for (place, reading, trips) in [(0, 43_000, false), (2, 43_300, false), (2, 43_301, true)] {
            var bench = try playing()
            bench.hardware.reads.zones[try .at(place)].edge = .milliCelsius(Int32(reading))
            try bench.advance(by: .milliseconds(5))
            #expect((bench.device.latch?.cause == .overTemperature) == trips)
            #expect((bench.hardware.cuts.last == bench.fast.last?.time) == trips)
        }
    }

    @Test func `a reading above the envelope's temperature trips`() throws {
        var bench = try playing()
        bench.hardware.reads.zones[try .at(1)].centre = .milliCelsius(43_001)
        try bench.advance(by: .milliseconds(5))
        #expect(bench.device.latch?.cause == .envelopeExceeded)
        #expect(bench.device.latch?.zone == (try .at(1)))
        #expect(bench.device.latch?.value == 43_001)
    }

    @Test(arguments: [Validity.open, .short, .range, .stale])
    func `a sensor that cannot be believed trips from armed on`(validity: Validity) throws {
        var bench = try Bench.armed([0])
        bench.hardware.reads.zones[try .at(1)].edgeValidity = validity
        try bench.advance(by: .milliseconds(5))
        #expect(bench.device.state == .armed)
        bench.hardware.reads.zones[try .at(0)].edgeValidity = validity
        try bench.advance(by: .milliseconds(5))
        #expect(bench.device.latch?.cause == .sensorFault)
    }

    @Test func `a reading that no skin has is out of range whatever the channel says`() throws {
        var bench = try Bench.armed([0])
        bench.hardware.reads.zones[try .at(0)].centre = .celsius(2)
        try bench.advance(by: .milliseconds(5))
        #expect(bench.device.latch?.cause == .sensorFault)
        #expect(bench.fast.last?.zones[try .at(0)].centreValidity == .range)
    }

    @Test func `a hot sensor in idle trips nothing`() throws {
        var bench = try Bench.prepared()
        bench.hardware.reads.zones[try .at(0)].centre = .celsius(50)
        try bench.advance(by: .milliseconds(10))
        #expect(bench.device.state == .idle)
    }

    @Test(arguments: [0, 1, 2])
    func `the button trips armed, running and paused`(stage: Int) throws {
        var bench = try Bench.armed([0])
        if stage > 0 { try bench.command(Start(program: Bench.program)) }
        if stage > 1 { try bench.command(Pause()) }
        bench.pressButton(after: .zero)
        try bench.advance(by: .milliseconds(5))
        #expect(bench.device.latch?.cause == .patientButton)
    }

    @Test func `the button counts as tried when it was let go, not before`() throws {
        var bench = Bench()
        try bench.hello()
        #expect(bench.hardware.panels.last?.wantsButtonTest == true)
        bench.pressButton(after: .zero)
        try bench.advance(by: .milliseconds(90))
        #expect(!bench.device.buttonTested)
        #expect(bench.fast.last?.flags.buttonPressed == true)
        try bench.advance(by: .milliseconds(20))
        #expect(bench.device.buttonTested)
        #expect(bench.hardware.panels.last?.wantsButtonTest == false)
    }

    @Test func `a load that stays open for 250 ms while running trips, and a shorter one does not`() throws {
        var bench = try playing()
        let zone = try ZoneIndex.at(1)
        bench.hardware.reads.zones[zone].impedance = .ohms(1000)
        try bench.advanceLeased(to: bench.now + .milliseconds(240))
        bench.hardware.reads.zones[zone].impedance = .ohms(50)
        try bench.advanceLeased(to: bench.now + .milliseconds(10))
        #expect(bench.device.state == .running)
        bench = try playing()
        bench.hardware.reads.zones[zone].load = .ohms(10)
        let firstSeen = DeviceInstant.microseconds((bench.now.microseconds / 5000 + 1) * 5000)
        try bench.advanceLeased(to: bench.now + .milliseconds(300))
        #expect(bench.hardware.cuts.last == firstSeen + .milliseconds(250))
        #expect(bench.device.latch?.cause == .contact)
        #expect(bench.device.latch?.zone == zone)
        #expect(bench.device.latch?.value == 10_000, "the load, in mΩ")
        bench = try playing()
        bench.hardware.reads.zones[zone].impedance = .ohms(1000)
        try bench.advanceLeased(to: bench.now + .milliseconds(300))
        #expect(bench.device.latch?.value == 1_000_000, "the RF impedance, in mΩ")
    }

    @Test func `lost contact while paused is no trip`() throws {
        var bench = try playing()
        try bench.command(Pause())
        bench.hardware.reads.zones[try .at(0)].impedance = .ohms(1000)
        try bench.advance(by: .seconds(1))
        #expect(bench.device.state == .paused)
    }

    @Test(arguments: [(799, true), (800, false), (1200, false), (1201, true)])
    func `a pulse more than 20 % off trips at its end`(share: Int32, trips: Bool) throws {
        var bench = try playing()
        bench.hardware.pulseShare = PerMille(rawValue: share)
        try bench.advance(by: .milliseconds(30))
        #expect((bench.device.latch?.cause == .pulseFault) == trips)
    }

    @Test func `too little current through an open load is lost contact, not a broken source`() throws {
        var bench = try playing()
        bench.hardware.pulseShare = .zero
        bench.hardware.pulseLoad = .ohms(16_000)
        try bench.advance(by: .milliseconds(30))
        #expect(bench.device.state == .running)
    }

    @Test func `too much current is a fault through any load`() throws {
        var bench = try playing()
        bench.hardware.pulseShare = PerMille(rawValue: 1300)
        bench.hardware.pulseLoad = .ohms(1)
        try bench.advance(by: .milliseconds(30))
        #expect(bench.device.latch?.cause == .pulseFault)
    }

    @Test(arguments: [(500, false), (-500, false), (501, true), (-501, true)])
    func `a pulse that leaves more than 0.5 µC trips`(nanocoulombs: Int64, trips: Bool) throws {
        var bench = try playing()
        bench.hardware.residue = .nanocoulombs(nanocoulombs)
        try bench.advance(by: .milliseconds(30))
        #expect((bench.device.latch?.cause == .pulseFault) == trips)
    }
}
