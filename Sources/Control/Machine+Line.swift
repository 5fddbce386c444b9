import Link
import Safety
import Units
import Wire

/// The line comes and goes; the device is asked who it is.
extension Machine {
    static let helloInterval = Duration.milliseconds(250)
    static let describeInterval = Duration.milliseconds(50)
    static let selfTestTime = Duration.seconds(3)

    mutating func openLine(today day: Int, at now: Instant, into effects: inout Effects) {
        if lineIsOpen { loseLine(at: now, into: &effects) }
        lineIsOpen = true
        today = day
        forgetDevice()
        greet(at: now, into: &effects)
        switch stage {
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .service:
            enter(.identifying, at: now, into: &effects)
        case .contactCheck, .titrating, .armed, .running, .paused:
            // A line that opens anew under an arming was lost without anybody noticing.
            trip(Finding(.linkLost, .trip), at: now, into: &effects)
        case .stopping, .cooldown, .finished, .tripped, .outputUncertain: break
        }
    }

    mutating func loseLine(at now: Instant, into effects: inout Effects) {
        guard lineIsOpen else { return }
        lineIsOpen = false
        defer { forgetDevice() }
        switch stage {
        case .titrating, .armed, .running, .paused:
            trip(Finding(.linkLost, .trip), at: now, into: &effects)
        case .contactCheck(let arming):
            if arming.step.mayHaveArmed { return trip(Finding(.linkLost, .trip), at: now, into: &effects) }
            refuse(arming.request, .noDevice, into: &effects)
            enter(.disconnected, at: now, into: &effects)
        case .outputUncertain:
            // Zero was not seen, and now it cannot be: only a device that comes back with zero ends this.
            publish(at: now, into: &effects)
        case .stopping, .cooldown:
            if latch == nil { latch(Finding(.linkLost, .trip), into: &effects) }
            endStop(.tripped, at: now, into: &effects)
        case .tripped: publish(at: now, into: &effects)
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .finished, .service:
            enter(.disconnected, at: now, into: &effects)
        }
    }

    /// STOP first: whatever the device was doing, it was not this session.
    mutating func greet(at now: Instant, into effects: inout Effects) {
        link.stop(at: now)
        link.hello(at: now)
        (asked, hushed) = (now, now)
    }

    mutating func forgetDevice() {
        link.closeSession()
        if treatmentIsOpen || titrations.first?.hasBegun == true, treatment != nil { deliveries = currentDeliveries }
        clock = ClockSync()
        hazardToZero = nil
        gate.forget()
        described = ConnectedDevice()
        treatment = nil
        fast = nil
        slow = nil
        readings = PerZone(repeating: ZoneReading())
        forgetOutput()
        deviceCause = .none
        causeRecorded = .none
        quality = LineQuality()
    }

    /// Asks again for what has not been answered while the device is being identified.
    mutating func identify(at now: Instant) {
        guard link.bootID != nil else {
            guard now - asked >= Machine.helloInterval else { return }
            link.hello(at: now)
            asked = now
            return
        }
        guard let part = described.missing, now - asked >= Machine.describeInterval, link.isReady else { return }
        link.describe(part, at: now)
        asked = now
    }

    mutating func takeAnswer(_ answer: HelloAnswer, at now: Instant, into effects: inout Effects) {
        guard answer.schemaHash == Protocol.schemaHash else {
            if stage.state == .identifying { enter(.service(.otherSchema), at: now, into: &effects) }
            return
        }
        if let known = link.bootID, answer.bootID != known { return noticeRestart(at: now, into: &effects) }
        guard answer.hostInstance == link.hostInstance, link.bootID == nil else { return }
        link.openSession(with: answer)
        effects.append(.record(.deviceIdentified(boot: answer.bootID)))
        asked = now - Machine.describeInterval
        if zeroIsOwed { return measureOwedZero(at: now, into: &effects) }
        if lineRate < Limits.lineRate, stage.state == .identifying {
            return enter(.service(.lineTooSlow), at: now, into: &effects)
        }
        identify(at: now)
    }

    /// Nobody has seen zero since what happened before this host began: the first device that answers is stopped and watched
    /// until it has.
    private mutating func measureOwedZero(at now: Instant, into effects: inout Effects) {
        zeroIsOwed = false
        guard case .tripped = stage else { return identify(at: now) }
        stopOutput(goal: .tripped, at: now, into: &effects)
    }

