import Device
import Oracle
import Testing
import Units
import Wire
import World

@Suite("A firmware that hangs, starts anew or loses its time")
struct DeviceFaultTests {
    /// A host with segments of 200 ms under way, 73 ms into them.
    private func playing() throws -> ScriptedHost {
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
        try #require(host.unit.isRunning)
        return host
    }

    private func hang(_ host: inout ScriptedHost, _ hangs: Bool) {
        var faults = LiveFaults()
        faults.firmwareHangs = hangs
        host.unit.set(faults, at: host.now)
    }

    @Test func `a firmware that hangs says nothing, and the watchdog ends its RF within 100 ms of its last sample`()
        throws
    {
        var host = try playing()
        let before = host.report()
        hang(&host, true)
        let sample = host.fast?.sample
        try host.advance(by: .seconds(1))
        #expect(host.unit.nextEvent == .nanoseconds(.max))
        #expect(host.fast?.sample == sample)
        let after = host.report()
        // 2 W from 3.3 ms after the last sample on.
        let ended = after.zones[0].energy - before.zones[0].energy
        #expect(ended > .millijoules(190) && ended <= .millijoules(200))
        #expect(after.zones[0].pulses == before.zones[0].pulses)
        #expect(after.outputWithoutLease == .zero)
        #expect(after.broken.isEmpty)
    }

    @Test func `a firmware that wakes finds its lease over and gives no pulse late`() throws {
        var host = try playing()
        hang(&host, true)
        try host.advance(by: .seconds(1))
        let before = host.report()
        hang(&host, false)
        try host.advance(by: .milliseconds(10))
        #expect(host.unit.applicator.state == .tripped)
        #expect(host.report().zones[0].pulses == before.zones[0].pulses)
        try host.advance(by: .seconds(1))
        #expect(host.report().zones[0].energy == before.zones[0].energy)
    }

    @Test func `bytes wait for a firmware that hangs, as many as the buffer holds`() throws {
        var host = ScriptedHost()
        try host.send(Hello(hostInstance: 6))
        try host.advance(by: .milliseconds(100))
        hang(&host, true)
        for _ in 0..<8 { try host.send(bytes: [UInt8](repeating: 0, count: 50)) }
        #expect(host.unit.lostBytes == 400 - Int64(SimulatedApplicator.receiveBuffer))
        #expect(host.unit.applicator.state == .idle)
        hang(&host, false)
        #expect(host.unit.applicator.state == .halted, "the stop that waited in the buffer is understood")
    }

    @Test func `a reset ends output at once, and the face goes on`() throws {
        var host = try playing()
        let before = host.report()
        host.unit.restart(bootID: 77, at: host.now)
        #expect(host.unit.applicator.state == .idle)
        #expect(!host.unit.applicator.hasSession)
        try host.advance(by: .seconds(1))
        let after = host.report()
        #expect(after.zones[0].energy == before.zones[0].energy)
        #expect(after.zones[0].pulses == before.zones[0].pulses)
        #expect(after.zones[0].pulses > 0)
    }

    @Test func `a clock that jumps ahead stops the device and gives no pulse in no time`() throws {
        var host = try playing()
        let shown = host.unit.clock.deviceTime(at: host.now)
        let before = host.report()
        host.unit.stepClock(by: .milliseconds(300), at: host.now)
        #expect(host.unit.clock.deviceTime(at: host.now) == shown + .milliseconds(300))
        #expect(host.unit.applicator.state == .tripped)
        #expect(host.report().zones[0].pulses == before.zones[0].pulses)
        #expect(host.report().zones[0].energy == before.zones[0].energy)
    }

    @Test func `a clock that jumps back stops the samples, so that the watchdog ends the RF`() throws {
        var host = try playing()
        let before = host.report()
        host.unit.stepClock(by: .zero - .milliseconds(400), at: host.now)
        try host.advance(by: .milliseconds(300))
        let ended = host.report().zones[0].energy - before.zones[0].energy
        #expect(ended > .millijoules(190) && ended <= .millijoules(200))
    }

    @Test func `after a clock that jumped back a stop still works at once`() throws {
        var host = try playing()
        host.unit.stepClock(by: .zero - .milliseconds(400), at: host.now)
        try host.advance(by: .milliseconds(50))
        try host.send(bytes: [UInt8](repeating: 0, count: 32))
        let stopped = host.report()
        #expect(stopped.firstHazard == .stopArrived)
        #expect(stopped.hazardToZeroMicroseconds.map { $0 <= 500 } == true)
        try host.advance(by: .seconds(1))
        #expect(host.report().zones[0].energy == stopped.zones[0].energy)
    }
}

@Suite("A clock that wanders")
struct WanderingClockTests {
    private let clock = DeviceClock(
        offset: .microseconds(5), origin: .nanoseconds(123), driftPartsPerBillion: -30_000,
        wanderPartsPerBillion: 50_000)

    @Test func `it never goes back and can be asked both ways`() {
        var chance = RandomStream(seed: 4)
        var last = clock.deviceTime(at: .nanoseconds(123))
        #expect(last == .microseconds(5))
        for step in 1...20_000 as ClosedRange<Int64> {
            let next = clock.deviceTime(at: .nanoseconds(123 + step * 10_000_019))
            #expect(next > last)
            last = next
        }
        for _ in 0..<2000 {
            let device = DeviceInstant.microseconds(chance.next(in: 5...2_000_000_000))
            let host = clock.hostTime(of: device)
            #expect(clock.deviceTime(at: host) >= device)
            #expect(clock.deviceTime(at: host - .nanoseconds(1)) < device)
        }
    }

    @Test func `its rate stays within the wander and its error is bounded`() {
        let steady = DeviceClock(offset: .microseconds(5), origin: .nanoseconds(123), driftPartsPerBillion: -30_000)
        var rates: Set<Int64> = []
        for second in 0..<400 as Range<Int64> {
            let from = Instant.nanoseconds(123 + second * 1_000_000_000)
            let gained =
                (clock.deviceTime(at: from + .seconds(1)) - clock.deviceTime(at: from)).microseconds - 1_000_000
            #expect((-81...21).contains(gained))
            rates.insert(gained)
            let error = (clock.deviceTime(at: from) - steady.deviceTime(at: from)).microseconds
            #expect(abs(error) <= 302)
        }
        #expect(rates.count > 3)
    }

    @Test func `a jump moves it by just that`() {
        let jumped = clock.stepped(by: .milliseconds(-7))
        let now = Instant.nanoseconds(98_765_432_101)
        #expect(jumped.deviceTime(at: now) == clock.deviceTime(at: now) - .milliseconds(7))
    }
}
