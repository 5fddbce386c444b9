import Link
import Safety
import Treatment
import Units
import Wire

/// What comes from the device, and the judgement of every sample.
extension Machine {
    static let publishInterval = Duration.milliseconds(100)
    /// How long output that no treatment gives may be seen: three means of 100 ms.
    static let strayTime = Duration.milliseconds(300)
    /// In ms: half of what a lease has when it is new.
    static let lowLeaseMargin: UInt8 = 100

    mutating func take(_ inbound: HostInbound, at now: Instant, into effects: inout Effects) {
        switch inbound {
        case .nothing: return
        case .answer(let answer): takeAnswer(answer, at: now, into: &effects)
        case .fast(let telemetry, let exchange, let isCurrent):
            takeFast(telemetry, exchange, isCurrent, at: now, into: &effects)
        case .slow(let telemetry): takeSlow(telemetry, at: now, into: &effects)
        case .result(let command, let result): takeResult(of: command, result, at: now, into: &effects)
        case .selfTest(let result): takeSelfTest(result, at: now, into: &effects)
        case .device(let part):
            described.device = part
            considerDescription(at: now, into: &effects)
        case .applicator(let part):
            described.applicator = part
            considerDescription(at: now, into: &effects)
        case .zone(let part):
            described.zones[part.zone] = part
            considerDescription(at: now, into: &effects)
        }
    }

    private mutating func takeSlow(_ telemetry: SlowTelemetry, at now: Instant, into effects: inout Effects) {
        slow = telemetry
        slowAt = now
        returnWatch.add(first: telemetry.returnFirst, second: telemetry.returnSecond, at: now)
        watchSupply(telemetry)
        if let known = described.applicator, known.id != telemetry.applicatorID { noticeSwap(at: now, into: &effects) }
        compareSegments(telemetry, at: now, into: &effects)
        guard telemetry.firstCause != .none, telemetry.firstCause != causeRecorded else { return }
        causeRecorded = telemetry.firstCause
        effects.append(
            .record(
                .deviceCause(
                    code: telemetry.firstCause.rawValue, zone: telemetry.firstCauseZone,
                    value: telemetry.firstCauseValue)))
    }