    private mutating func noticeRestart(at now: Instant, into effects: inout Effects) {
        guard stage.isArmedOrBeyond else {
            answerPending(with: .noDevice, into: &effects)
            abandonCooldown(because: .deviceRestarted, at: now, into: &effects)
            forgetDevice()
            greet(at: now, into: &effects)
            return beginIdentifying(at: now, into: &effects)
        }
        endedAt = ordinal(at: now)
        // The greeting's STOP goes out before anything is written down or answered.
        effects.append(.flushOutput)
        effects.append(.write)
        answerPending(with: .noDevice, into: &effects)
        latch(Finding(.deviceRestarted, .trip), into: &effects)
        closeTreatment(.tripped, into: &effects)
        forgetDevice()
        greet(at: now, into: &effects)
        enter(.stopping(Stopping(goal: .tripped, since: now, lastRepeat: now)), at: now, into: &effects)
    }

    /// Nobody can watch the tissue cool any more.
    mutating func abandonCooldown(because cause: Cause, at now: Instant, into effects: inout Effects) {
        guard case .cooldown = stage else { return }
        latch(Finding(cause, .trip), into: &effects)
        endStop(.tripped, at: now, into: &effects)
    }

    /// Asks who the device is, unless a stop or a trip has to be seen through first.
    mutating func beginIdentifying(at now: Instant, into effects: inout Effects) {
        switch stage {
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .running,
            .paused, .finished, .service:
            enter(.identifying, at: now, into: &effects)
        case .stopping, .cooldown, .tripped, .outputUncertain: break
        }
    }

    /// Goes on when the last part of the description has come.
    mutating func considerDescription(at now: Instant, into effects: inout Effects) {
        guard described.missing == nil else {
            asked = now - Machine.describeInterval
            return identify(at: now)
        }
        guard case .identifying = stage else { return }
        let isMonopolar = described.device?.traits.isMonopolar ?? true
        for zone in ZoneSet.all {
            if let part = described.zones[zone] { tallies[zone].describe(part, isMonopolar: isMonopolar) }
        }
        if let refusal = described.refusal(today: today) {
            return enter(.service(refusal), at: now, into: &effects)
        }
        enter(.selfTesting(SelfTesting(since: now)), at: now, into: &effects)
    }

    /// Runs the self-test's steps while the device is new; gives up after three seconds.
    mutating func continueSelfTest(at now: Instant, into effects: inout Effects) {
        guard case .selfTesting(var testing) = stage else { return }
        if deviceCause != .none, now - testing.since > .milliseconds(200) {
            // It tripped before this session began: a person has to see it, and that nothing flows is measured first.
            if let deviceFinding { trip(deviceFinding, at: now, into: &effects) }
            return
        }
        guard now - testing.since < Machine.selfTestTime else {
            return enter(.service(.selfTestFailed), at: now, into: &effects)
        }
        advance(&testing, at: now)
        if testing.step > 3 { return enter(.ready, at: now, into: &effects) }
        stage = .selfTesting(testing)
    }

    /// Sends the next step's command when it is its turn.
    mutating func advance(_ testing: inout SelfTesting, at now: Instant) {
        guard deviceCause == .none, let step = SelfTestStep(rawValue: testing.step) else { return }
        // Nothing under way and no result: either it was not asked for yet, or command or result was lost.
        guard link.isReady, link.isQuiet else { return }
        if link.send(.selfTest(SelfTest(step)), at: now) { testing.isAsked = true }
    }

    /// Takes one step's result; a step that failed leads to service.
    ///
    /// Stands against HAZ-O11: one shut-off that does not open. Each of both is opened alone, when a device is new and
    /// again before every arming.
    mutating func takeSelfTest(_ result: SelfTestResult, at now: Instant, into effects: inout Effects) {
        switch stage {
        case .selfTesting(var testing):
            guard testing.isAsked, result.step.rawValue == testing.step else { return }
            guard result.passed else {
                return enter(.service(DeviceRefusal(failed: result.step)), at: now, into: &effects)
            }
            testing = SelfTesting(step: testing.step + 1, since: testing.since)
            stage = .selfTesting(testing)
            continueSelfTest(at: now, into: &effects)
        case .contactCheck(var arming):
            guard arming.selfTest.isAsked, result.step.rawValue == arming.selfTest.step else { return }
            guard result.passed else {
                let refusal = DeviceRefusal(failed: result.step)
                refuse(arming.request, .deviceRefused(refusal), into: &effects)
                takeArmingBack(at: now)
                return enter(.service(refusal), at: now, into: &effects)
            }
            arming.selfTest = SelfTesting(step: arming.selfTest.step + 1, since: now)
            stage = .contactCheck(arming)
        case .disconnected, .identifying, .ready, .loaded, .titrating, .armed, .running, .paused, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
    }
}

extension DeviceRefusal {
    /// What a failed step of the self-test says about the device.
    init(failed step: SelfTestStep) {
        self =
            switch step {
            case .firstShutOff: .firstShutOffStuck
            case .secondShutOff: .secondShutOffStuck
            case .sensors: .selfTestFailed
            }
    }
}
