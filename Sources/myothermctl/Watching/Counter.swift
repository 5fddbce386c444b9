import Synchronization

/// Counts from 1, in handlers that the compiler cannot see are on one queue.
final class Counter: Sendable {
    private let count = Mutex(0)

    /// The next number.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
