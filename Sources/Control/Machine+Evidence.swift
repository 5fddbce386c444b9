import Safety
import Treatment
import Units
import Wire

/// What the interlocks judge: the device's last sample, and what the host knows about itself.
extension Machine {
    mutating func gatherEvidence(about zones: ZoneSet, at now: Instant) -> Evidence {
        var evidence = Evidence(zones: zones)
        evidence.readings = readings
        evidence.telemetryAge = telemetryAge(at: now)
        evidence.lineIsOpen = lineIsOpen
        evidence.deviceCause = deviceCause.rawValue
        // Before arming the patient is asked to press the button; from then on it stops.
        evidence.buttonPressed = stage.isArmedOrBeyond && (fast?.flags.buttonPressed ?? false)
        lastLateness = currentLateness(at: now)
        evidence.lateness = lastLateness
        if case .running(let playback) = stage { evidence.lineWasFull = playback.isBlocked }
        evidence.damagedFrames = quality.damaged
        evidence.frames = quality.frames
        evidence.clockBound = clock.bound(at: now)
        return evidence
    }

    /// How old the last sample is: since it came, and at least as much as the clocks say it lay somewhere on its way.
    private func telemetryAge(at now: Instant) -> Duration {
        guard let fast, let latest = clock.latestHostTime(of: fast.time, at: now) else { return now - fastAt }
        return max(now - fastAt, now - latest)
    }
}
