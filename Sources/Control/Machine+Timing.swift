import Link
import Safety
import Treatment
public import Units
import Wire

/// What the machine learns about the workstation and the line that it runs on.
extension Machine {
    /// The moment at which the machine wants to be woken; nil for none.
    public var wakeUp: Instant? { timer }

    /// The shell tells how long it took from reading bytes until everything that they called for was done.
    public mutating func reacted(in span: Duration) {
        timing[0].reactions.add(span)
        withTimingCheck { $0.addReaction(span) }
    }

    /// The timer has come, at `now` instead of the moment that it was set to.
    mutating func measureTick(at now: Instant) {
        guard let timer else { return }
        timing[0].ticks.add(now - timer)
        withTimingCheck { $0.addTick(late: (now - timer).clampedToPositive) }
    }

    /// A sample has come, and with it perhaps the echo of a frame that had none yet.
    mutating func measureLine(_ exchange: ClockExchange?, since last: FastTelemetry?, _ telemetry: FastTelemetry) {
        if let last, telemetry.time > last.time {
            withTimingCheck { $0.addSampling(telemetry.time - last.time) }
        }
        if telemetry.state == .running {
            timing[0].leaseMargins.add(.milliseconds(Int64(telemetry.leaseMarginMilliseconds)))
        }
        guard let exchange else { return }
        if exchange.isFirst { timing[0].roundTrips.add(exchange.roundTrip) }
        withTimingCheck { $0.add(exchange) }
    }

    @inline(__always)
    private mutating func withTimingCheck(_ body: (inout TimingCheck) -> Void) {
        guard case .contactCheck(var arming) = stage, case .checking = arming.step else { return }
        body(&arming.timing)
        stage = .contactCheck(arming)
    }

    /// Asks the line for an echo: the frame that says which alarm to signal changes nothing.
    mutating func probeLine(at now: Instant) {
        guard case .contactCheck(let arming) = stage, case .checking = arming.step else { return }
        guard now - indicated >= TimingCheck.probeInterval, link.hasRoom(forDatagramOf: Indicate.frameLength) else {
            return
        }
        indicated = now
        link.indicate(alarm, at: now)
    }

    /// Judges the test of timer and line: bad as soon as one value is too long, good when there are enough of them.
    ///
    /// A test that does not come to its end, because nothing is heard, leaves what was good before to grow old.
    mutating func judgeTiming(_ arming: inout Arming, at now: Instant) {
        let chain = chain(of: arming.timing)
        let obstacle: Refusal? =
            if arming.timing.worstTick > Limits.latenessWarning {
                .timerLate(arming.timing.worstTick)
            } else if chain.sum > Limits.hazardToZero {
                .lineTooSlow(chain)
            } else {
                nil
            }
        guard obstacle != nil || arming.timing.isComplete else { return }
        hazardToZero = chain
        (arming.timingObstacle, arming.timingGoodSince) = (obstacle, obstacle == nil ? now : nil)
        arming.timing = TimingCheck()
    }

    /// The sum from a danger at a sensor to zero output, with what `check` measured.
    private func chain(of check: TimingCheck) -> HazardToZero {
        let zones = Int(fast?.zoneCount ?? UInt8(clamping: ZoneIndex.limit))
        var chain = HazardToZero()
        chain.sampling = check.longestSampling
        chain.slowFrame = lineRate.time(forBytes: SlowTelemetry.frameLength(zones: zones))
        chain.roundTrip = check.longestRoundTrip
        chain.reaction = check.longestReaction
        chain.inFlight = lineRate.time(
            forBytes: Protocol.reliableBytesInFlight + Protocol.datagramBytesInFlight)
        chain.stopRun = lineRate.time(forBytes: Protocol.stopRunSent)
        chain.pulse = longestPulse
        return chain
    }

    /// Both phases of the plan's longest pulse and the pause behind them.
    private var longestPulse: Duration {
        var longest = Duration.zero
        for place in treatment?.program.zones ?? .none {
            guard let width = treatment?.bounds[place]?.width else { continue }
            longest = max(longest, .microseconds(Int64(width.microseconds) * 2 + 100))
        }
        return longest
    }
}

extension Machine {
    /// Somebody set the wall clock: judged now, and forgotten.
    mutating func judge(clockStep step: Duration, at now: Instant, into effects: inout Effects) {
        clockStep = step
        judge(sample: nil, at: now, into: &effects)
        clockStep = .zero
    }

    /// The workstation grants something else than before.
    mutating func note(_ grants: HostGrants, at now: Instant, into effects: inout Effects) {
        guard grants != host else { return }
        host = grants
        if treatmentIsOpen { effects.append(.record(.hostGranted(grants))) }
        publish(at: now, into: &effects)
    }
}

extension Arming {
    /// Why timer and line do not allow an arming at `now`; nil when they do.
    func timingGap(at now: Instant) -> Refusal? {
        if let timingGoodSince, now - timingGoodSince <= TimingCheck.validity { return nil }
        return timingObstacle ?? .notReady(.timing, zone: nil)
    }
}
