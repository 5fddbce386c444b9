import Units
import Wire

/// Which segments are taken. A refused one latches: a host that asks for the wrong energy is not asked again.
extension Applicator {
    mutating func take<Hardware: ApplicatorHardware>(
        _ asked: Segment, sequence: UInt32, at now: DeviceInstant, hardware: inout Hardware
    ) -> CommandResult {
        guard state == .running else { return .wrongState }
        let isLate = asked.start < now && deviation.contains(.playsLateSegments)
        let segment = isLate ? asked.moved(to: now) : asked
        if let refusal = refusal(of: segment, at: now) {
            trip(refusal.cause, in: segment.zone, value: refusal.value, at: now, hardware: &hardware)
            return refusal.result
        }
        players[segment.zone.place].accept(QueuedSegment(segment: segment, sequence: sequence))
        updateNextOutput()
        var payload = FrameBuffer()
        segment.encode(into: &payload)
        let before = deviation.contains(.hashForgets) ? 0 : segmentHash
        segmentHash = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: before) }
        return .done
    }

    /// Mutating only so that the device is not copied for it.
    private mutating func refusal(of segment: Segment, at now: DeviceInstant) -> SegmentRefusal? {
        guard armedZones.contains(segment.zone), let envelope = envelopes[segment.zone] else {
            return SegmentRefusal(.envelopeExceeded, .zoneUnknown, UInt32(segment.zone.rawValue))
        }
        if let value = excess(of: segment, over: envelope) {
            return SegmentRefusal(.envelopeExceeded, .envelopeExceeded, value)
        }
        guard lease.isValid(at: now) || deviation.contains(.takesUnleased) else {
            return SegmentRefusal(.unleasedSegment, .notLeased, lease.sample)
        }
        guard segment.start >= now else {
            return SegmentRefusal(.lateSegment, .late, UInt32(clamping: (now - segment.start).microseconds))
        }
        let waiting = players[segment.zone.place].waiting
        guard segment.start <= now + Protocol.furthestAhead, waiting < ZonePlayer.queueLimit else {
            return SegmentRefusal(.segmentOrder, .tooFarAhead, UInt32(clamping: (segment.start - now).microseconds))
        }
        let lastEnd = players[segment.zone.place].lastEnd
        guard !players[segment.zone.place].finalAccepted, lastEnd == nil || lastEnd == segment.start else {
            return SegmentRefusal(.segmentOrder, .outOfOrder, UInt32(waiting))
        }
        return nil
    }

    /// The first value of `segment` that is beyond the envelope or the device's own limits; nil when all are within.
    ///
    /// Without a rate there are no pulses, and what is said about them means nothing.
    private mutating func excess(of segment: Segment, over envelope: Envelope) -> UInt32? {
        guard keepsEnvelope else { return nil }
        let limits = profile.zones[segment.zone]
        guard segment.power <= min(envelope.power, limits.powerLimit) else {
            return UInt32(clamping: segment.power.milliwatts)
        }
        guard segment.rate > .zero else { return nil }
        guard segment.rate <= min(envelope.rate, limits.rateLimit) else {
            return UInt32(clamping: segment.rate.millihertz)
        }
        let peak = segment.ramp.peak
        guard peak <= min(envelope.current, limits.currentLimit) else { return UInt32(clamping: peak.microamps) }
        guard segment.width <= min(envelope.width, limits.widthLimit) else {
            return UInt32(clamping: segment.width.microseconds)
        }
        let charge = peak * segment.width
        guard charge <= limits.phaseChargeLimit else { return UInt32(clamping: charge.nanocoulombs) }
        let occupied = TimeGrid.pulseLength(segment.width) + TimeGrid.pulseGuard
        guard occupied <= TimeGrid.pulseSlot else { return UInt32(clamping: segment.width.microseconds) }
        return nil
    }
}

/// Why a segment is not taken: what latches, what the host is told, and the value behind both.
private struct SegmentRefusal {
    let cause: DeviceCause
    let result: CommandResult
    let value: UInt32

    init(_ cause: DeviceCause, _ result: CommandResult, _ value: UInt32) {
        self.cause = cause
        self.result = result
        self.value = value
    }
}

extension Segment {
    /// The same output, beginning at another time.
    fileprivate func moved(to start: DeviceInstant) -> Segment {
        Segment(
            zone: zone, isFinal: isFinal, start: start, trainOffset: trainOffset, rate: rate, width: width, ramp: ramp,
            power: power)
    }
}
