import Control
import Dispatch
import Safety
import Synchronization
import Units

/// Tells watchers what is new, and the log what happened: 20 times a second, off the control queue.
final class Ticker: Sendable {
    private let board: StatusBoard
    private let log: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "ticker", qos: .utility)
    private let isRunning = Atomic(false)
    private let lastState = Mutex<TreatmentState?>(nil)

    init(board: StatusBoard, log: @escaping @Sendable (String) -> Void) {
        self.board = board
        self.log = log
    }

    func start() {
        isRunning.store(true, ordering: .relaxed)
        schedule()
    }

    func stop() { isRunning.store(false, ordering: .relaxed) }

    private func schedule() {
        queue.asyncAfter(deadline: .now() + .milliseconds(50)) { [weak self] in
            guard let self, isRunning.load(ordering: .relaxed) else { return }
            tick()
            schedule()
        }
    }

    private func tick() {
        board.tell(at: HostClock.now.nanoseconds / 1_000_000)
        let snapshot = board.snapshot
        let isNew = lastState.withLock { last in
            defer { last = snapshot.state }
            return last != snapshot.state
        }
        guard isNew else { return }
        let cause = snapshot.firstCause.map { ": \($0.cause.name). \($0.cause.sentence) \($0.cause.hint)" } ?? ""
        log("\(snapshot.state)\(cause)")
    }
}
