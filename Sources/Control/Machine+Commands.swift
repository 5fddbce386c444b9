import Link
import Safety
import Treatment
import Units
import Wire

/// What operators ask for, and what the device answers to what was sent for them.
extension Machine {
    mutating func obey(
        _ command: OperatorCommand, request: RequestID, at now: Instant, into effects: inout Effects
    ) {
        if isEnding {
            switch command {
            case .load, .arm, .titrate, .start, .prepareResume, .resume, .mark, .setIntensity:
                return refuse(request, .stopped, into: &effects)
            case .pause, .endTitration, .stop, .acknowledge, .shutDown: break
            }
        }
        switch command {
        case .load(let program, let approval, let carried, let forecast):
            load(
                program, approval: approval, carried: carried, forecast: forecast, request: request, at: now,
                into: &effects)
        case .arm(let token, let approval):
            beginArming(token: token, approval: approval, request: request, at: now, into: &effects)
        case .titrate(let program, let token, let approval):
            beginTitration(
                by: program, token: token, approval: approval, request: request, at: now, into: &effects)
        case .mark(let mark): take(mark, request: request, at: now, into: &effects)
        case .endTitration: endTitration(request: request, at: now, into: &effects)
        case .setIntensity(let zone, let intensity):
            setIntensity(of: zone, to: intensity, request: request, into: &effects)
        case .start(let token): beginStart(token: token, request: request, at: now, into: &effects)
        case .pause:
            // Whoever wants a pause wants zero.
            if case .titrating = stage { return endTitration(request: request, at: now, into: &effects) }
            guard case .running = stage else { return refuse(request, .wrongState(state), into: &effects) }
            pauseOutput(because: nil, request: request, at: now, into: &effects)
        case .prepareResume(let token): prepareResume(token: token, request: request, at: now, into: &effects)
        case .resume(let token): beginResume(token: token, request: request, at: now, into: &effects)
        case .stop: stop(.operatorStop, request: request, at: now, into: &effects)
        case .acknowledge: acknowledge(request: request, at: now, into: &effects)
        case .shutDown:
            isEnding = true
            stop(.shutdown, request: request, at: now, into: &effects)
        }
    }

    /// Never refused, needs no token, and the bytes come before the answer.
    ///
    /// Stands against HAZ-L11: an operator's stop that does not stop.
    private mutating func stop(
        _ cause: Cause, request: RequestID, at now: Instant, into effects: inout Effects
    ) {
        switch stage {
        case .contactCheck, .titrating, .armed, .running, .paused:
            stopCause = cause
            stopOutput(goal: .finished(.stopped), noting: .stopAsked(request: request), at: now, into: &effects)
        case .stopping(var stopping):
            stopping.lastRepeat = now
            stage = .stopping(stopping)
            repeatStop(at: now, into: &effects)
            effects.append(.record(.stopAsked(request: request)))
        case .cooldown:
            stopCause = cause
            repeatStop(at: now, into: &effects)
            effects.append(.record(.stopAsked(request: request)))
            endStop(.finished(.completed), at: now, into: &effects)
        case .selfTesting, .ready, .loaded, .finished, .tripped, .outputUncertain, .identifying, .disconnected,
            .service:
            // Nothing is on as far as the host knows; the device hears it all the same.
            if lineIsOpen {
                link.stop(at: now)
                hushed = now
                effects.append(.flushOutput)
                effects.append(.write)
            }
            effects.append(.record(.stopAsked(request: request)))
        }
        effects.append(.publish(.answer(request, .done)))
    }

    private mutating func acknowledge(request: RequestID, at now: Instant, into effects: inout Effects) {
        guard case .tripped = stage, let cause = latch?.cause else {
            return silence(request: request, into: &effects)
        }
        alarms.acknowledge()
        effects.append(.record(.acknowledged(cause, request: request)))
        if deviceCause != .none, link.isReady {
            _ = link.send(.acknowledgeTrip(AcknowledgeTrip(cause: deviceCause)), at: now)
        }
        (latch, stopCause, latchIsOfBefore) = (nil, nil, false)
        // What was said while that was latched is news when it comes again.
        noted = NotedFindings()
        if terminalIsDropped {
            terminalIsDropped = false
            effects.append(.escalate(.raiseTerminalReady))
        }
        treatment = nil
        described = ConnectedDevice()
        asked = now - Machine.describeInterval
        enter(lineIsOpen ? .identifying : .disconnected, at: now, into: &effects)
        effects.append(.publish(.answer(request, .done)))
    }

    /// Ends the signal of what is active; the condition itself stays, and so does the state.
    private mutating func silence(request: RequestID, into effects: inout Effects) {
        // What is latched may be of before the last arming, and known to the board alone.
        let unseen = alarms.active.first { !$0.isAcknowledged }?.cause
        guard alarms.awaitsAcknowledgement,
            let cause = latch?.cause ?? pauseCause?.cause ?? gate.verdict.leading?.cause ?? unseen
        else { return refuse(request, .nothingToAcknowledge, into: &effects) }
        alarms.acknowledge()
        effects.append(.record(.silenced(cause, request: request)))
        effects.append(.publish(.snapshot))
        effects.append(.publish(.answer(request, .done)))
    }

