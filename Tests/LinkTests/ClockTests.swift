@_spi(Energy) import Link
import Testing
import Units
import Wire

struct ClockTests {
    /// One microsecond for the device's clock, which counts whole ones.
    let grain = Duration.microseconds(1)

    @Test(arguments: [-250, 0, 250] as [Int64], [0, 2, 9] as [Int64])
    func `every exchange brackets the true relation of the clocks`(drift: Int64, delay: Int64) {
        var bench = Bench()
        bench.driftPartsPerMillion = drift
        bench.down.delay = .milliseconds(delay)
        bench.up.delay = .milliseconds(3)
        bench.down.frameLoss = 0.1
        bench.up.frameLoss = 0.1
        bench.open()
        for number in 0..<100 {
            bench.host.sendLease(Lease(sample: UInt32(number), evaluation: 0), at: bench.now)
            bench.run(for: .milliseconds(20))
        }
        #expect(bench.exchanges.count > 200)
        for exchange in bench.exchanges {
            #expect(bench.deviceTime(exchange.sent) <= exchange.arrived + grain)
            #expect(exchange.sampled <= bench.deviceTime(exchange.received) + grain)
            #expect(exchange.arrived <= exchange.sampled)
        }
    }

    @Test func `the round trip is the line's, without the device's own waiting`() {
        var bench = Bench.inSession()
        bench.driftPartsPerMillion = 0
        bench.down.delay = .milliseconds(4)
        bench.up.delay = .milliseconds(2)
        bench.exchanges.removeAll()
        for _ in 0..<40 {
            bench.host.sendLease(Lease(sample: 1, evaluation: 0), at: bench.now)
            bench.run(for: .milliseconds(17))
        }
        let first = bench.exchanges.filter(\.isFirst)
        #expect(first.count == 40)
        for exchange in first {
            // 6 ms of delay, 21 bytes down, up to 128 up, and the bench's steps of half a millisecond.
            #expect(exchange.roundTrip >= .milliseconds(6))
            #expect(exchange.roundTrip <= .milliseconds(10))
        }
    }

    @Test func `the frame that opened the session is the first exchange`() {
        var bench = Bench()
        bench.open()
        bench.run(for: .milliseconds(12))
        #expect(!bench.exchanges.isEmpty)
        #expect(bench.host.roundTrip.smoothed != nil)
    }

    @Test func `an echo that came in after the sample is not an hour old`() {
        var bench = Bench.inSession()
        bench.host.sendLease(Lease(sample: 1, evaluation: 0), at: bench.now)
        let sent = bench.now
        let sampled = bench.deviceTime(bench.now)
        bench.now = bench.now + .milliseconds(1)
        bench.give(Bench.drain(&bench.host.out))
        bench.exchanges.removeAll()
        bench.device.send(bench.fast(at: sampled))
        bench.giveHost(Bench.drain(&bench.device.out))
        #expect(bench.exchanges.count == 1)
        #expect(bench.exchanges.first?.sent == sent)
        #expect(bench.exchanges.first?.arrived == bench.deviceTime(bench.now))
    }

    @Test func `the estimator follows RFC 6298`() {
        var roundTrip = RoundTrip()
        #expect(roundTrip.patience == .milliseconds(60))
        roundTrip.add(.milliseconds(8))
        #expect(roundTrip.smoothed == .milliseconds(8))
        #expect(roundTrip.deviation == .milliseconds(4))
        #expect(roundTrip.patience == .milliseconds(8 + 16 + 5))
        roundTrip.add(.milliseconds(16))
        // Deviation 4 + (8 − 4) / 4, then 8 + 8 / 8.
        #expect(roundTrip.deviation == .milliseconds(5))
        #expect(roundTrip.smoothed == .milliseconds(9))
        #expect(roundTrip.least == .milliseconds(8))
        #expect(roundTrip.greatest == .milliseconds(16))
    }

    @Test func `patience stays between 10 and 200 ms`() {
        var fast = RoundTrip()
        for _ in 0..<100 { fast.add(.microseconds(300)) }
        #expect(fast.patience == .milliseconds(10))
        var slow = RoundTrip()
        slow.add(.seconds(5))
        #expect(slow.patience == .milliseconds(200))
    }
}
