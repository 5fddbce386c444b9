import Control
import Link
import Testing
import Units

@Suite("The interval of the two clocks")
struct ClockSyncTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `the true difference of the clocks always lies inside`(seed: UInt64) throws {
        var clocks = TwoClocks(seed: seed)
        for _ in 0..<400 {
            clocks.exchange()
            let now = clocks.now
            let truth = clocks.device(at: now)
            let difference = try #require(clocks.sync.difference(at: now))
            #expect(difference.contains(clocks.difference(at: now)))
            let latest = clocks.sync.latestDeviceTime(at: now)
            let bound = try #require(clocks.sync.bound(at: now))
            #expect(latest >= truth)
            #expect(latest - truth <= bound * 2 + .microseconds(2))
            #expect(clocks.sync.earliestHostTime(of: truth, at: now) <= now)
            #expect(try #require(clocks.sync.latestHostTime(of: truth, at: now)) >= now - .microseconds(1))
        }
        #expect(clocks.sync.contradictions == 0)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `half the interval is never wider than half of any round trip and the drift since`(seed: UInt64) throws {
        var clocks = TwoClocks(seed: seed)
        var least: (half: Duration, received: Instant)?
        for _ in 0..<400 {
            let exchange = clocks.exchange()
            if exchange.received - exchange.sent <= .milliseconds(800) {
                let half = exchange.roundTrip / 2
                let known = least.map { $0.half + (exchange.received - $0.received) / 4000 }
                if known.map({ half < $0 }) ?? true { least = (half, exchange.received) }
            }
            guard let least else { continue }
            let bound = try #require(clocks.sync.bound(at: clocks.now))
            #expect(bound <= least.half + (clocks.now - least.received) / 4000 + .microseconds(200))
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a clock that drifts by 400 ppm is found outside or contradicts itself`(seed: UInt64) {
        var clocks = TwoClocks(seed: seed, driftPartsPerMillion: seed.isMultiple(of: 2) ? 400 : -400)
        var outside = 0
        for _ in 0..<4000 {
            clocks.exchange()
            if clocks.sync.difference(at: clocks.now)?.contains(clocks.difference(at: clocks.now)) != true {
                outside += 1
            }
        }
        #expect(outside > 0 || clocks.sync.contradictions > 0)
    }

    @Test func `a thousand exchanges that say nothing new leave the bound as it was`() throws {
        var sync = ClockSync()
        for count in 0..<1000 as Range<Int64> {
            // Each is as slow as the first: the least round trip is the first one's, at the first one's age.
            let host = 1_000_000_000 + count * 5_000_000
            sync.add(
                ClockExchange(
                    sent: .nanoseconds(host), arrived: .microseconds(host / 1000 + (count == 0 ? 1000 : 60_000)),
                    sampled: .microseconds(host / 1000 + (count == 0 ? 1000 : 60_000)),
                    received: .nanoseconds(host + (count == 0 ? 2_000_000 : 120_000_000)), isFirst: true))
        }
        let now = Instant.nanoseconds(1_000_000_000 + 999 * 5_000_000 + 120_000_000)
        let bound = try #require(sync.bound(at: now))
        let drift = (now - .nanoseconds(1_001_000_000)) / 4000
        #expect(bound >= .microseconds(1000) + drift && bound <= .nanoseconds(1_000_510) + drift)
    }

    @Test func `the bound is half the round trip and the drift since`() throws {
        var sync = ClockSync()
        sync.add(
            ClockExchange(
                sent: .nanoseconds(1_000_000_000), arrived: .microseconds(5_001_000), sampled: .microseconds(5_001_000),
                received: .nanoseconds(1_002_000_000), isFirst: true))
        let fresh = try #require(sync.bound(at: .nanoseconds(1_002_000_000)))
        #expect(fresh >= .milliseconds(1) && fresh < .microseconds(1_010))
        let later = try #require(sync.bound(at: .nanoseconds(5_002_000_000)))
        // 250 ppm over 4 s are 1 ms on each side.
        #expect(later > fresh + .microseconds(995) && later < fresh + .microseconds(1_005))
    }

    @Test func `nothing is known before the first exchange`() {
        #expect(ClockSync().bound(at: .zero) == nil)
        #expect(!ClockSync().isKnown)
    }

    @Test func `a clock that steps is counted as a contradiction`() {
        var sync = ClockSync()
        for (host, device) in [(1_000, 5_000), (2_000, 6_000), (3_000, 9_000)] as [(Int64, Int64)] {
            sync.add(
                ClockExchange(
                    sent: .nanoseconds(host * 1_000_000), arrived: .microseconds(device * 1000 + 200),
                    sampled: .microseconds(device * 1000 + 300), received: .nanoseconds(host * 1_000_000 + 500_000),
                    isFirst: true))
        }
        #expect(sync.contradictions == 1)
    }
}

/// A line with random delays, each way its own, and a device clock with a known offset and drift.
private struct TwoClocks {
    private(set) var sync = ClockSync()
    private(set) var now = Instant.nanoseconds(1_000_000_000)
    private var chance: RandomStream
    private let offset: Int64
    private let driftPartsPerMillion: Int64
    private let there: ClosedRange<Int64>
    private let back: ClosedRange<Int64>

    init(seed: UInt64, driftPartsPerMillion: Int64? = nil) {
        var chance = RandomStream(seed: seed, purpose: 1)
        offset = chance.next(in: -3_600_000_000_000...3_600_000_000_000)
        let drift = chance.next(in: -250...250)
        self.driftPartsPerMillion = driftPartsPerMillion ?? drift
        let least = (there: chance.next(in: 20_000...3_000_000), back: chance.next(in: 20_000...3_000_000))
        let timer = [0, 1_000_000, 16_000_000][Int(chance.next(below: 3))] as Int64
        there = least.there...least.there + chance.next(in: 0...500_000)
        back = least.back...least.back + timer
        self.chance = chance
    }

    /// What the device's clock is ahead of the host's.
    func difference(at host: Instant) -> Duration {
        .nanoseconds(offset + (host.nanoseconds * driftPartsPerMillion).floorDivided(by: 1_000_000))
    }

    func device(at host: Instant) -> DeviceInstant {
        .microseconds((host.nanoseconds + difference(at: host).nanoseconds).floorDivided(by: 1000))
    }

    /// One exchange, now and then over a second long, and then time that passes, now and then ten seconds.
    @discardableResult
    mutating func exchange() -> ClockExchange {
        let sent = now
        let arrived = sent + .nanoseconds(chance.next(in: there))
        let held = chance.next(below: 50) == 0 ? chance.next(in: 0...2_000_000_000) : chance.next(in: 0...5_000_000)
        let sampled = arrived + .nanoseconds(held)
        let received = sampled + .nanoseconds(chance.next(in: back))
        let exchange = ClockExchange(
            sent: sent, arrived: device(at: arrived), sampled: device(at: sampled), received: received, isFirst: true)
        sync.add(exchange)
        let pause = chance.next(below: 20) == 0 ? chance.next(in: 0...10_000_000_000) : chance.next(in: 0...20_000_000)
        now = received + .nanoseconds(pause)
        return exchange
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