    func refuse(_ request: RequestID, _ refusal: Refusal, into effects: inout Effects) {
        effects.append(.publish(.answer(request, .refused(refusal))))
    }

    /// Whoever waits for an answer gets one, whatever ended the wait.
    func answerPending(with refusal: Refusal, into effects: inout Effects) {
        switch stage {
        case .contactCheck(let arming): refuse(arming.request, refusal, into: &effects)
        case .armed(let armed):
            switch armed.step {
            case .waiting: return
            case .storing(let request), .starting(let request, _): refuse(request, refusal, into: &effects)
            }
        case .paused(let paused):
            switch paused.step {
            case .waiting: return
            case .pausing(let request, _): if let request { refuse(request, refusal, into: &effects) }
            case .storing(let request), .resuming(let request, _): refuse(request, refusal, into: &effects)
            }
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .titrating, .running, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
    }

    /// Takes what the device answered, or what its counters show of a command whose answer was lost.
    ///
    /// Stands against HAZ-L13: a command that was refused or lost, and is believed done. Each goes on from the step that
    /// sent it and from no other one, and whatever was not done disarms or trips.
    mutating func takeResult(
        of command: HostCommand, _ result: CommandResult, at now: Instant, into effects: inout Effects
    ) {
        switch command {
        case .selfTest: takeSelfTestAnswer(result, at: now, into: &effects)
        case .envelope, .arm: takeArmingAnswer(command, result, at: now, into: &effects)
        case .start:
            guard case .armed(let armed) = stage, case .starting(let request, isSent: true) = armed.step else { return }
            guard result == .done else {
                return disarm(because: .commandRefused(code: result.rawValue), at: now, into: &effects)
            }
            held = .none
            timing[0] = Timing()
            effects.append(.publish(.answer(request, .done)))
            beginPlayback(from: 0, at: now, into: &effects)
        case .resume:
            guard case .paused(let paused) = stage, case .resuming(let request, isSent: true) = paused.step else {
                return
            }
            guard result == .done else {
                return trip(Finding(.commandRefused, .trip, value: Int64(result.rawValue)), at: now, into: &effects)
            }
            effects.append(.publish(.answer(request, .done)))
            beginPlayback(from: paused.nextOrdinal, at: now, into: &effects)
        case .pause:
            guard case .paused(var paused) = stage, case .pausing(let request, isSent: true) = paused.step else {
                return
            }
            if result == .wrongState, paused.nextOrdinal >= segmentCount {
                // The program's end was faster: measured zero will say so.
                return stopOutput(goal: .finished(.completed), at: now, into: &effects)
            }
            guard result == .done else {
                return trip(Finding(.commandRefused, .trip, value: Int64(result.rawValue)), at: now, into: &effects)
            }
            // It paused before its answer came: what it may have begun by now is not played again.
            paused.nextOrdinal = firstUnplayed(of: paused.playback, at: now)
            paused.step = .waiting
            stage = .paused(paused)
            if let request { effects.append(.publish(.answer(request, .done))) }
        case .segment:
            guard result != .done, stage.playback != nil else { return }
            trip(Finding(.commandRefused, .trip, value: Int64(result.rawValue)), at: now, into: &effects)
        case .disarm, .acknowledgeTrip: return
        }
    }

    private mutating func takeSelfTestAnswer(_ result: CommandResult, at now: Instant, into effects: inout Effects) {
        guard result != .done else { return }
        switch stage {
        case .selfTesting(var testing):
            // Asked too early, while a trip of before is still being acknowledged: the time limit decides.
            testing.isAsked = false
            stage = .selfTesting(testing)
        case .contactCheck:
            disarm(because: .commandRefused(code: result.rawValue), at: now, into: &effects)
        case .disconnected, .identifying, .ready, .loaded, .titrating, .armed, .running, .paused, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
    }

    private mutating func takeArmingAnswer(
        _ command: HostCommand, _ result: CommandResult, at now: Instant, into effects: inout Effects
    ) {
        guard case .contactCheck(var arming) = stage else { return }
        guard result == .done else {
            return disarm(because: .commandRefused(code: result.rawValue), at: now, into: &effects)
        }
        if case .arm = command {
            // An answer to an arming that was given up is none to this one.
            guard case .arming = arming.step else { return }
            return finishArming(arming, at: now, into: &effects)
        }
        guard case .envelopes(let sent, let answered) = arming.step else { return }
        arming.step = .envelopes(next: sent, answered: answered + 1)
        continueArming(arming, at: now, into: &effects)
    }
}
