import Link
import Safety
import Treatment
import Units
import Wire

/// From `loaded` to `armed`: the patient is checked, the intent stored, the device given its envelopes.
extension Machine {
    /// How long everything must have been right.
    static let settlingTime = Duration.milliseconds(500)
    /// How long an operator waits for it at most.
    static let readinessTime = Duration.seconds(15)
    static let tokenTime = Duration.seconds(30)
    /// How long the store may take to write an intent.
    static let storageTime = Duration.seconds(5)
    /// How long the device may take to take envelopes and arming together, or a start.
    static let obedienceTime = Duration.seconds(2)

    /// Nothing is armed that no prescriber stands behind, on a simulator as little as on a device.
    ///
    /// Stands against HAZ-P1: the approval came with the program, in one step, and belongs to no other one. And against
    /// HAZ-P3: only what whoever arms was shown is armed, whatever was loaded since.
    mutating func beginArming(
        token: UInt64, approval: Fingerprint?, request: RequestID, at now: Instant, into effects: inout Effects
    ) {
        guard case .loaded = stage, let treatment else { return refuse(request, .wrongState(state), into: &effects) }
        guard treatment.approval != .none else { return refuse(request, .notApproved, into: &effects) }
        guard approval == nil || approval == treatment.approval else {
            return refuse(request, .otherApproval, into: &effects)
        }
        if titrations.isEmpty, let gap = titrationGap(at: now) { return refuse(request, gap, into: &effects) }
        (latch, pauseCause, stopCause, endedAt) = (nil, nil, nil, 0)
        // What an earlier treatment met is news again.
        noted = NotedFindings()
        timing[0] = Timing()
        gate.forget()
        beginContact()
        let arming = Arming(
            request: request, token: token, since: now, step: .checking(goodSince: nil), stepSince: now,
            selfTest: SelfTesting(since: now))
        enter(.contactCheck(arming), at: now, into: &effects)
    }

    mutating func continueArming(_ arming: Arming, at now: Instant, into effects: inout Effects) {
        var next = arming
        switch next.step {
        case .checking(let goodSince):
            judgeTiming(&next, at: now)
            let obstacle = obstacle(at: now)
            let isGood = obstacle == nil
            let timingGap = next.timingGap(at: now)
            if let refusal = obstacle ?? timingGap, now - next.since > Machine.readinessTime {
                refuse(next.request, refusal, into: &effects)
                return enter(.loaded, at: now, into: &effects)
            }
            if fast?.flags.selfTestPassed != true { advance(&next.selfTest, at: now) }
            guard isGood, let goodSince, now - goodSince >= Machine.settlingTime, timingGap == nil else {
                next.step = .checking(goodSince: isGood ? goodSince ?? now : nil)
                stage = .contactCheck(next)
                return
            }
            (next.step, next.stepSince) = (.storing, now)
            effects.append(.record(.intent(titrations.isEmpty ? .arm : .titrate, request: next.request)))
        case .storing:
            guard now - next.stepSince > Machine.storageTime else { return }
            refuse(next.request, .storageFailed, into: &effects)
            return enter(.loaded, at: now, into: &effects)
        case .envelopes(let sent, let answered):
            // What was right when it was checked must still be right when the device is armed.
            if let obstacle = obstacle(at: now) { return disarm(because: obstacle, at: now, into: &effects) }
            if now - next.stepSince > Machine.obedienceTime {
                return disarm(because: .notReady(.device, zone: nil), at: now, into: &effects)
            }
            sendEnvelopes(&next, sent: sent, answered: answered, at: now)
        case .arming:
            guard now - next.stepSince > Machine.obedienceTime else { return }
            return disarm(because: .notReady(.device, zone: nil), at: now, into: &effects)
        }
        stage = .contactCheck(next)
    }

    /// Why the treatment cannot be armed now; nil when nothing speaks against it.
    private func obstacle(at now: Instant) -> Refusal? {
        if let (gap, zone) = gap(at: now) { return .notReady(gap, zone: zone) }
        guard gate.sample != nil else { return .notReady(.telemetry, zone: nil) }
        if !gate.verdict.allowsOutput, let leading = gate.verdict.leading { return .interlock(leading) }
        return nil
    }

