@_spi(Energy) import Link
import Testing
import Units
import Wire

/// The pace of a treatment: every 50 ms a segment for each of four zones, 100 ms ahead, and a lease in between.
struct TreatmentPaceTests {
    /// How a segment may be late: look-ahead less 5 ms for clocks and 10 for the way.
    static let deadline = Duration.milliseconds(85)

    /// The longest time that a segment waited for the device, and how many were taken.
    func treat(_ bench: inout Bench, rounds: Int) -> (longest: Duration, taken: Int) {
        var waiting: [(number: Int64, released: Instant)] = []
        var released: [Instant] = []
        var longest = Duration.zero
        var seen = 0
        for step in 0..<(rounds * 100) where bench.faults.isEmpty {
            if step.isMultiple(of: 100) {
                for _ in 0..<4 {
                    waiting.append((Int64(released.count), bench.now))
                    released.append(bench.now)
                }
            }
            if step % 100 == 50 { bench.host.sendLease(Lease(sample: UInt32(step), evaluation: 0), at: bench.now) }
            while let next = waiting.first,
                bench.host.sendEnergy(
                    segment(next.number), deadline: next.released + TreatmentPaceTests.deadline, at: bench.now)
            {
                waiting.removeFirst()
            }
            bench.tick()
            while seen < bench.executed.count {
                longest = max(longest, bench.now - released[seen])
                seen += 1
            }
        }
        return (longest, seen)
    }

    @Test(arguments: [10_851, 21_701] as [Int64])
    func `four segments pass within 20 ms on a sound line`(nanosecondsPerByte: Int64) {
        var bench = Bench.inSession()
        bench.down.byteTime = .nanoseconds(nanosecondsPerByte)
        bench.up.byteTime = .nanoseconds(nanosecondsPerByte)
        let (longest, taken) = treat(&bench, rounds: 100)
        #expect(bench.faults.isEmpty)
        #expect(taken == 400)
        #expect(longest <= .milliseconds(20))
        #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
    }

    /// One frame in a hundred is what a line may lose without a word.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `every segment is in time when one frame in a hundred is lost`(seed: UInt64) {
        var bench = Bench.inSession(seed: seed)
        bench.down.frameLoss = 0.01
        bench.up.frameLoss = 0.01
        let (longest, taken) = treat(&bench, rounds: 100)
        #expect(bench.faults.isEmpty)
        #expect(taken == 400)
        #expect(longest <= TreatmentPaceTests.deadline)
        #expect(bench.mostCommandBytes <= Protocol.reliableBytesInFlight)
    }
}
