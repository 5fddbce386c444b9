import Link
import Safety
import Treatment
import Units
import Wire

/// The titration of one zone: armed, started, leased and judged as a treatment is, by a program of its own.
extension Machine {
    /// Arms for the titration of the one zone of `program`.
    ///
    /// Stands against HAZ-U1: a program that is not what the loaded plan allows is refused, so that nothing is tried that
    /// nobody approved.
    mutating func beginTitration(
        by program: Program, token: UInt64, approval: Fingerprint?, request: RequestID, at now: Instant,
        into effects: inout Effects
    ) {
        guard case .loaded = stage, let plan = treatment else {
            return refuse(request, .wrongState(state), into: &effects)
        }
        guard let first = ZoneIndex(0), program.count == 1, let place = plan.program.index(of: program.zone(at: first)),
            Machine.isTitration(program, of: place, in: plan.program),
            let cap = program.contractions(of: first)?.stimulation.current
        else { return refuse(request, .notOfThisPlan, into: &effects) }
        var short: LoadedTreatment
        do throws(Refusal) {
            short = try bind(program, approval: plan.approval)
        } catch {
            return refuse(request, error, into: &effects)
        }
        short.titrated = PerZone(repeating: nil)
        // The token is random, and so are the blanks by it.
        let procedure = Titration(cap: cap, seed: token ^ 0x5449_5452_4154_4521)
        titrations = [
            TitrationSession(plan: plan, zone: program.zone(at: first), place: place, procedure: procedure)
        ]
        treatment = short
        beginArming(token: token, approval: approval, request: request, at: now, into: &effects)
        // Refused at once: nothing was begun.
        if case .loaded = stage { closeTitration(at: now, into: &effects) }
    }

    /// Whether `program` has no heat, the plan's own pulses, and no more than a titration may give.
    private static func isTitration(_ program: Program, of place: ZoneIndex, in plan: Program) -> Bool {
        guard let first = ZoneIndex(0), program.reference(of: first) == nil,
            let given = program.contractions(of: first)?.stimulation,
            let planned = plan.contractions(of: place)?.stimulation
        else { return false }
        let cap = TitrationLimits.cap(in: plan.zone(at: place), planned: planned.current)
        return given.current <= cap && given.rate == planned.rate && given.width == planned.width
            && given.on == TitrationLimits.on && given.period == TitrationLimits.period
            && given.rampUp == TitrationLimits.ramp && given.rampDown == TitrationLimits.ramp && given.from == .zero
            && program.duration == TitrationLimits.period * Int64(TitrationLimits.presentations)
    }

    mutating func recordTitrationBegan(request: RequestID, into effects: inout Effects) {
        guard let treatment, let session = titrations.first else { return }
        titrations[0].hasBegun = true
        effects.append(
            .record(
                .titrationBegan(
                    session.zone, program: treatment.program.identity, device: link.bootID ?? 0, request: request)))
        effects.append(.record(.hostGranted(host)))
        if let hazardToZero { effects.append(.record(.hazardToZero(hazardToZero))) }
    }

    /// Brings the procedure to the presentation that segment `ordinal` belongs to: the response window of the one before
    /// has closed by then, because the last segments of a presentation are its rest.
    ///
    /// False when the titration has ended; true too where none is under way.
    mutating func present(_ ordinal: Int, into effects: inout Effects) -> Bool {
        guard !titrations.isEmpty else { return true }
        let number = ordinal / TitrationSession.segments + 1
        while let shown = titrations[0].procedure.presentation, shown.number < number {
            titrations[0].procedure.closeWindow()
        }
        guard let shown = titrations[0].procedure.presentation else { return false }
        if titrations[0].recorded < shown.number {
            titrations[0].recorded = shown.number
            effects.append(.record(.presented(titrations[0].zone, shown)))
        }
        return true
    }

    /// What is wanted of a segment's ramp, which is made for the plan's current; nil for no pulses.
    func wanted(_ ramp: CurrentRamp, at place: ZoneIndex) -> CurrentRamp? {
        if let session = titrations.first {
            guard let gain = session.procedure.presentation?.gain, gain > .zero else { return nil }
            return CurrentRamp(from: ramp.start.scaled(perMille: gain), to: ramp.end.scaled(perMille: gain))
        }
        if let control = treatment?.intensities[place] { return control.applied(to: ramp) }
        // A share of nothing that was found is nothing, never the whole.
        return treatment?.program.contractions(of: place)?.stimulation.intensity == nil ? ramp : nil
    }