    /// What keeps the treatment from being armed now; nil when nothing does.
    private func gap(at now: Instant) -> (ReadinessGap, ZoneIndex?)? {
        guard let treatment, let fast, fastIsCurrent, now - fastAt <= Limits.telemetryWarning else {
            return (.telemetry, nil)
        }
        guard slow != nil, now - slowAt <= Limits.slowTelemetryTrip else { return (.telemetry, nil) }
        var coldest = Temperature.celsius(100)
        var warmest = Temperature.milliCelsius(-10_000)
        for zone in treatment.deviceZones {
            let reading = readings[zone]
            guard reading.centre.reliability == .ok, reading.edge.reliability == .ok else { return (.sensor, zone) }
            guard reading.radioFrequency == .ok, reading.stimulation == .ok else { return (.contact, zone) }
            let hot = max(reading.centre.reading, reading.edge.reading)
            guard hot <= Limits.startTemperature else { return (.tooWarm, zone) }
            warmest = max(warmest, hot)
            coldest = min(coldest, reading.centre.reading, reading.edge.reading)
        }
        guard warmest - coldest <= Limits.startSpread else { return (.uneven, nil) }
        guard let bound = clock.bound(at: now), bound <= Limits.clockBoundArm else { return (.clock, nil) }
        guard fast.flags.selfTestPassed else { return (.selfTest, nil) }
        guard fast.flags.buttonTested, !fast.flags.buttonPressed else { return (.button, nil) }
        return nil
    }

    private mutating func sendEnvelopes(_ arming: inout Arming, sent: Int, answered: Int, at now: Instant) {
        guard let treatment else { return }
        guard answered == sent else { return }
        var zones = treatment.deviceZones
        var hash = EnvelopeHash()
        var index = 0
        while let zone = zones.next() {
            guard let place = treatment.place(of: zone) else { continue }
            let envelope = envelope(of: place, on: zone, for: treatment)
            hash.add(envelope)
            if index == sent {
                guard link.hasRoom(forCommandOf: 46), link.send(.envelope(envelope), at: now) else { return }
                arming.step = .envelopes(next: sent + 1, answered: answered)
                return
            }
            index += 1
        }
        let arm = Arm(
            program: treatment.program.identity, approval: treatment.approval, envelopeHash: hash.value,
            zones: treatment.deviceZones)
        if Outlet.arm(arm, by: gate, over: &link, now: now) { arming.step = .arming }
    }

    private func envelope(of place: ZoneIndex, on zone: ZoneIndex, for treatment: LoadedTreatment) -> Envelope {
        let area = described.zones[zone]?.radioFrequencyArea ?? .zero
        let allowed = treatment.envelope(of: place, area: area)
        return Envelope(
            zone: zone, current: min(allowed.current, treatment.bounds[place]?.current ?? .zero), width: allowed.width,
            rate: allowed.rate, power: allowed.power,
            sensorTemperature: allowed.sensorTemperature, pulses: UInt32(clamping: allowed.pulses),
            chargeMicrocoulombs: UInt32(clamping: (allowed.charge.picocoulombs + 999_999) / 1_000_000),
            energyMillijoules: UInt32(clamping: (allowed.energy.nanojoules + 999_999) / 1_000_000),
            durationMilliseconds: UInt32(clamping: allowed.duration.milliseconds))
    }

    /// The device has armed: a token now waits for `start`.
    mutating func finishArming(_ arming: Arming, at now: Instant, into effects: inout Effects) {
        guard settleContact() else { return disarm(because: .notReady(.contact, zone: nil), at: now, into: &effects) }
        effects.append(.publish(.answer(arming.request, .token(arming.token, valid: Machine.tokenTime))))
        ledger = SegmentLedger()
        let armed = Armed(token: arming.token, expires: now + Machine.tokenTime, stepSince: now)
        enter(.armed(armed), at: now, into: &effects)
    }

