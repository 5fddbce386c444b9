import Link
import Safety
import Treatment
import Units
import Wire

/// The program is released, segment by segment, about 100 ms ahead of its time.
extension Machine {
    /// From the device's answer to `Start` to the first segment: the look-ahead and half as much again.
    static let leadIn = Duration.milliseconds(150)
    static let pauseLimit = Duration.seconds(600)
    static let smallestGain: Int32 = 20
    static let liftCount: UInt8 = 3

    /// How many segments the loaded plan has; 0 without one.
    @inline(__always)
    var segmentCount: Int { treatment?.program.segmentCount ?? 0 }

    /// What is left of the device's lease, in ms, as it said last.
    @inline(__always)
    var leaseMargin: UInt8 { fast?.leaseMarginMilliseconds ?? 0 }

    mutating func beginPlayback(from ordinal: Int, at now: Instant, into effects: inout Effects) {
        var rested = Duration.zero
        if case .paused(let paused) = stage { rested = (now - paused.since).clampedToPositive }
        for place in ZoneSet.all {
            if ordinal == 0 { renewLoop(at: place) } else { treatment?.loops[place].interrupt(for: rested) }
        }
        treatment?.beganAt = ordinal
        noted = NotedFindings()
        for zone in ZoneSet.all { tallies[zone].beginOutput(isFirst: ordinal == 0) }
        let origin = clock.latestDeviceTime(at: now) + Machine.leadIn
        for zone in ZoneSet.all { commands[zone.place].begin(in: zone, at: origin, isResumed: ordinal > 0) }
        for place in ZoneSet.all { treatment?.intensities[place]?.beginOutput() }
        let playback = Playback(origin: origin, firstOrdinal: ordinal, nextOrdinal: ordinal)
        enter(titrations.isEmpty ? .running(playback) : .titrating(playback), at: now, into: &effects)
    }

    /// How long before it is due a release may begin: only two segments at a time have room on the line, and a host that
    /// stalls before it has read their echo would be late with the others.
    static let headStart = Duration.milliseconds(20)

    /// How late the next release is now, counted from its look-ahead; zero when it is not.
    @inline(__always)
    func currentLateness(at now: Instant) -> Duration {
        guard let playback = stage.playback, let treatment else { return .zero }
        guard playback.nextOrdinal < treatment.program.segmentCount else { return .zero }
        return (now - due(playback.nextOrdinal, in: playback, at: now) - Machine.headStart).clampedToPositive
    }

    /// When segment `ordinal` is released.
    @inline(__always)
    func due(_ ordinal: Int, in playback: Playback, at now: Instant) -> Instant {
        clock.earliestHostTime(of: playback.start(of: ordinal), at: now) - Protocol.lookAhead - Machine.headStart
    }

    /// Releases everything that is due and finds room on the line.
    ///
    /// Only after a judgement at the same moment, which trips when a release is too late.
    mutating func release(at now: Instant, into effects: inout Effects) {
        guard var playback = stage.playback, let program = treatment?.program else { return }
        while playback.nextOrdinal < program.segmentCount, now >= due(playback.nextOrdinal, in: playback, at: now) {
            // A segment that arrives before the lease would trip the device; one that waits for it too long trips the host.
            // It counts as blocked, so that the next sample or tick tries again, and not the timer without a pause.
            guard leaseMargin > 0, link.hasRoom(forCommandOf: Segment.frameLength) else {
                playback.isBlocked = true
                break
            }
            guard present(playback.nextOrdinal, into: &effects) else {
                return stopOutput(goal: .titrated, at: now, into: &effects)
            }
            let isFirst = playback.nextPlace == 0 && !playback.isBlocked
            playback.isBlocked = false
            let lateness = now - due(playback.nextOrdinal, in: playback, at: now)
            if isFirst { timing[0].releases.add(lateness) } else { timing[0].queued.add(lateness) }
            do throws(OutputRefusal) {
                guard try releaseNext(of: playback, at: now) else { break }
            } catch {
                return trip(Finding(.commandRefused, .trip, value: -1), at: now, into: &effects)
            }
            playback.nextPlace += 1
            if playback.nextPlace == program.count {
                playback.nextPlace = 0
                playback.nextOrdinal += 1
            }
        }
        stage = titrations.isEmpty ? .running(playback) : .titrating(playback)
    }

