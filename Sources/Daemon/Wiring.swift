import Control
import Synchronization
import Units

/// Connects the control loop's hands with those that take what it gives, before the loop itself exists.
final class Wiring: Sendable {
    private struct Ends: Sendable {
        var loop: ControlLoop?
        var keeper: LineKeeper?
    }

    private let answers: PendingAnswers
    private let board: StatusBoard
    private let journal: Journal
    private let quiet = QuietHost()
    private let log: @Sendable (String) -> Void
    private let ends = Mutex(Ends())

    init(answers: PendingAnswers, board: StatusBoard, journal: Journal, log: @escaping @Sendable (String) -> Void) {
        self.answers = answers
        self.board = board
        self.journal = journal
        self.log = log
    }

    func connect(loop: ControlLoop, keeper: LineKeeper) { ends.withLock { $0 = Ends(loop: loop, keeper: keeper) } }

    private func tell(_ message: Inbox.Message) { ends.withLock { $0.loop }?.inbox.put(message) }

    var hands: Hands {
        Hands(
            record: { [self] event, now in
                guard case .intent(let intent, let request) = event else {
                    return journal.write(event, at: now) { board.snapshot }
                }
                journal.write(intent, of: request, at: now) { [self] isStored in
                    tell(.intentStored(request, isStored))
                    // The treatment was handed over before the intent: now, and not earlier, it is in the store.
                    if intent == .start, isStored { journal.latestID(board.setRecord) }
                }
            },
            publish: { [board] in board.replace(with: $0) },
            answer: { [answers] in answers.answer($0, $1) },
            lineLost: { [self] in
                board.setLine(nil)
                ends.withLock { $0.keeper }?.open()
            },
            holdHost: { [self] isNeeded in
                quiet.hold(isNeeded) { [self] in tell(.held(processor: $0, awake: $1)) }
            },
            emergency: Emergency(log: log))
    }
}
