import Safety
import Treatment
import Units
import Wire

/// What the interlocks judge: the device's last sample, and what the host knows about itself.
extension Machine {
    mutating func gatherEvidence(about zones: ZoneSet, at now: Instant) -> Evidence {
        var evidence = Evidence(zones: zones)
        evidence.deviceZones = ZoneSet(first: Int(fast?.zoneCount ?? 0))
        evidence.readings = readings
        evidence.output = outputEvidence
        evidence.telemetryAge = telemetryAge(at: now)
        evidence.slowAge = slow == nil ? nil : now - slowAt
        evidence.lineIsOpen = lineIsOpen
        evidence.deviceCause = deviceCause.rawValue
        // A device that is idle asks the patient to press the button, before an arming and again after a program's end;
        // in between it stops.
        if stage.isArmedOrBeyond, let fast, fast.state != .idle { evidence.buttonPressed = fast.flags.buttonPressed }
        lastLateness = currentLateness(at: now)
        evidence.lateness = lastLateness
        if let playback = stage.playback { evidence.lineWasFull = playback.isBlocked }
        evidence.damagedFrames = quality.damaged
        evidence.frames = quality.frames
        evidence.clockBound = clock.bound(at: now)
        evidence.cheeks = treatment?.cheeks
        if described.isMonopolar { evidence.returnElectrode = returnWatch.evidence(at: now) }
        // Between `Resume` and the first segment the lease is on its way.
        if let playback = stage.playback, let fast, fastIsCurrent, fast.state == .running,
            fast.time >= playback.origin
        {
            evidence.leaseMargin = .milliseconds(Int64(fast.leaseMarginMilliseconds))
        }
        evidence.unleasedSamples = unleasedSamples
        evidence.suspension = suspension
        evidence.clockStep = clockStep
        if stage.isArmedOrBeyond { evidence.serviceGap = max(now - servicedAt, serviceGap) }
        evidence.reference = slow?.reference
        return evidence
    }

    /// An arming begins: how pads and return electrode lie is learnt anew.
    mutating func beginContact() {
        returnWatch.begin()
        // The device's counters begin anew with an arming: what was told and given before means nothing now.
        forgetOutput()
        guard let treatment else { return }
        for place in treatment.program.zones {
            guard let zone = treatment.zones[place], let bounds = treatment.bounds[place] else { continue }
            var pad = PadTraits()
            pad.radioFrequencyArea = bounds.radioFrequencyArea
            pad.stimulationArea = bounds.stimulationArea
            pad.width = bounds.width
            tallies[zone].beginArming(on: pad)
        }
    }

    /// The device has armed: what pads and return electrode measure now is what they are held against.
    ///
    /// - Returns: whether every zone that takes part has measured both of its circuits.
    mutating func settleContact() -> Bool {
        returnWatch.settle()
        var isWhole = true
        for zone in treatment?.deviceZones ?? .none where !tallies[zone].settleContact() { isWhole = false }
        return isWhole
    }

    /// How old the last sample is: since it came, and at least as much as the clocks say it lay somewhere on its way.
    @inline(__always)
    private func telemetryAge(at now: Instant) -> Duration {
        guard let fast, let latest = clock.latestHostTime(of: fast.time, at: now) else { return now - fastAt }
        return max(now - fastAt, now - latest)
    }
}
