import Control
import Device
import Link
import Treatment
import Units
import Wire

/// The shell around the machine, as `Daemon` has one, and the operator in front of it.
extension VirtualTreatment {
    /// Performs what the machine wants, in order.
    ///
    /// The host was busy for as long as it takes from an event to its bytes.
    mutating func perform() {
        let spent =
            scenario.hostIsRecorded
            ? HostLatency.draw(from: &chance)
            : .nanoseconds(chance.next(in: 0...max(scenario.hostLatency.nanoseconds, 1)))
        hostFreeAt = max(hostFreeAt, now + spent)
        var index = 0
        while index < effects.count {
            perform(effects[index])
            index += 1
        }
        effects.removeAll()
        act()
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .write: write()
        case .flushOutput, .publish(.snapshot), .holdHost: return
        case .setTimer(let deadline): timer = deadline
        case .record(let event): record(event)
        case .publish(.answer(_, let answer)): hear(answer)
        case .escalate(let escalation): escalate(escalation)
        }
    }

    private mutating func write() {
        let count = machine.pendingBytes
        if isPlugged { VirtualTreatment.carry(from: machine, to: &toDevice, at: hostFreeAt) }
        machine.wrote(count)
    }

    private static func carry(from machine: borrowing Machine, to line: inout LineModel, at now: Instant) {
        machine.withPendingBytes { line.send($0, at: now) }
    }

    private mutating func record(_ event: RecordEvent) {
        events.append(TimedEvent(at: now - .zero, event: event))
        if case .entered(let entered) = event { state = entered }
        guard case .intent(_, let request) = event else { return }
        let fits = scenario.storageWorks && storageLeft > 0
        storageLeft -= 1
        stored.append((now + scenario.storageLatency, request, fits))
    }

    private mutating func escalate(_ escalation: Escalation) {
        guard isPlugged else { return }
        switch escalation {
        case .dropTerminalReady: device.terminalReady(false, at: now)
        case .raiseTerminalReady: device.terminalReady(true, at: now)
        case .lineBreak: device.lineBreak(at: now)
        case .callForHelp: mainsOffAt = mainsOffAt ?? now + VirtualTreatment.timeToPlug
        }
    }

    private mutating func hear(_ answer: Answer) {
        switch answer {
        case .done: person.wasServed(at: now)
        case .token(let token, _): person.got(token, at: now)
        case .refused(let refusal):
            person.wasRefused(at: now)
            refusals.append(refusal)
        }
    }

    /// How long somebody needs to get to the mains plug when the machine calls for it.
    static let timeToPlug = Duration.seconds(3)

    /// The operator does the next thing: load, arm, start.
    mutating func act() {
        assert(state == machine.state)
        guard
            let command = person.next(
                in: state, program: scenario.program, carried: scenario.carried, at: now)
        else { return }
        if case .start = command { startedAt = startedAt ?? now }
        ask(command)
    }

    mutating func ask(_ command: OperatorCommand) {
        machine.take(withForecast(command), request: person.nextRequest(), at: now, into: &effects)
        perform()
    }

    /// A plan is loaded with its shadow run, as the daemon loads it.
    private func withForecast(_ command: OperatorCommand) -> OperatorCommand {
        guard case .load(let program, let approval, let carried, nil) = command else { return command }
        let forecast = ProgramForecast(program, isMonopolar: scenario.profile.device.traits.isMonopolar)
        return .load(program, approval: approval, carried: carried, forecast: forecast)
    }
}
