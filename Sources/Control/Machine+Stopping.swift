import Link
import Safety
import Units
import Wire

/// Output off, from every state, and what comes after it.
extension Machine {
    static let repeatInterval = Duration.milliseconds(30)
    static let uncertainAfter = Duration.milliseconds(500)
    /// How often a STOP is repeated while zero was never seen: three BREAK-length runs of the slowest line fit in between.
    static let insistInterval = Duration.milliseconds(100)
    /// How often it is said again that the power must be cut.
    static let callInterval = Duration.seconds(5)
    static let cooldownLeast = Duration.milliseconds(300)

    /// Latches the first cause; later ones are recorded and change nothing.
    mutating func latch(_ finding: Finding, into effects: inout Effects) {
        effects.append(.record(.finding(finding)))
        hold(finding)
    }

    /// What happens now goes before what is only still to be acknowledged of before.
    private mutating func hold(_ finding: Finding) {
        alarms.raise(finding)
        if latch == nil || latchIsOfBefore { (latch, latchIsOfBefore) = (finding, false) }
    }

    /// Stops and latches.
    mutating func trip(_ finding: Finding, at now: Instant, into effects: inout Effects) {
        hold(finding)
        stopOutput(goal: .tripped, noting: .finding(finding), at: now, into: &effects)
    }

    /// STOP, past everything that waits; `goal` is entered when zero has been measured.
    ///
    /// Its bytes come first, before `reason` is written down and anybody is told. Stands against HAZ-S1, with what
    /// `continueStopping` and `insist` do until zero is measured: a STOP that does not reach the device.
    mutating func stopOutput(
        goal: StopGoal, noting reason: RecordEvent? = nil, at now: Instant, into effects: inout Effects
    ) {
        commanded = PerZone(repeating: .zero)
        endedAt = ordinal(at: now)
        if lineIsOpen {
            link.stop(at: now)
            hushed = now
            effects.append(.flushOutput)
            effects.append(.write)
        }
        if let reason { effects.append(.record(reason)) }
        answerPending(with: .stopped, into: &effects)
        guard lineIsOpen else { return endStop(goal, at: now, into: &effects) }
        enter(.stopping(Stopping(goal: goal, since: now, lastRepeat: now)), at: now, into: &effects)
    }

    /// Whether the device has been seen, after the STOP, to have no output.
    @inline(__always)
    var zeroIsMeasured: Bool {
        guard link.epochIsConfirmed, let fast, fast.flags.outputIsZero else { return false }
        switch fast.state {
        case .idle, .tripped: return fastIsCurrent
        case .armed, .running, .paused, .halted: return false
        }
    }

    /// What the device's own first cause is called here; nil when it has none.
    @inline(__always)
    var deviceFinding: Finding? {
        switch deviceCause {
        case .none: nil
        case .patientButton: Finding(.patientButton, .trip)
        default: Finding(.deviceTrip, .trip, value: Int64(deviceCause.rawValue))
        }
    }

    mutating func considerZero(at now: Instant, into effects: inout Effects) {
        switch stage {
        case .stopping(let stopping):
            guard zeroIsMeasured else { return }
            // The device stopped by itself as well: that has to be acknowledged, whoever was first.
            if latch == nil, let finding = deviceFinding {
                latch(finding, into: &effects)
                return endStop(.tripped, at: now, into: &effects)
            }
            endStop(stopping.goal, at: now, into: &effects)
        case .outputUncertain(let goal, _, _):
            if zeroIsMeasured { endStop(goal, at: now, into: &effects) }
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .running,
            .paused, .cooldown, .finished, .tripped, .service:
            return
        }
    }

    /// Output is known to be off, or the line is gone and the lease has taken it: what was wanted comes now.
    mutating func endStop(_ goal: StopGoal, at now: Instant, into effects: inout Effects) {
        switch goal {
        case .finished(let result):
            closeTreatment(result, into: &effects)
            if !titrations.isEmpty { lastResult = result }
            enter(.finished(result), at: now, into: &effects)
        case .tripped:
            closeTreatment(.tripped, into: &effects)
            enter(.tripped, at: now, into: &effects)
        // A device that began anew meanwhile has taken the plan with it, and is asked who it is.
        case .titrated: enter(treatment == nil ? .identifying : .loaded, at: now, into: &effects)
        }
    }

    /// Repeats the STOP and escalates while zero is not seen.
    mutating func continueStopping(_ stopping: Stopping, at now: Instant, into effects: inout Effects) {
        var next = stopping
        let elapsed = now - stopping.since
        // A host that slept through the time for them takes them all at once.
        if elapsed >= .milliseconds(100), next.escalations == 0 {
            next.escalations = 1
            terminalIsDropped = true
            effects.append(.escalate(.dropTerminalReady))
        }
        if elapsed >= .milliseconds(150), next.escalations == 1 {
            next.escalations = 2
            effects.append(.escalate(.lineBreak))
        }
        if elapsed >= Machine.uncertainAfter {
            latch(Finding(.outputUncertain, .trip, value: elapsed.microseconds), into: &effects)
            effects.append(.escalate(.callForHelp))
            return enter(.outputUncertain(goal: .tripped, lastRepeat: now, lastCall: now), at: now, into: &effects)
        }
        if now - next.lastRepeat >= Machine.repeatInterval {
            next.lastRepeat = now
            repeatStop(at: now, into: &effects)
        }
        stage = .stopping(next)
    }

    /// Goes on stopping and calling while zero is not seen, for as long as it takes.
    mutating func insist(
        on goal: StopGoal, _ lastRepeat: Instant, _ lastCall: Instant, at now: Instant, into effects: inout Effects
    ) {
        guard now - lastRepeat >= Machine.insistInterval else { return }
        repeatStop(at: now, into: &effects)
        let isCall = now - lastCall >= Machine.callInterval
        if isCall { effects.append(.escalate(.callForHelp)) }
        stage = .outputUncertain(goal: goal, lastRepeat: now, lastCall: isCall ? now : lastCall)
    }

    mutating func repeatStop(at now: Instant, into effects: inout Effects) {
        guard lineIsOpen else { return }
        link.repeatStop(at: now)
        hushed = now
        effects.append(.flushOutput)
        effects.append(.write)
    }

    /// Writes down what was given, once per treatment.
    mutating func closeTreatment(_ result: TreatmentResult, into effects: inout Effects) {
        // Who stopped it is shown until the next plan is loaded, and forgotten then.
        guard treatmentIsOpen else { return }
        treatmentIsOpen = false
        if treatment != nil { deliveries = currentDeliveries }
        recordDoses(isEnd: true, at: fastAt, into: &effects)
        for place in ZoneSet.all {
            guard let delivery = deliveries[place] else { continue }
            effects.append(.record(.delivered(zone: place, delivery.delivery)))
        }
        lastResult = result
        // The record takes the histograms from what is shown.
        effects.append(.publish(.snapshot))
        effects.append(.record(.timing))
        effects.append(.record(.treatmentEnded(result, cause: latch?.cause ?? stopCause)))
    }

    /// Watches the sensors after the last segment, until the tissue below them is cool by its estimate.
    mutating func continueCooldown(since: Instant, at now: Instant, into effects: inout Effects) {
        guard now - since >= Machine.cooldownLeast, slowAt > since, let treatment else { return }
        for zone in treatment.deviceZones {
            // Without a sensor nothing more can be learnt by waiting.
            guard let hottest = readings[zone].hottest else { continue }
            guard max(hottest, readings[zone].deep.temperature) < Limits.cooldownTemperature else { return }
        }
        endStop(.finished(.completed), at: now, into: &effects)
    }
}
