public import Units

/// One line and one pair of clocks, to see whether the host knows the difference of the clocks as well as it says.
///
/// Everything is drawn from the seed: what stands between UART and host, the least time that bytes take each way (up to
/// 250-fold apart), jitter, how late the host comes, how often it sends, how the device's clock runs, and when nothing
/// passes the line.
public struct ClockCase: Sendable {
    /// What keeps bytes for the host.
    public enum LatencyTimer: Int, CaseIterable, Sendable {
        /// Nothing, or a bridge on high-speed USB.
        case none = 0
        /// A bridge as it should be set.
        case shortest = 1
        /// A bridge that nobody set.
        case longest = 16
    }

    /// What determines everything else.
    public let seed: UInt64
    /// What keeps bytes for the host.
    public let timer: LatencyTimer
    /// The way of the host's bytes.
    public var toDevice: LineTraits
    /// The way of the device's bytes.
    public var toHost: LineTraits
    /// When the host's clock stands at the beginning.
    public let start: Instant
    /// How the device's clock runs.
    public var clock: DeviceClock
    /// The shortest and the longest time between two frames of the host.
    public var sendsEvery: ClosedRange<Duration>
    /// When nothing passes, counted from the beginning, in order.
    public var gaps: [ClosedRange<Duration>]

    /// The case of one seed, `length` long.
    public init(seed: UInt64, length: Duration) {
        var chance = RandomStream(seed: seed, purpose: 0x434C_4B53)
        self.seed = seed
        timer = chance.pick([.none, .shortest, .longest])
        toDevice = LineTraits(baud: chance.pick([460_800, 921_600, 921_600, 3_000_000]))
        toHost = toDevice
        let bridges: [USBBridge] =
            timer == .none ? [.none, .fast] : [.ftdi(latencyTimer: .milliseconds(Int64(timer.rawValue)))]
        toDevice.usb = chance.pick(bridges)
        toHost.usb = toDevice.usb
        toDevice.latency = ClockCase.latency(from: &chance)
        toHost.latency = ClockCase.latency(from: &chance)
        toDevice.jitter = .microseconds(chance.pick([0, 100, chance.next(in: 0...3000)]))
        toHost.jitter = .microseconds(chance.pick([0, 100, chance.next(in: 0...3000)]))
        // Up to a month after the machine started.
        start = .nanoseconds(chance.next(in: 1_000_000_000...2_600_000_000_000_000))
        clock = ClockCase.clock(from: &chance, origin: start)
        let interval = Duration.milliseconds(chance.pick([5, 5, 20, 50, 1000]))
        sendsEvery = interval...interval * 2
        gaps = []
        var at = Duration.zero
        for _ in 0..<chance.next(below: 4) {
            at += .nanoseconds(chance.next(in: 1...length.nanoseconds / 3))
            let end = at + .milliseconds(chance.pick([20, chance.next(in: 1...1000), chance.next(in: 1000...8000)]))
            gaps.append(at...end)
            at = end
        }
    }

    /// 20 µs to 5 ms, as often below as above 0.3 ms.
    private static func latency(from chance: inout RandomStream) -> Duration {
        chance.next(below: 2) == 0
            ? .microseconds(chance.next(in: 20...300)) : .microseconds(chance.next(in: 300...5000))
    }

    /// Up to 250 ppm fast or slow with all that wanders, and one in four just that; it started up to eight years ago.
    private static func clock(from chance: inout RandomStream, origin: Instant) -> DeviceClock {
        let most: Int64 = 250_000
        let wander = chance.pick([0, 0, chance.next(in: 0...100_000)])
        let drift =
            chance.next(below: 4) == 0
            ? (most - wander) * chance.pick([-1, 1]) : chance.next(in: wander - most...most - wander)
        let shown =
            chance.next(below: 2) == 0 ? chance.next(in: 0...900_000_000) : chance.next(in: 0...250_000_000_000_000)
        return DeviceClock(
            offset: .microseconds(shown), origin: origin, driftPartsPerBillion: drift, wanderPartsPerBillion: wander)
    }
}