    /// The second step: only the token of this arming starts it, once and in time.
    ///
    /// Stands against HAZ-A1: output that nobody meant to begin.
    mutating func beginStart(token: UInt64, request: RequestID, at now: Instant, into effects: inout Effects) {
        guard case .armed(var armed) = stage else { return refuse(request, .wrongState(state), into: &effects) }
        guard case .waiting = armed.step else { return refuse(request, .busy, into: &effects) }
        guard token == armed.token, now < armed.expires else { return refuse(request, .staleToken, into: &effects) }
        (armed.step, armed.stepSince) = (.storing(request), now)
        stage = .armed(armed)
        for zone in ZoneSet.all { tallies[zone].beginTreatment() }
        beginBudgets()
        if !titrations.isEmpty {
            recordTitrationBegan(request: request, into: &effects)
        } else if let treatment {
            effects.append(
                .record(
                    .treatmentBegan(
                        program: treatment.program.identity, zones: treatment.deviceZones, device: link.bootID ?? 0,
                        request: request)))
            treatmentIsOpen = true
            effects.append(.record(.hostGranted(host)))
            if let hazardToZero { effects.append(.record(.hazardToZero(hazardToZero))) }
            recordExpectation(into: &effects)
            recordLowered(request: request, into: &effects)
            doseLog.begin(at: now)
        }
        effects.append(.record(.intent(.start, request: request)))
    }

    mutating func continueArmed(_ armed: Armed, at now: Instant, into effects: inout Effects) {
        if let refusal = armed.refusal(at: now) { return disarm(because: refusal, at: now, into: &effects) }
        guard case .starting(let request, isSent: false) = armed.step, let treatment else { return }
        // Output needs a lease that has already arrived.
        guard leaseMargin > 0 else { return }
        var next = armed
        let sent = Outlet.start(treatment.program.identity, by: gate, over: &link, now: now)
        next.step = .starting(request, isSent: sent)
        stage = .armed(next)
    }

    /// Takes the arming back without a latch: nothing has flowed.
    mutating func disarm(because refusal: Refusal, at now: Instant, into effects: inout Effects) {
        answerPending(with: refusal, into: &effects)
        closeTreatment(.stopped, into: &effects)
        takeArmingBack(at: now)
        enter(.loaded, at: now, into: &effects)
    }

    /// What was sent towards an arming is not sent again, and is undone where it has arrived.
    ///
    /// A command that waits for its answer would be sent again in front of the disarming: a stop drops it. A stop also goes
    /// where the command finds no room; a device that hears neither is noticed by its state.
    mutating func takeArmingBack(at now: Instant) {
        if !link.isQuiet || !link.send(.disarm(Disarm()), at: now) { link.stop(at: now) }
        hushed = now
    }

    /// Goes on with the request whose intent it was; the answer to one that was given up in the meantime is none to another.
    ///
    /// Stands against HAZ-L9: output without a record. Nothing is armed, started or resumed before its intent is stored.
    mutating func continueAfterIntent(
        of stored: RequestID, _ isStored: Bool, at now: Instant, into effects: inout Effects
    ) {
        // The last sample was judged before: it may have become too old since.
        judge(sample: nil, at: now, into: &effects)
        switch stage {
        case .contactCheck(var arming):
            guard case .storing = arming.step, arming.request == stored else { return }
            guard isStored else {
                refuse(arming.request, .storageFailed, into: &effects)
                return enter(.loaded, at: now, into: &effects)
            }
            (arming.step, arming.stepSince) = (.envelopes(next: 0, answered: 0), now)
            continueArming(arming, at: now, into: &effects)
        case .armed(var armed):
            guard case .storing(let request) = armed.step, request == stored else { return }
            guard isStored else { return disarm(because: .storageFailed, at: now, into: &effects) }
            (armed.step, armed.stepSince) = (.starting(request, isSent: false), now)
            stage = .armed(armed)
            continueArmed(armed, at: now, into: &effects)
        case .paused(var paused):
            guard case .storing(let request) = paused.step, request == stored else { return }
            guard isStored else {
                refuse(request, .storageFailed, into: &effects)
                paused.step = .waiting
                stage = .paused(paused)
                return
            }
            (paused.step, paused.stepSince) = (.resuming(request, isSent: false), now)
            stage = .paused(paused)
            continuePaused(paused, at: now, into: &effects)
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .titrating, .running, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
    }
}