    private mutating func releaseNext(of playback: Playback, at now: Instant) throws(OutputRefusal) -> Bool {
        guard let place = ZoneIndex(playback.nextPlace), let treatment, let zone = treatment.zones[place],
            let bounds = treatment.bounds[place]
        else { return true }
        let ordinal = playback.nextOrdinal
        let segment = treatment.program.segment(ordinal, of: place)
        var request = OutputRequest(
            zone: zone, rate: .zero, width: .zero, ramp: CurrentRamp(from: .zero, to: .zero), power: .zero)
        // It rises by what is felt: not in the warm-up before the first contraction, and not in a rest.
        if segment.stimulation != nil { self.treatment?.intensities[place]?.advance() }
        if let slice = segment.stimulation, let ramp = wanted(slice.ramp, at: place) {
            let grown = CurrentRamp(
                from: ramp.start.scaled(perMille: gain(ordinal, since: treatment.beganAt)),
                to: ramp.end.scaled(perMille: gain(ordinal + 1, since: treatment.beganAt)))
            // Nobody could tell by its current what a train of nothing gives.
            if max(grown.start, grown.end) > .zero {
                (request.rate, request.width, request.ramp) = (slice.rate, slice.width, grown)
            }
        }
        followed[zone] = nextTarget(for: segment, ordinal, at: place, zone)
        request.power = nextPower(for: segment, ordinal, toward: followed[zone], at: place, zone, bounds)
        let start = playback.start(of: ordinal)
        let arrival = clock.earliestHostTime(of: start, at: now) - (link.roundTrip.smoothed ?? .milliseconds(10))
        let timing = Outlet.Timing(
            start: start, trainOffset: segment.stimulation?.offset ?? .zero, isFinal: segment.isFinal, deadline: arrival
        )
        guard let sent = try Outlet.send(request, at: timing, within: bounds, by: gate, over: &link, now: now) else {
            return false
        }
        ledger.add(sent, sequence: link.lastSequence)
        commanded[zone] = request.power
        commands[zone.place].append(request, start: start, trainOffset: timing.trainOffset)
        return true
    }

    /// After an interruption the amplitude grows from 2 % to the whole over one second.
    @inline(__always)
    private func gain(_ ordinal: Int, since began: Int) -> PerMille {
        guard began > 0 else { return .whole }
        let grown = Machine.smallestGain + Int32(clamping: (ordinal - began) * 49)
        return PerMille(rawValue: min(max(grown, Machine.smallestGain), 1000))
    }

    /// Holds down the zones that are too warm, and lets them up again, past every queued segment.
    mutating func limitZones(at now: Instant) {
        guard case .running = stage, let treatment else { return }
        for zone in treatment.deviceZones {
            let mustHold = gate.verdict.demandsCeiling(in: zone)
            guard mustHold || held.contains(zone) else { continue }
            let isDue = now - ceilingSent[zone] >= .milliseconds(100)
            let isCool = readings[zone].governing < Limits.foldbackRelease
            if mustHold {
                let isDown = held.contains(zone) && liftsLeft[zone] == Machine.liftCount
                guard !isDown || isDue else { continue }
                guard Outlet.limit(zone, to: .zero, isLowering: true, by: gate, over: &link, now: now) else { continue }
                held.insert(zone)
                commands[zone.place].hold()
                ceilingSent[zone] = now
                liftsLeft[zone] = Machine.liftCount
            } else if isCool, isDue || liftsLeft[zone] == Machine.liftCount, let place = treatment.place(of: zone),
                let bounds = treatment.bounds[place]
            {
                let isUp = Outlet.limit(
                    zone, to: bounds.power, isLowering: false, by: gate, over: &link, now: now)
                guard isUp else { continue }
                commands[zone.place].release(at: clock.latestDeviceTime(at: now))
                ceilingSent[zone] = now
                liftsLeft[zone] -= 1
                if liftsLeft[zone] == 0 { held.remove(zone) }
            }
        }
    }
}

