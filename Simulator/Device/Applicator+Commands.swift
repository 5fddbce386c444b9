import Link
import Units
import Wire

/// What the sequenced commands do, and what becomes of them.
extension Applicator {
    mutating func perform<Hardware: ApplicatorHardware>(
        _ command: HostCommand, sequence: UInt32, at now: DeviceInstant, hardware: inout Hardware
    ) -> CommandResult {
        switch command {
        case .acknowledgeTrip(let acknowledgement): return acknowledge(acknowledgement.cause)
        case .disarm:
            disarm(into: state == .tripped ? .tripped : .idle, at: now, hardware: &hardware)
            return .done
        case .selfTest, .envelope, .arm, .start, .pause, .resume, .segment: break
        }
        guard state != .tripped else { return .tripLatched }
        switch command {
        case .selfTest(let test): return runSelfTest(test.step, sequence: sequence, at: now, hardware: &hardware)
        case .envelope(let envelope): return take(envelope)
        case .arm(let arm): return take(arm, at: now)
        case .start(let start): return run(start.program, from: .armed, at: now, hardware: &hardware)
        case .resume(let resume): return run(resume.program, from: .paused, at: now, hardware: &hardware)
        case .pause: return pause(at: now, hardware: &hardware)
        case .segment(let segment): return take(segment, sequence: sequence, at: now, hardware: &hardware)
        case .acknowledgeTrip, .disarm: return .done
        }
    }

    private mutating func acknowledge(_ cause: DeviceCause) -> CommandResult {
        guard state == .tripped, let latch else { return .wrongState }
        guard cause == latch.cause, isGone(latch) else { return .causeRemains }
        self.latch = nil
        state = .idle
        return .done
    }

    private mutating func take(_ envelope: Envelope) -> CommandResult {
        guard state == .idle else { return .wrongState }
        guard profile.existingZones.contains(envelope.zone) else { return .zoneUnknown }
        let limits = profile.zones[envelope.zone]
        guard limitsItself else {
            envelopes[envelope.zone] = envelope
            return .done
        }
        guard envelope.current <= limits.currentLimit, envelope.width <= limits.widthLimit,
            envelope.rate <= limits.rateLimit, envelope.power <= limits.powerLimit,
            envelope.sensorTemperature <= limits.temperatureLimit
        else { return .limitExceeded }
        envelopes[envelope.zone] = envelope
        return .done
    }

    private mutating func take(_ arm: Arm, at now: DeviceInstant) -> CommandResult {
        guard state == .idle else { return .wrongState }
        if let refusal = refusal(of: arm) { return refusal }
        armedZones = arm.zones
        program = arm.program
        segmentHash = 0
        buttonTested = false
        selfTests = SelfTestRecord()
        runningBefore = .zero
        ceilings = PerZone(repeating: ZoneCeiling())
        var walk = ZoneSet.all
        while let zone = walk.next() {
            tallies[zone.place].reset(at: now)
            players[zone.place] = ZonePlayer(slotDelay: TimeGrid.slotDelay(of: zone))
        }
        state = .armed
        return .done
    }

    private mutating func refusal(of arm: Arm) -> CommandResult? {
        guard !arm.zones.isEmpty else { return .zoneUnknown }
        var hash = EnvelopeHash()
        var walk = arm.zones
        while let zone = walk.next() {
            guard profile.existingZones.contains(zone), let envelope = envelopes[zone] else { return .zoneUnknown }
            hash.add(envelope)
        }
        guard hash.value == arm.envelopeHash else { return .hashMismatch }
        guard buttonTested && !measured.buttonPressed || deviation.contains(.armsWithoutButton) else {
            return .buttonUntested
        }
        guard selfTests.isComplete || deviation.contains(.armsWithoutSelfTest) else { return .selfTestMissing }
        guard isReady(arm.zones) else { return .notReady }
        guard arm.approval != .none || profile.device.traits.isSimulator else { return .approvalMissing }
        return nil
    }

    /// Whether output could begin in `zones`: sensors and contact in order, nothing flowing, the host's line ready.
    private mutating func isReady(_ zones: ZoneSet) -> Bool {
        guard limitsItself else { return terminalIsReady }
        guard sensorsAreInOrder(in: zones), measuredZero, terminalIsReady else { return false }
        var walk = zones
        while let zone = walk.next() {
            guard readings[zone].impedanceValidity == .ok, readings[zone].loadValidity == .ok else { return false }
        }
        return true
    }

    /// Goes to `running` from `armed`, where ceilings begin anew, or from `paused`, where they stand.
    private mutating func run<Hardware: ApplicatorHardware>(
        _ wanted: Fingerprint, from origin: DeviceState, at now: DeviceInstant, hardware: inout Hardware
    ) -> CommandResult {
        guard state == origin else { return .wrongState }
        guard wanted == program else { return .hashMismatch }
        if origin == .armed { ceilings = PerZone(repeating: ZoneCeiling()) }
        state = .running
        runningSince = now
        nextSlice = now.next(onGridOf: Applicator.slice)
        updateRunningEnd()
        closeShutOffs(at: now, hardware: &hardware)
        return .done
    }

    /// The device stays armed; what a zone has finished stays finished.
    private mutating func pause<Hardware: ApplicatorHardware>(
        at now: DeviceInstant, hardware: inout Hardware
    ) -> CommandResult {
        switch state {
        case .running:
            outputZero(at: now, hardware: &hardware)
            state = .paused
            return .done
        case .paused: return .done
        case .idle, .armed, .halted, .tripped: return .wrongState
        }
    }
}
