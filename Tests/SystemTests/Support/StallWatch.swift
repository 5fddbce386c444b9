import Foundation
import Glibc
import Synchronization

/// How late this machine lets threads run that want to: some sleep, and see how much longer they were away.
///
/// A controller with deadlines of tens of milliseconds trips rightly where the machine stands still. This tells such a
/// trip from one that the programs are to blame for, without asking the programs.
final class StallWatch: Sendable {
    static let shared = StallWatch()

    /// A stall that explains why a deadline was missed: most are 50 or 60 ms, and a part of that is used up anyway.
    static let telling = Duration.milliseconds(25)
    private static let nap = 2_000_000

    private let worstNanoseconds = Atomic<Int64>(0)

    private init() {
        // Each sleeps on the CPU on which it ran last: with two for each CPU hardly one is without.
        for _ in 0..<ProcessInfo.processInfo.activeProcessorCount * 2 {
            Thread.detachNewThread { [self] in follow() }
        }
    }

    /// The longest stall since it was last asked.
    func takeWorst() -> Duration { .nanoseconds(worstNanoseconds.exchange(0, ordering: .relaxed)) }

    /// Waits until a second has passed without a telling stall, but not longer than `limit`.
    func calm(within limit: Duration) async throws {
        let deadline = SuspendingClock.now + limit
        repeat {
            _ = takeWorst()
            try await Task.sleep(for: .seconds(1))
        } while takeWorst() >= StallWatch.telling && SuspendingClock.now < deadline
    }

    private func follow() {
        var last = StallWatch.nanoseconds()
        while true {
            var nap = timespec(tv_sec: 0, tv_nsec: StallWatch.nap)
            unsafe nanosleep(&nap, nil)
            let now = StallWatch.nanoseconds()
            worstNanoseconds.max(now - last - Int64(StallWatch.nap), ordering: .relaxed)
            last = now
        }
    }

    private static func nanoseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
