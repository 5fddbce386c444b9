import Device
import Testing
import Units
import Wire

struct TelemetryTests {
    @Test func `fast frames stand on the grid of 5 ms and slow ones on that of 100 ms`() throws {
        var bench = Bench()
        try bench.advance(by: .microseconds(12_345))
        try bench.hello()
        try bench.advance(to: .microseconds(1_000_000))
        #expect(bench.fast.map(\.time.microseconds) == (3...200).map { $0 * 5000 })
        #expect(bench.fast.map(\.sample) == (3...200).map { UInt32($0) })
        #expect(bench.slow.count == 10)
    }

    @Test func `another rate has another grid`() throws {
        var profile = DeviceProfile.reference
        profile.device.sampleRateHertz = 50
        var bench = Bench(profile: profile)
        try bench.hello()
        try bench.advance(to: .microseconds(100_000))
        #expect(bench.fast.map(\.time.microseconds) == (1...5).map { $0 * 20_000 })
    }

    @Test func `the echo names the last host frame and its arrival`() throws {
        var bench = try Bench.prepared()
        try bench.advance(by: .microseconds(1234))
        try bench.send(Indicate(.none))
        let arrival = bench.now
        try bench.advance(by: .milliseconds(5))
        #expect(bench.fast.last?.echoFrame == bench.frameNumber)
        #expect(bench.fast.last?.echoArrival == UInt32(arrival.microseconds))
        #expect(bench.fast.last?.lastTaken == 3)
    }

    @Test func `executed lags behind taken by the segments not yet played`() throws {
        var bench = try Bench.running([0])
        try bench.advance(by: .milliseconds(5))
        #expect(bench.fast.last?.executedBehind == 65_535)
        let start = bench.now + .milliseconds(10)
        for index in 0..<3 { try bench.command(try bench.segment(start: start + TimeGrid.segment * Int64(index))) }
        try bench.advance(to: start + .milliseconds(56))
        #expect(bench.fast.last?.executedBehind == 2)
        try bench.advance(to: start + .milliseconds(106))
        #expect(bench.fast.last?.executedBehind == 1)
    }

    @Test func `pulse-derived values carry their age`() throws {
        var bench = try Bench.running([0])
        try bench.advance(by: .milliseconds(5))
        #expect(bench.fast.last?.zones[try .at(0)].pulseAgeCentiseconds == 255)
        let start = bench.now + .milliseconds(1)
        bench.hardware.residue = .nanocoulombs(-12)
        try bench.command(try bench.segment(start: start, final: true, rate: .hertz(1)))
        try bench.advance(to: start + .milliseconds(49))
        let sample = try #require(bench.fast.last?.zones[try .at(0)])
        #expect(sample.pulses == 1)
        #expect(sample.pulseCurrent == .milliamps(20))
        #expect(sample.residueNanocoulombs == -12)
        #expect(sample.pulseAgeCentiseconds == 4)
    }

    @Test func `the output flag is measured, not assumed`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .milliseconds(10)
        try bench.command(try bench.segment(start: start))
        try bench.advance(to: start + .milliseconds(10))
        #expect(bench.fast.last?.flags.outputIsZero == false)
        #expect(bench.fast.last?.flags.shutOffsClosed == true)
        bench.hardware.leaksOutput = true
        try bench.send(Stop(epoch: 1))
        #expect(bench.answers.last?.outputIsZero == false)
        bench.hardware.leaksOutput = false
        try bench.send(Stop(epoch: 2))
        #expect(bench.answers.last?.outputIsZero == true)
    }

    @Test func `the first cause is reported with its zone and value`() throws {
        var bench = try Bench.armed([1])
        bench.hardware.reads.zones[try .at(1)].centre = .milliCelsius(43_500)
        try bench.advance(by: .milliseconds(105))
        let slow = try #require(bench.slow.last)
        #expect(slow.firstCause == .overTemperature)
        #expect(slow.firstCauseZone == 1)
        #expect(slow.firstCauseValue == 43_500)
        #expect(bench.fast.last?.state == .tripped)
    }

    @Test func `energy and charge are counted exactly`() throws {
        var bench = try Bench.running([0])
        let start = bench.now + .microseconds(10_001)
        try bench.play(10, in: [0], from: start)
        try bench.advanceLeased(to: start + .milliseconds(500))
        try bench.advance(by: .milliseconds(150))
        let totals = try #require(bench.slow.last?.zones[try .at(0)])
        #expect(totals.energyMillijoules == 1000)
        #expect(totals.chargeMicrocoulombs == 26 * 4)
    }

    @Test func `one minute at 43 °C is a dose of one minute, and 42 °C counts a quarter`() throws {
        var bench = Bench()
        try bench.hello()
        bench.hardware.reads.zones[try .at(0)].edge = .celsius(43)
        bench.hardware.reads.zones[try .at(1)].centre = .celsius(42)
        bench.hardware.reads.zones[try .at(2)].centre = .celsius(44)
        bench.hardware.reads.zones[try .at(3)].centre = .milliCelsius(38_999)
        try bench.advance(to: .microseconds(60_000_000))
        let slow = try #require(bench.slow.last)
        #expect(abs(Int(slow.zones[try .at(0)].doseMilliminutes) - 1000) <= 1)
        #expect(abs(Int(slow.zones[try .at(1)].doseMilliminutes) - 250) <= 1)
        #expect(abs(Int(slow.zones[try .at(2)].doseMilliminutes) - 2000) <= 1)
        #expect(slow.zones[try .at(3)].doseMilliminutes == 0)
    }

    @Test func `damaged and stale frames are counted`() throws {
        var bench = try Bench.prepared()
        var frame = bench.bytes(Indicate(.none))
        frame[2] ^= 0x40
        try bench.send(bytes: frame)
        try bench.send(Stop(epoch: 2))
        try bench.send(Indicate(.none))
        try bench.advance(by: .milliseconds(105))
        #expect(bench.slow.last?.damagedFrames == 1)
        #expect(bench.slow.last?.staleFrames == 1)
    }
}
