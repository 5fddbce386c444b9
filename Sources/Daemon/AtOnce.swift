import Dispatch
import Foundation
import Synchronization

/// Does `body` with every item at the same time, each on a thread of its own, and waits for all.
///
/// For a handful of items that wait and do not compute: a queue would run no more of them at once than there are processors.
func atOnce<Item: Sendable, Result: Sendable>(_ items: [Item], _ body: @escaping @Sendable (Item) -> Result) -> [Result]
{
    let results = AllResults<Result>()
    let group = DispatchGroup()
    for (index, item) in items.enumerated() {
        group.enter()
        let thread = Thread {
            let result = body(item)
            results.values.withLock { $0[index] = result }
            group.leave()
        }
        thread.start()
    }
    group.wait()
    return results.values.withLock { values in items.indices.compactMap { values[$0] } }
}

private final class AllResults<Result: Sendable>: Sendable {
    let values = Mutex([Int: Result]())
}
