package import Control
import Serial
package import Units

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
        machine.take(.stop, request: .machine, at: clock.now, into: &effects)
        perform()
        // The wake-up may have been among them, and the machine asks for each only once.
        timer.set(machine.wakeUp.map(clock.real))
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .write: write()
        case .flushOutput: line?.discardOutput()
        case .setTimer(let deadline): timer.set(deadline.map(clock.real))
        case .record(let event): hands.record(event, clock.now)
        case .publish(.snapshot): hands.publish(machine.snapshot(at: clock.now))
        case .publish(.answer(let request, let answer)): hands.answer(request, answer)
        case .holdHost(let isNeeded): hands.holdHost(isNeeded)
        case .escalate(let escalation): hands.emergency.perform(escalation, on: line)
        }
    }

    /// Writes what waits.
    ///
    /// What the line does not take now stays in the machine's buffer, and goes on as soon as there is room.
    func write() {
        lineIsFull = false
        guard let line else { return }
        while machine.pendingBytes > 0 {
            switch machine.withPendingBytes({ line.write($0) }) {
            case .wrote(let count): machine.wrote(count)
            case .wouldBlock:
                lineIsFull = true
                return
            case .hangUp, .failed:
                lineIsGone = true
                return
            }
        }
    }
}

/// Where the loop's output goes.
///
/// Every one of these returns at once and never blocks.
package struct Hands: Sendable {
    /// Stores an event with the moment at which it happened.
    package var record: @Sendable (RecordEvent, Instant) -> Void
    /// Shows a snapshot.
    package var publish: @Sendable (Snapshot) -> Void
    /// Answers a request.
    package var answer: @Sendable (RequestID, Answer) -> Void
    /// Finds another line, because the one that was opened as this number was lost.
    package var lineLost: @Sendable (UInt64) -> Void
    /// Keeps the workstation awake and quick, or lets it go.
    package var holdHost: @Sendable (Bool) -> Void
    /// Notes that the loop has taken its turn.
    package var isAlive: @Sendable () -> Void
    /// Goes further than bytes.
    package var emergency: Emergency

    /// Hands that do these things.
    package init(
        record: @escaping @Sendable (RecordEvent, Instant) -> Void, publish: @escaping @Sendable (Snapshot) -> Void,
        answer: @escaping @Sendable (RequestID, Answer) -> Void, lineLost: @escaping @Sendable (UInt64) -> Void,
        holdHost: @escaping @Sendable (Bool) -> Void, isAlive: @escaping @Sendable () -> Void = {},
        emergency: Emergency
    ) {
        self.record = record
        self.publish = publish
        self.answer = answer
        self.lineLost = lineLost
        self.holdHost = holdHost
        self.isAlive = isAlive
        self.emergency = emergency
    }
}
