import Dispatch
import Records
import Synchronization

/// Reads the records through while the daemon serves already, and says so before anything is armed.
///
/// The whole file is read, which takes 2 ms for each MB; with years of treatments nobody should wait for that to ask for a
/// status or to stop.
final class RecordsCheck: Sendable {
    private let store: RecordStore
    private let done = DispatchGroup()
    private let damage = Mutex<RecordError?>(nil)

    /// A check of `store` that has not begun; until it has, nothing is in order.
    init(of store: RecordStore) {
        self.store = store
        done.enter()
    }

    /// Begins, once, away from every queue that must not wait.
    func start(damaged: @escaping @Sendable (RecordError) -> Void) {
        DispatchQueue.global(qos: .utility).async { [self] in
            defer { done.leave() }
            do throws(RecordError) {
                try store.check()
            } catch {
                damage.withLock { $0 = error }
                damaged(error)
            }
        }
    }

    /// Waits for the end of the check, at most ten seconds.
    ///
    /// - Throws: what is damaged, or that it is not known yet.
    func awaitVerdict() throws(RecordError) {
        guard done.wait(timeout: .now() + .seconds(10)) == .success else { throw .busy(path: store.path) }
        if let error = damage.withLock({ $0 }) { throw error }
    }
}
