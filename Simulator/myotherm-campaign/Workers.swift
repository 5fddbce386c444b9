import Dispatch
import Synchronization

/// Work in pieces, done by several threads, with the results in the order of the pieces.
enum Workers {
    /// What `work` makes of 0 ..< `count`, by `jobs` threads.
    static func map<Result: Sendable>(_ count: Int, jobs: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
        let next = Atomic(0)
        let done = Mutex<[(Int, Result)]>([])
        DispatchQueue.concurrentPerform(iterations: min(max(jobs, 1), max(count, 1))) { _ in
            var own: [(Int, Result)] = []
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { break }
                own.append((index, work(index)))
            }
            done.withLock { $0 += own }
        }
        return done.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
    }
}
