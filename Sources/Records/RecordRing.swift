internal import Control
internal import Dispatch
internal import Synchronization

/// What waits to be written: a ring of fixed size between those who must not wait and the thread that may.
///
/// The lock is held for the move of one entry, never for a disk or a system call. It is the standard library's `Mutex`,
/// which on Linux inherits priority: a control thread that meets the writer inside lends it its own. The wake-up is a
/// semaphore, because its `signal` neither allocates nor waits, while a block for a dispatch queue allocates.
final class RecordRing: Sendable {
    /// Places that only entries take without which the record cannot be understood.
    static let reserved = 64

    typealias Completion = @Sendable (Result<Void, RecordError>) -> Void

    struct Slot: Sendable {
        let entry: RecordEntry
        /// What was lost just before it.
        let lostBefore: Loss?
        let completion: Completion?
    }

    private struct State {
        var slots: [Slot?]
        var head = 0
        var count = 0
        /// Entries that were taken and are not written yet.
        var inFlight = 0
        /// What was lost since the last entry that found room.
        var lost: Loss?
        var lostTotal: Int64 = 0
        var writerSleeps = false
        var isClosed = false
    }

    private let capacity: Int
    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)

    init(capacity: Int) {
        precondition(capacity > RecordRing.reserved, "a ring has room for more than its reserved places")
        self.capacity = capacity
        state = Mutex(State(slots: Array(repeating: nil, count: capacity)))
    }

    /// Whether the entry was taken.
    ///
    /// If not, it is counted, and its completion is not called.
    func push(_ entry: RecordEntry, isEssential: Bool, completion: Completion?) -> Bool {
        let room = isEssential ? capacity : capacity - RecordRing.reserved
        let (isTaken, mustWake) = state.withLock { state in
            guard !state.isClosed, state.count < room else {
                state.lostTotal += 1
                if state.lost == nil {
                    state.lost = Loss(.queueFull, at: entry.moment)
                } else {
                    state.lost?.add(at: entry.moment)
                }
                return (false, false)
            }
            let place = (state.head + state.count) % capacity
            state.slots[place] = Slot(entry: entry, lostBefore: state.lost, completion: completion)
            state.count += 1
            state.lost = nil
            defer { state.writerSleeps = false }
            return (true, state.writerSleeps)
        }
        if mustWake { wake.signal() }
        return isTaken
    }

    /// No more entries are taken; those that wait still go out.
    func close() {
        let mustWake = state.withLock { state in
            state.isClosed = true
            defer { state.writerSleeps = false }
            return state.writerSleeps
        }
        if mustWake { wake.signal() }
    }

    enum Taken {
        case slot(Slot)
        /// Nothing waits, but the last entries were lost.
        case loss(Loss)
        case nothing
        case end
    }

    /// The next entry, without waiting; called by the writer only.
    func take() -> Taken {
        state.withLock { state in
            if state.count > 0, let slot = state.slots[state.head] {
                state.slots[state.head] = nil
                state.head = (state.head + 1) % capacity
                state.count -= 1
                state.inFlight += 1
                return .slot(slot)
            }
            if let loss = state.lost {
                state.lost = nil
                return .loss(loss)
            }
            return state.isClosed ? .end : .nothing
        }
    }

    /// Sleeps until there is something to take, or the end; called by the writer only.
    func wait() {
        let mustSleep = state.withLock { state in
            state.writerSleeps = state.count == 0 && state.lost == nil && !state.isClosed
            return state.writerSleeps
        }
        if mustSleep { wake.wait() }
    }

    /// The entries that were taken are done with; `lost` of them were not stored.
    func settle(lost: Int64) {
        state.withLock { state in
            state.inFlight = 0
            state.lostTotal += lost
        }
    }

    /// Entries that are not written yet.
    var waiting: Int { state.withLock { $0.count + $0.inFlight } }

    /// Entries that were not stored since the beginning.
    var lostTotal: Int64 { state.withLock { $0.lostTotal } }
}