    /// A device that took other segments than were sent gives what nobody asked for.
    ///
    /// One that stopped by itself has refused some, and says why.
    private mutating func compareSegments(
        _ telemetry: SlowTelemetry, at now: Instant, into effects: inout Effects
    ) {
        guard telemetry.firstCause == .none, deviceCause == .none else { return }
        switch stage {
        case .running, .titrating, .paused: break
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .armed, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
        guard let expected = ledger.hash(at: telemetry.segmentHashAt), expected != telemetry.segmentHash else { return }
        trip(
            Finding(.commandRefused, .trip, value: Int64(telemetry.segmentHash), limit: Int64(expected)), at: now,
            into: &effects)
    }

    /// Another applicator is plugged in: its areas, sensors and uses are others, and have to be asked for.
    ///
    /// From the arming on, an unplugged applicator is a broken sensor, and trips.
    private mutating func noticeSwap(at now: Instant, into effects: inout Effects) {
        switch stage {
        case .contactCheck(let arming) where arming.step.mayHaveArmed: return
        case .identifying, .selfTesting, .ready, .loaded, .contactCheck, .finished, .service:
            startOver(because: .deviceRestarted, at: now, into: &effects)
        case .disconnected, .titrating, .armed, .running, .paused, .stopping, .cooldown, .tripped, .outputUncertain:
            return
        }
    }

    private mutating func takeFast(
        _ telemetry: FastTelemetry, _ exchange: ClockExchange?, _ isCurrent: Bool, at now: Instant,
        into effects: inout Effects
    ) {
        // A counter that stands still is no new sample: the age goes on growing until it counts as stale.
        guard telemetry.sample != fast?.sample else { return }
        measureLine(exchange, since: fast, telemetry)
        let goesBack = fast.map { telemetry.sample > $0.sample && telemetry.time <= $0.time } ?? false
        fast = telemetry
        fastAt = now
        fastIsCurrent = isCurrent
        deviceCause = telemetry.firstCause
        if let exchange { clock.add(exchange) }
        if goesBack { clock.breakOff() }
        followCommands(telemetry)
        for zone in ZoneSet(first: Int(telemetry.zoneCount)) {
            let lag = described.zones[zone]?.sensorTimeConstant ?? .zero
            let sample = telemetry.zones[zone]
            let reading = tallies[zone].add(
                sample, at: telemetry.time, timeConstant: lag, commanded: commanded[zone])
            readings[zone] = reading
            watchOutput(of: zone, sample, rise: reading.rise(timeConstant: lag), at: telemetry.time)
        }
        // A zone that the device does not speak of any more is not as it was: nothing is known of it.
        for zone in ZoneSet.all where zone.place >= Int(telemetry.zoneCount) { readings[zone] = ZoneReading() }
        followLease(telemetry)
        quality.update(good: link.goodFrames, damaged: link.damagedFrames, at: now)
        considerZero(at: now, into: &effects)
        judge(sample: telemetry.sample, at: now, into: &effects)
        followDevice(telemetry, at: now, into: &effects)
        // What takes away goes before what gives.
        limitZones(at: now)
        renewLease(at: now)
        goOn(at: now, into: &effects)
        recordDoses(isEnd: false, at: now, into: &effects)
        if now - published >= Machine.publishInterval { publish(at: now, into: &effects) }
    }

    /// Evaluates the interlocks, where a treatment is being prepared or is under way, and does what they demand.
    mutating func judge(sample: UInt32?, at now: Instant, into effects: inout Effects) {
        guard let zones = treatment?.deviceZones else { return }
        switch stage {
        case .contactCheck, .titrating, .armed, .running, .paused, .stopping, .cooldown: break
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .finished, .tripped, .outputUncertain,
            .service:
            return
        }
        var evidence = gatherEvidence(about: zones, at: now)
        gate.judge(&evidence, sample: sample)
        let verdict = gate.verdict
        react(to: verdict, at: now, into: &effects)
        reactAfterOutput(to: verdict, at: now, into: &effects)
    }

    /// When output has ended or was told to, pads may be taken off and sensors with them; only output counts.
    private mutating func reactAfterOutput(to verdict: Verdict, at now: Instant, into effects: inout Effects) {
        switch stage {
        case .stopping(var stopping):
            guard let stray = verdict.worst(of: .uncommandedOutput), stray != latch, noted.insert(stray) else { return }
            // A STOP is out already, and is repeated until zero is measured.
            stopping.goal = .tripped
            stage = .stopping(stopping)
            latch(stray, into: &effects)
        case .cooldown:
            if let stray = verdict.worst(of: .uncommandedOutput) { trip(stray, at: now, into: &effects) }
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .running,
            .paused, .finished, .tripped, .outputUncertain, .service:
            return
        }
    }

    private mutating func react(to verdict: Verdict, at now: Instant, into effects: inout Effects) {
        guard stage.isArmedOrBeyond else { return }
        alarms.show(verdict)
        guard let leading = verdict.leading else { return }
        if leading.reaction == .trip { trip(leading, at: now, into: &effects) }
        if leading.reaction == .pause { endTitration(because: leading, at: now, into: &effects) }
        note(verdict, into: &effects)
        switch leading.reaction {
        case .note, .warn, .ceiling, .trip: return
        case .pause:
            switch stage {
            case .running: pauseOutput(because: leading, at: now, into: &effects)
            case .armed, .contactCheck: disarm(because: .interlock(leading), at: now, into: &effects)
            case .paused, .disconnected, .identifying, .selfTesting, .ready, .loaded, .titrating, .stopping, .cooldown,
                .finished, .tripped, .outputUncertain, .service:
                return
            }
        }
    }

    /// Writes down every finding that is new, mild ones too.
    private mutating func note(_ verdict: Verdict, into effects: inout Effects) {
        for index in 0..<verdict.count {
            let finding = verdict[index]
            guard finding.reaction < .trip else { continue }
            if noted.insert(finding) { effects.append(.record(.finding(finding))) }
        }
    }

    /// Holds the device's own state against the one it should be in.
    private mutating func followDevice(_ telemetry: FastTelemetry, at now: Instant, into effects: inout Effects) {
        guard fastIsCurrent else { return }
        switch stage {
        case .running(let playback), .titrating(let playback):
            // A device may answer `Start` before it takes the sample that shows it; until the first segment nothing flows.
            if telemetry.time < playback.origin, telemetry.state == .armed || telemetry.state == .paused { return }
            guard telemetry.state != .running else { return checkEnd(of: playback, at: now, into: &effects) }
            let isOver = playback.nextOrdinal >= segmentCount
            guard telemetry.state == .idle, isOver else {
                return trip(
                    Finding(.commandRefused, .trip, value: Int64(telemetry.state.rawValue)), at: now, into: &effects)
            }
            guard telemetry.flags.outputIsZero else { return checkEnd(of: playback, at: now, into: &effects) }
            guard titrations.isEmpty else { return finishTitration(at: now, into: &effects) }
            commanded = PerZone(repeating: .zero)
            enter(.cooldown(since: now), at: now, into: &effects)
        case .paused(let paused):
            guard now - paused.since > .milliseconds(250), !telemetry.flags.outputIsZero else { return }
            if case .resuming = paused.step { return }
            trip(Finding(.outputUncertain, .trip), at: now, into: &effects)
        case .armed(let armed):
            // After `Start` went out it runs; before, whatever it left the arming for, it left it.
            if telemetry.state == .armed { return }
            if case .starting(_, isSent: true) = armed.step { return }
            disarm(because: .stopped, at: now, into: &effects)
        case .contactCheck(let arming) where arming.step.mayHaveArmed: return
        case .identifying, .selfTesting, .ready, .loaded, .contactCheck, .cooldown, .finished, .tripped, .service:
            if showsForeignOutput(telemetry) {
                return trip(Finding(.uncommandedOutput, .trip), at: now, into: &effects)
            }
            if let stray = strayOutput(at: now) { return trip(stray, at: now, into: &effects) }
            keepIdle(telemetry.state, at: now, into: &effects)
        case .disconnected, .stopping, .outputUncertain: return
        }
    }

    /// Whether output is measured although zero has been measured and nothing was begun since: it came back by itself.
    ///
    /// A self-test gives output on purpose.
    @inline(__always)
    private func showsForeignOutput(_ telemetry: FastTelemetry) -> Bool {
        guard !telemetry.flags.outputIsZero else { return false }
        return switch stage {
        case .ready, .loaded, .cooldown, .finished, .tripped, .service: true
        case .disconnected, .identifying, .selfTesting, .contactCheck, .titrating, .armed, .running, .paused,
            .stopping, .outputUncertain:
            false
        }
    }

    /// What is measured although no treatment is under way and the device says that its output is zero.
    ///
    /// The flag and the measurement may come from one detector that is blind; the supply and the counter of pulses do not.
    private mutating func strayOutput(at now: Instant) -> Finding? {
        switch stage {
        case .ready, .loaded, .finished, .tripped, .service: break
        case .disconnected, .identifying, .selfTesting, .contactCheck, .titrating, .armed, .running, .paused,
            .stopping, .cooldown, .outputUncertain:
            return nil
        }
        var evidence = gatherEvidence(about: .none, at: now)
        var verdict = Verdict()
        UncommandedOutput.judge(&evidence, into: &verdict)
        guard let stray = verdict.leading else {
            straySince = nil
            return nil
        }
        // A mean that still holds the end of a treatment is none: another host's, before this one was started.
        let since = straySince ?? now
        straySince = since
        guard now - since >= Machine.strayTime else { return nil }
        straySince = nil
        // Said once while it is latched: a stage that stays welded would fill the record, a trip for every sample.
        if case .tripped = stage, !noted.insert(stray) { return nil }
        return stray
    }

    /// A device that is armed or closed although nothing is wanted from it is stopped anew: a command was lost, or
    /// noise on the line looked like a STOP.
    ///
    /// One that stopped by itself trips the host too: a person has to see it. While it is identified, that is asked
    /// when the acknowledgement of the trip before had its time.
    private mutating func keepIdle(_ state: DeviceState, at now: Instant, into effects: inout Effects) {
        switch stage {
        case .identifying, .selfTesting, .tripped: break
        default: if let deviceFinding { return trip(deviceFinding, at: now, into: &effects) }
        }
        switch state {
        case .idle, .tripped: return
        case .armed, .running, .paused, .halted: break
        }
        guard now - hushed >= Machine.reminderInterval else { return }
        link.stop(at: now)
        hushed = now
    }

    /// A device that still runs a second after the program's end has not understood it.
    private mutating func checkEnd(of playback: Playback, at now: Instant, into effects: inout Effects) {
        guard playback.nextOrdinal >= segmentCount else { return }
        let end = clock.earliestHostTime(of: playback.start(of: segmentCount), at: now)
        if now - end > .seconds(1) { trip(Finding(.commandRefused, .trip), at: now, into: &effects) }
    }
}
