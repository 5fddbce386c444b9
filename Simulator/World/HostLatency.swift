public import Units

/// How late a host comes, drawn from a recording.
///
/// Recorded on a virtual machine of two cores with thirteen busy processes, by a loop of 24,000 periods of 5 ms that sleeps
/// until an absolute time at SCHED_FIFO, priority 10: how long after that time it ran again. What such a recording is
/// too short for is added to it: one wake-up in 5,000 is a stall, of up to 30 ms.
public enum HostLatency {
    /// The longest stall.
    public static let longestStall = Duration.milliseconds(30)

    /// One in so many wake-ups is a stall.
    private static let stallEvery: UInt64 = 5000

    /// Up to which ten-thousandth of all wake-ups the host was no later than so many µs; straight lines lie between.
    private static let recording: InlineArray<15, (share: Int64, microseconds: Int64)> = [
        (0, 7), (1000, 19), (2500, 27), (5000, 33), (7500, 39), (9000, 46), (9500, 53), (9800, 93), (9900, 114),
        (9950, 132), (9980, 178), (9990, 346), (9995, 527), (9999, 1843), (10_000, 10_105),
    ]

    /// How late the host comes this time.
    public static func draw(from chance: inout RandomStream) -> Duration {
        if chance.next(below: stallEvery) == 0 {
            return .nanoseconds(chance.next(in: 1_000_000...longestStall.nanoseconds))
        }
        // In billionths, so that the last line has many points too.
        let place = chance.next(in: 0...1_000_000_000)
        var index = 1
        while index < 14, place > recording[index].share * 100_000 { index += 1 }
        let (from, to) = (recording[index - 1], recording[index])
        let within = place - from.share * 100_000
        let length = (to.share - from.share) * 100_000
        return .nanoseconds((from.microseconds * 1000) + (to.microseconds - from.microseconds) * 1000 * within / length)
    }
}
