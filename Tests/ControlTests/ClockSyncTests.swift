import Control
import Link
import Testing
import Units

@Suite("The interval of the two clocks")
struct ClockSyncTests {
    /// A line with random delays, and a device clock with a known offset and drift.
    private struct Clocks {
        var offset: Int64
        var driftPartsPerMillion: Int64

        func device(at host: Int64) -> Int64 { host + offset + host * driftPartsPerMillion / 1_000_000 }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the true difference of the clocks always lies inside`(seed: UInt64) throws {
        var chance = RandomStream(seed: seed, purpose: 1)
        let clocks = Clocks(
            offset: chance.next(in: -3_600_000_000_000...3_600_000_000_000),
            driftPartsPerMillion: chance.next(in: -250...250))
        let latencyTimer = chance.next(below: 2) == 0 ? 1_000_000 : 16_000_000 as Int64
        var sync = ClockSync()
        var host: Int64 = 1_000_000_000
        for _ in 0..<400 {
            let sent = host
            let there = sent + chance.next(in: 20_000...3_000_000)
            let sampled = there + chance.next(in: 0...5_000_000)
            let received = sampled + chance.next(in: 20_000...latencyTimer)
            sync.add(
                ClockExchange(
                    sent: .nanoseconds(sent), arrived: .microseconds(clocks.device(at: there).floorDivided(by: 1000)),
                    sampled: .microseconds(clocks.device(at: sampled).floorDivided(by: 1000)),
                    received: .nanoseconds(received), isFirst: true))
            host = received + chance.next(in: 0...200_000_000)
            let now = Instant.nanoseconds(host)
            let truth = DeviceInstant.microseconds(clocks.device(at: host).floorDivided(by: 1000))
            let latest = sync.latestDeviceTime(at: now)
            let bound = try #require(sync.bound(at: now))
            #expect(latest >= truth)
            #expect(latest - truth <= bound * 2 + .microseconds(2))
            #expect(sync.earliestHostTime(of: truth, at: now) <= now)
        }
        #expect(sync.contradictions == 0)
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

extension Int64 {
    /// The quotient rounded towards minus infinity.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
