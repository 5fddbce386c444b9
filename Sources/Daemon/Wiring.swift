import Control
import Synchronization
import Units

/// Connects the control loop's hands with those that take what it gives, before the loop itself exists.
final class Wiring: Sendable {
    private struct Ends: Sendable {
        var loop: ControlLoop?
        var desk: LineDesk?
    }

    private let answers: PendingAnswers
    private let board: StatusBoard
    private let journal: Journal
    private let quiet = QuietHost()
    private let supervision: Supervision
    private let log: SystemLog
    private let ends = Mutex(Ends())

    init(
        answers: PendingAnswers, board: StatusBoard, journal: Journal, supervision: Supervision, log: SystemLog
    ) {
        self.supervision = supervision
        self.answers = answers
        self.board = board
        self.journal = journal
        self.log = log
    }

    func connect(loop: ControlLoop, desk: LineDesk) { ends.withLock { $0 = Ends(loop: loop, desk: desk) } }

    private func tell(_ message: Inbox.Message) { ends.withLock { $0.loop }?.inbox.put(message) }

    var hands: Hands {
        Hands(
            record: { [self] event, now in
                log.note(event, callers: answers)
                guard case .intent(let intent, let request) = event else {
                    return journal.write(event, at: now) { board.snapshot }
                }
                journal.write(intent, of: request, at: now) { [self] isStored in
                    tell(.intentStored(request, isStored))
                    // The treatment was handed over before the intent: now, and not earlier, it is in the store.
                    guard intent == .start, isStored else { return }
                    journal.latestID { [self] in
                        board.setRecord($0)
                        log.setRecord($0)
                    }
                }
            },
            publish: { [board, log] in
                board.replace(with: $0)
                log.see($0)
            },
            answer: { [answers] in answers.answer($0, $1) },
            lineLost: { [self] line in
                board.setLine(nil)
                ends.withLock { $0.desk }?.lost(line)
            },
            holdHost: { [self] isNeeded in
                quiet.hold(isNeeded) { [self] in tell(.held(processor: $0, awake: $1)) }
            },
            isAlive: { [supervision] in supervision.answer() },
            emergency: Emergency { [log] in log($0, $1) })
    }
}
