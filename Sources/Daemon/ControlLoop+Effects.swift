import Control
import Dispatch
import Serial
import Units

/// Performs what the machine wants, in order. This is all that stands between the machine and the world; the campaign
/// never runs it, so it is kept short, and one scenario is run through it and through the virtual world to compare.
extension ControlLoop {
    func perform() {
        var index = 0
        while index < effects.count {
            perform(effects[index])
            index += 1
        }
        effects.removeAll()
        stopIfEffectsWereLost()
    }

    /// An effect that found no place may have been a stop's: nobody knows what was not done, so output ends, loudly.
    private func stopIfEffectsWereLost() {
        guard effects.lost > lostEffects else { return }
        lostEffects = effects.lost
        hands.emergency.shout(
            "EFFECTS WERE LOST (\(lostEffects)): output is stopped; report this, it is a mistake in myothermd.")
        machine.take(.stop, request: .machine, at: HostClock.now, into: &effects)
        perform()
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .write: write()
        case .flushOutput: line?.discardOutput()
        case .setTimer(let deadline): setTimer(deadline)
        case .record(let event): hands.record(event, HostClock.now)
        case .publish(.snapshot): hands.publish(machine.snapshot(at: HostClock.now))
        case .publish(.answer(let request, let answer)): hands.answer(request, answer)
        case .escalate(let escalation): hands.emergency.perform(escalation, on: line)
        }
    }

    /// Writes what waits.
    ///
    /// What the line does not take now stays in the machine's buffer, and the next tick, at most 10 ms later, tries
    /// again; a line that is gone is noticed by whoever reads.
    private func write() {
        guard let line else { return }
        while machine.pendingBytes > 0 {
            switch machine.withPendingBytes({ line.write($0) }) {
            case .wrote(let count): machine.wrote(count)
            case .wouldBlock: return
            case .hangUp, .failed:
                queue.async { [weak self] in self?.lose() }
                return
            }
        }
    }
}

/// Where the loop's output goes.
///
/// Every one of these returns at once and never blocks.
struct Hands: Sendable {
    /// Stores an event with the moment at which it happened.
    var record: @Sendable (RecordEvent, Instant) -> Void
    /// Shows a snapshot.
    var publish: @Sendable (Snapshot) -> Void
    /// Answers a request.
    var answer: @Sendable (RequestID, Answer) -> Void
    /// Opens the line again.
    var lineLost: @Sendable () -> Void
    /// Goes further than bytes.
    var emergency: Emergency
}