    /// Takes what the operator marks; whether it counts is decided by when it comes.
    mutating func take(_ mark: TitrationMark, request: RequestID, at now: Instant, into effects: inout Effects) {
        guard case .titrating(let playback) = stage, let session = titrations.first, let first = session.firstSegment
        else { return refuse(request, .wrongState(state), into: &effects) }
        let after = now - clock.earliestHostTime(of: playback.start(of: first), at: now)
        let counts = titrations[0].procedure.mark(mark, after: after)
        effects.append(
            .record(
                .marked(
                    session.zone, mark, presentation: session.procedure.presentation?.number ?? 0,
                    milliseconds: Int32(clamping: after.milliseconds), counts: counts, request: request)))
        effects.append(.publish(.answer(request, .done)))
    }

    /// Ends the titration at zero, and keeps the plan with what was found before.
    mutating func endTitration(request: RequestID, at now: Instant, into effects: inout Effects) {
        guard !titrations.isEmpty else { return refuse(request, .wrongState(state), into: &effects) }
        titrations[0].procedure.stop()
        switch stage {
        case .titrating: stopOutput(goal: .titrated, at: now, into: &effects)
        case .contactCheck, .armed: disarm(because: .stopped, at: now, into: &effects)
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .running, .paused, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            break
        }
        effects.append(.publish(.answer(request, .done)))
    }

    /// What would pause a treatment ends a titration: nobody goes on with a search after a pad was put back.
    ///
    /// Its STOP goes before anything is written down.
    mutating func endTitration(because finding: Finding, at now: Instant, into effects: inout Effects) {
        guard case .titrating = stage else { return }
        pauseCause = finding
        _ = noted.insert(finding)
        stopOutput(goal: .titrated, noting: .finding(finding), at: now, into: &effects)
        // Nothing is judged any more, and nobody has seen it yet.
        alarms.hold(finding)
    }

    /// The device has played the program of the most presentations to its end.
    mutating func finishTitration(at now: Instant, into effects: inout Effects) {
        titrations[0].procedure.closeWindow()
        stopOutput(goal: .titrated, at: now, into: &effects)
    }

    /// The titration is over, however it ended: the plan comes back, with the range if one was found.
    mutating func closeTitration(at now: Instant, into effects: inout Effects) {
        guard let session = titrations.first else { return }
        if session.hasBegun { recordEnd(of: session, into: &effects) }
        titrations = []
        // A device that is gone has taken the plan with it.
        guard treatment != nil else { return }
        treatment = session.plan
        guard session.hasBegun else { return }
        treatment?.keep(KeptTitration(outcome: session.outcome, at: now), of: session.place)
    }

    /// What was given stands before the end of the record, as it does in a treatment's.
    private mutating func recordEnd(of session: TitrationSession, into effects: inout Effects) {
        if treatment != nil { deliveries = currentDeliveries }
        for place in ZoneSet.all {
            guard let delivery = deliveries[place] else { continue }
            effects.append(.record(.delivered(zone: place, delivery.delivery)))
        }
        deliveries = PerZone(repeating: nil)
        let result: TreatmentResult =
            switch session.outcome {
            case _ where latch != nil: .tripped
            case .stopped: .stopped
            case .found, .aboveCap, .maximumBelowThreshold, .unreliable, .unsettled: .completed
            }
        effects.append(
            .record(
                .titrationEnded(
                    session.zone, session.outcome, result, cause: latch?.cause ?? pauseCause?.cause ?? stopCause)))
    }

    /// Whether the plan that is loaded is `program` under this approval, on this applicator.
    ///
    /// Whoever stops a treatment and loads its plan again need not be titrated again within the time that a range is good for, and is
    /// not given again what was too much; nothing is kept of another plan, or of another approval.
    func isLoaded(_ program: Program, approval: Fingerprint) -> Bool {
        guard let treatment, approval != .none else { return false }
        return treatment.approval == approval && treatment.program.identity == program.identity
    }

    /// The workstation slept: what was found has grown older by it.
    mutating func ageTitrations(by span: Duration) {
        for place in ZoneSet.all {
            if let at = treatment?.titrated[place]?.at { treatment?.titrated[place]?.at = at - span }
            // While a zone is titrated the plan waits beside its session, with what was found in the others.
            guard !titrations.isEmpty, let at = titrations[0].plan.titrated[place]?.at else { continue }
            titrations[0].plan.titrated[place]?.at = at - span
        }
    }
}

