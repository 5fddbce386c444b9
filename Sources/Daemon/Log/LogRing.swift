import Dispatch
import Synchronization
import Units

/// What waits to be logged: a ring of fixed size between those who must not wait and the thread that may.
///
/// The lock is held for the move of one note; like that of the records' ring it lends its holder the waiting thread's
/// priority. What finds no place, or comes faster than the budget allows, is counted, and the count is logged: before the
/// next entry that passes, or after five seconds.
final class LogRing: Sendable {
    /// How many notes may wait.
    static let capacity = 256
    /// How long a loss may go untold where nothing follows it.
    private static let patience = DispatchTimeInterval.seconds(5)

    private struct Slot: Sendable {
        let note: LogNote
        let lostBefore: Int
    }

    private struct State {
        var slots = [Slot?](repeating: nil, count: LogRing.capacity)
        var head = 0
        var count = 0
        var lost = 0
        var budget: LogBudget
        var isClosed = false
    }

    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)

    /// An empty one.
    init(at now: Instant) { state = Mutex(State(budget: LogBudget(at: now))) }

    /// Puts a note in, or counts it as lost; returns at once.
    func push(_ note: LogNote, at now: Instant) {
        let mustWake = state.withLock { state in
            let room = LogRing.capacity - note.rank.reserve(of: LogRing.capacity)
            guard !state.isClosed, state.count < room, state.budget.admit(note.rank, at: now) else {
                state.lost += 1
                return state.lost == 1
            }
            let place = (state.head + state.count) % LogRing.capacity
            state.slots[place] = Slot(note: note, lostBefore: state.lost)
            state.count += 1
            state.lost = 0
            return true
        }
        if mustWake { wake.signal() }
    }

    /// Takes no more notes; those that wait still come out.
    func close() {
        state.withLock { $0.isClosed = true }
        wake.signal()
    }

    /// What comes out.
    enum Taken {
        /// A note, and how many before it were lost.
        case note(LogNote, lostBefore: Int)
        /// So many were lost, and nothing followed them.
        case gap(Int)
        /// There will be nothing more.
        case end
    }

    /// The next thing to log; waits for it.
    ///
    /// Called by one thread only.
    func next() -> Taken {
        while true {
            let (taken, mustTellSoon) = state.withLock { (LogRing.take(&$0), $0.lost > 0) }
            if let taken { return taken }
            guard mustTellSoon else {
                wake.wait()
                continue
            }
            guard wake.wait(timeout: .now() + LogRing.patience) == .timedOut else { continue }
            let lost = state.withLock { state in
                defer { state.lost = 0 }
                return state.lost
            }
            if lost > 0 { return .gap(lost) }
        }
    }

    private static func take(_ state: inout State) -> Taken? {
        if state.count > 0, let slot = state.slots[state.head] {
            state.slots[state.head] = nil
            state.head = (state.head + 1) % LogRing.capacity
            state.count -= 1
            return .note(slot.note, lostBefore: slot.lostBefore)
        }
        guard state.isClosed else { return nil }
        defer { state.lost = 0 }
        return state.lost > 0 ? .gap(state.lost) : .end
    }
}
