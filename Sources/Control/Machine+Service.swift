import Link
import Safety
import Treatment
import Units
import Wire

/// What has to be done because time passes.
extension Machine {
    /// How often the machine looks around while a device is on the line.
    static let tick = Limits.lookAround
    static let idleTick = Duration.milliseconds(50)
    /// A silent device without an arming is asked again who it is.
    static let silence = Duration.seconds(1)
    /// How long a device may take to be idle before it is told again.
    static let reminderInterval = Duration.milliseconds(100)

    mutating func service(at now: Instant, into effects: inout Effects) {
        timer = nil
        (serviceGap, servicedAt) = (now - servicedAt, now)
        defer { serviceGap = .zero }
        guard lineIsOpen else { return }
        if let fault = link.service(at: now) { takeLinkFault(fault, at: now, into: &effects) }
        if link.bootID == nil || described.missing != nil { identify(at: now) }
        noticeSilence(at: now, into: &effects)
        remind(at: now)
        probeLine(at: now)
        judge(sample: nil, at: now, into: &effects)
        goOn(at: now, into: &effects)
        indicate(at: now)
    }

    /// Takes the next step of whatever is under way.
    mutating func goOn(at now: Instant, into effects: inout Effects) {
        switch stage {
        case .selfTesting: continueSelfTest(at: now, into: &effects)
        case .contactCheck(let arming): continueArming(arming, at: now, into: &effects)
        case .armed(let armed): continueArmed(armed, at: now, into: &effects)
        case .running, .titrating: release(at: now, into: &effects)
        case .paused(let paused): continuePaused(paused, at: now, into: &effects)
        case .stopping(let stopping): continueStopping(stopping, at: now, into: &effects)
        case .cooldown(let since): continueCooldown(since: since, at: now, into: &effects)
        case .outputUncertain(let goal, let lastRepeat, let lastCall):
            insist(on: goal, lastRepeat, lastCall, at: now, into: &effects)
        case .disconnected, .identifying, .ready, .loaded, .finished, .tripped, .service: return
        }
    }

    private mutating func takeLinkFault(_ fault: LinkFault, at now: Instant, into effects: inout Effects) {
        let cause: Cause
        switch fault {
        case .unanswered: cause = .commandRefused
        case .lineTooSlow: cause = .lineTooSlow
        }
        if stage.isArmedOrBeyond { return trip(Finding(cause, .trip), at: now, into: &effects) }
        startOver(because: cause, at: now, into: &effects)
    }

    /// A device that says nothing any more while nothing is armed is asked again who it is.
    private mutating func noticeSilence(at now: Instant, into effects: inout Effects) {
        guard link.bootID != nil, fast != nil, now - fastAt > Machine.silence, !stage.isArmedOrBeyond else { return }
        startOver(because: .telemetryStale, at: now, into: &effects)
    }

    /// A stop that was not answered goes out again, where nobody waits for measured zero and repeats it.
    ///
    /// A device that saw the run of zeros and not the frame is closed to everything else, and one that was switched on
    /// after the greeting lives in an older epoch: with neither could a word be spoken.
    private mutating func remind(at now: Instant) {
        guard link.bootID != nil, !link.epochIsConfirmed, now - hushed >= Machine.reminderInterval else { return }
        switch stage {
        case .stopping, .outputUncertain: return
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .running,
            .paused, .cooldown, .finished, .tripped, .service:
            link.repeatStop(at: now)
            hushed = now
        }
    }

    mutating func startOver(because cause: Cause, at now: Instant, into effects: inout Effects) {
        answerPending(with: .noDevice, into: &effects)
        abandonCooldown(because: cause, at: now, into: &effects)
        forgetDevice()
        greet(at: now, into: &effects)
        beginIdentifying(at: now, into: &effects)
    }

    /// The device's buzzer follows the alarm; it is told every second, so that it knows the host is there.
    private mutating func indicate(at now: Instant) {
        guard link.hasRoom(forDatagramOf: Indicate.frameLength), now - indicated >= .seconds(1) else { return }
        indicated = now
        link.indicate(alarm, at: now)
    }

    /// The alarm that is signalled: the most urgent condition that nobody has acknowledged, or what the state calls for.
    @inline(__always)
    var alarm: AlarmPriority { max(AlarmPriority(alarms.urgency), stateAlarm) }

    /// What a state says without any condition: that somebody is waited for, or that the power must be cut.
    @inline(__always)
    private var stateAlarm: AlarmPriority {
        switch stage {
        case .outputUncertain: .high
        case .paused, .service: .low
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .running,
            .stopping, .cooldown, .finished, .tripped:
            .none
        }
    }

    /// The moment at which the machine next has something to do by itself.
    @inline(__always)
    func nextWakeUp(at now: Instant) -> Instant? {
        guard lineIsOpen else { return nil }
        // Counted from the last look around, not from now: samples come more often than ticks and must not push them on.
        let tick = servicedAt + Machine.tick
        switch stage {
        case .running(let playback), .titrating(let playback):
            // A release that waits for room goes on when the next sample comes.
            guard playback.nextOrdinal < segmentCount, !playback.isBlocked else { return tick }
            return min(max(due(playback.nextOrdinal, in: playback, at: now), now), tick)
        case .contactCheck(let arming):
            if case .checking = arming.step { return servicedAt + TimingCheck.period }
            return tick
        case .armed, .paused, .stopping: return tick
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .cooldown, .finished, .tripped,
            .outputUncertain, .service:
            return servicedAt + Machine.idleTick
        }
    }
}

extension AlarmPriority {
    /// The device's word for it.
    init(_ urgency: AlarmUrgency) {
        self =
            switch urgency {
            case .none: .none
            case .low: .low
            case .medium: .medium
            case .high: .high
            }
    }
}

private func max(_ left: AlarmPriority, _ right: AlarmPriority) -> AlarmPriority {
    left.rawValue >= right.rawValue ? left : right
}