/// Pausing and resuming.
extension Machine {
    /// Output to zero; the one who asked gets the answer when the device has paused.
    mutating func pauseOutput(
        because finding: Finding?, request: RequestID? = nil, at now: Instant, into effects: inout Effects
    ) {
        guard case .running(let playback) = stage else { return }
        if let finding { effects.append(.record(.finding(finding))) }
        pauseCause = finding
        for zone in ZoneSet.all { tallies[zone].endOutput() }
        commanded = PerZone(repeating: .zero)
        // The segment under way is cut short and not repeated; those behind it are dropped and come again.
        let paused = Paused(
            nextOrdinal: firstUnplayed(of: playback, at: now), playback: playback, since: now,
            step: .pausing(request, isSent: false), stepSince: now)
        enter(.paused(paused), at: now, into: &effects)
        continuePaused(paused, at: now, into: &effects)
    }

    /// The first segment of which the device cannot have played anything yet.
    func firstUnplayed(of playback: Playback, at now: Instant) -> Int {
        min(playback.ordinal(at: clock.latestDeviceTime(at: now)) + 1, playback.nextOrdinal)
    }

    mutating func continuePaused(_ paused: Paused, at now: Instant, into effects: inout Effects) {
        var next = paused
        switch next.step {
        case .pausing(let request, let isSent):
            guard !isSent, link.hasRoom(forCommandOf: 17) else { return }
            next.step = .pausing(request, isSent: link.send(.pause(Pause()), at: now))
        case .waiting:
            guard now - next.since > Machine.pauseLimit else { return }
            return stopOutput(goal: .finished(.stopped), at: now, into: &effects)
        case .storing(let request):
            guard now - next.stepSince > Machine.storageTime else { return }
            refuse(request, .storageFailed, into: &effects)
            next.step = .waiting
        case .resuming(let request, let isSent):
            guard !isSent, let treatment else { return }
            guard now - next.stepSince <= Machine.obedienceTime else {
                refuse(request, .notReady(.device, zone: nil), into: &effects)
                next.step = .waiting
                break
            }
            guard gate.verdict.allowsOutput else {
                if let leading = gate.verdict.leading { refuse(request, .interlock(leading), into: &effects) }
                next.step = .waiting
                break
            }
            let sent = Outlet.resume(treatment.program.identity, by: gate, over: &link, now: now)
            next.step = .resuming(request, isSent: sent)
        }
        stage = .paused(next)
    }

    mutating func prepareResume(token: UInt64, request: RequestID, at now: Instant, into effects: inout Effects) {
        guard case .paused(var paused) = stage else { return refuse(request, .wrongState(state), into: &effects) }
        guard case .waiting = paused.step else { return refuse(request, .busy, into: &effects) }
        guard gate.verdict.allowsOutput else {
            guard let leading = gate.verdict.leading else { return refuse(request, .busy, into: &effects) }
            return refuse(request, .interlock(leading), into: &effects)
        }
        paused.token = token
        paused.tokenExpires = now + Machine.tokenTime
        stage = .paused(paused)
        effects.append(.publish(.answer(request, .token(token, valid: Machine.tokenTime))))
    }

    mutating func beginResume(token: UInt64, request: RequestID, at now: Instant, into effects: inout Effects) {
        guard case .paused(var paused) = stage else { return refuse(request, .wrongState(state), into: &effects) }
        guard case .waiting = paused.step else { return refuse(request, .busy, into: &effects) }
        guard let known = paused.token, known == token, now < paused.tokenExpires else {
            return refuse(request, .staleToken, into: &effects)
        }
        guard paused.nextOrdinal < segmentCount else {
            // The pause came in the last segment: nothing is left to play.
            stopOutput(goal: .finished(.completed), at: now, into: &effects)
            return effects.append(.publish(.answer(request, .done)))
        }
        paused.token = nil
        (paused.step, paused.stepSince) = (.storing(request), now)
        stage = .paused(paused)
        effects.append(.record(.intent(.resume, request: request)))
    }
}