extension LoadedTreatment {
    /// Takes what a titration of `place` came to; without a range nothing is given there by an intensity.
    mutating func keep(_ titration: KeptTitration, of place: ZoneIndex) {
        titrated[place] = titration
        // What an operator has lowered of a plan's own current stays lowered.
        if program.contractions(of: place)?.stimulation.intensity == nil { return }
        guard let range = titration.outcome.range, let planned = program.contractions(of: place)?.stimulation,
            let intensity = planned.intensity
        else {
            intensities[place] = nil
            return
        }
        intensities[place] = IntensityControl(range: range, cap: planned.current, intensity: intensity)
        // The gate and the device hold it too, and not the share alone.
        bounds[place]?.current = min(planned.current, range.maximum)
    }
}

/// How strong each zone is stimulated, where the plan says it as a share of what a titration found.
extension Machine {
    /// Why the plan's intensities mean nothing, or nothing any more; nil when a treatment can be armed.
    ///
    /// Stands against HAZ-U2: a share of a range that nobody has found, or that was found too long ago.
    func titrationGap(at now: Instant) -> Refusal? {
        guard let treatment else { return nil }
        for place in treatment.program.zones {
            guard treatment.program.contractions(of: place)?.stimulation.intensity != nil else { continue }
            let zone = treatment.program.zone(at: place)
            guard treatment.intensities[place] != nil, let kept = treatment.titrated[place] else {
                return .notTitrated(zone)
            }
            guard now - kept.at <= TitrationLimits.validity else { return .titrationTooOld(zone) }
        }
        return nil
    }

    /// What `place` is stimulated by, also where nobody has changed what the plan says; nil for no stimulation.
    private func intensityControl(of place: ZoneIndex) -> IntensityControl? {
        if let control = treatment?.intensities[place] { return control }
        guard let planned = treatment?.program.contractions(of: place)?.stimulation, planned.intensity == nil else {
            return nil
        }
        return IntensityControl(untitrated: planned.current)
    }

    /// What was lowered before the plan was loaded again: the record of what begins now says why it gives less than its plan.
    func recordLowered(request: RequestID, into effects: inout Effects) {
        guard let treatment else { return }
        for place in treatment.program.zones {
            guard let control = treatment.intensities[place], !control.isTitrated else { continue }
            let zone = treatment.program.zone(at: place)
            effects.append(.record(.intensitySet(zone, from: .whole, to: control.target, request: request)))
        }
    }

    /// The operator wants `zone` stronger or weaker from the next segment on.
    mutating func setIntensity(
        of zone: Zone, to intensity: PerMille, request: RequestID, into effects: inout Effects
    ) {
        switch stage {
        case .running, .paused: break
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed, .stopping,
            .cooldown, .finished, .tripped, .outputUncertain, .service:
            return refuse(request, .wrongState(state), into: &effects)
        }
        guard let place = treatment?.program.index(of: zone), let control = intensityControl(of: place) else {
            return refuse(request, .notStimulated(zone), into: &effects)
        }
        if treatment?.intensities[place] == nil, intensity == control.target {
            // All of the plan's current is what it gives already, without a control.
            return effects.append(.publish(.answer(request, .done)))
        }
        if intensity > control.target {
            // Against what is given: many small requests must not pile up into a long rise.
            guard intensity.rawValue - control.share.rawValue <= IntensityControl.step.rawValue else {
                return refuse(request, .stepTooLarge(IntensityControl.step), into: &effects)
            }
            let wanted = control.uncapped(intensity)
            guard intensity <= .whole, wanted <= control.cap else {
                let limit = min(control.cap, control.range.maximum)
                let refusal = OutputRefusal.current(asked: Int64(wanted.microamps), limit: Int64(limit.microamps))
                return refuse(request, .output(zone, refusal), into: &effects)
            }
        }
        var changed = control
        changed.set(intensity)
        treatment?.intensities[place] = changed
        effects.append(.record(.intensitySet(zone, from: control.target, to: changed.target, request: request)))
        effects.append(.publish(.snapshot))
        effects.append(.publish(.answer(request, .done)))
    }
}
