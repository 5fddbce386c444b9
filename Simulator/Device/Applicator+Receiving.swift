import Link
public import Units
import Wire

/// What the line brings.
extension Applicator {
    /// Takes bytes that arrived at `now`, in any cut, after everything that was due until then.
    public mutating func receive<Hardware: ApplicatorHardware>(
        _ bytes: Span<UInt8>, at now: DeviceInstant, hardware: inout Hardware
    ) {
        advance(to: now, hardware: &hardware)
        var cursor = 0
        while cursor < bytes.count {
            let inbound = endpoint.receive(bytes, from: &cursor, at: clock)
            take(inbound, at: clock, hardware: &hardware)
        }
        updatePanel(at: clock, hardware: &hardware)
        advance(to: clock, hardware: &hardware)
    }

    /// Takes a BREAK, or a framing error on a zero byte: a STOP run in itself, because a UART loads one zero for any number.
    public mutating func lineBreak<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        let run = InlineArray<4, UInt8>(repeating: 0)
        receive(run.span, at: now, hardware: &hardware)
    }

    /// Takes a change of the host's DTR; a device without that line ignores it.
    public mutating func terminalReady<Hardware: ApplicatorHardware>(
        _ isReady: Bool, at now: DeviceInstant, hardware: inout Hardware
    ) {
        guard profile.device.traits.hasTerminalReadyLine else { return }
        advance(to: now, hardware: &hardware)
        terminalIsReady = isReady
        if !isReady, isArmed { trip(.terminalNotReady, at: clock, hardware: &hardware) }
        updatePanel(at: clock, hardware: &hardware)
        updateNextEvent()
    }

    private mutating func take<Hardware: ApplicatorHardware>(
        _ inbound: DeviceInbound, at now: DeviceInstant, hardware: inout Hardware
    ) {
        switch inbound {
        case .nothing: break
        case .stopRun: halt(at: now, hardware: &hardware)
        case .stop(let stop): stopFramed(stop, at: now, hardware: &hardware)
        case .hello(let hello): takeHello(hello, at: now, hardware: &hardware)
        case .describe(let part): describe(part)
        case .lease(let lease): takeLease(lease, at: now, hardware: &hardware)
        case .ceiling(let ceiling): takeCeiling(ceiling, at: now, hardware: &hardware)
        case .indicate(let priority):
            alarm = priority
            nextAlarm = now + DeviceLimits.indicationSilence
        case .command(let command, let sequence):
            let result = perform(command, sequence: sequence, at: now, hardware: &hardware)
            endpoint.answer(sequence, with: result)
        case .sequenceConflict(let sequence):
            trip(.sequenceConflict, value: sequence, at: now, hardware: &hardware)
        case .epochAhead:
            trip(.epochAhead, value: endpoint.epoch, at: now, hardware: &hardware)
        }
    }

    /// Opens a session.
    ///
    /// A host that says hello while the device is armed has lost track of it: that is a stop.
    private mutating func takeHello<Hardware: ApplicatorHardware>(
        _ hello: Hello, at now: DeviceInstant, hardware: inout Hardware
    ) {
        if deviation.contains(.forgetsFirstCause), state == .tripped { (latch, state) = (nil, .idle) }
        if isArmed { trip(.helloWhileArmed, at: now, hardware: &hardware) }
        guard hello.schemaHash == Protocol.schemaHash else {
            answerHello(hostInstance: 0, at: now, hardware: &hardware)
            return
        }
        if endpoint.hostInstance != hello.hostInstance { forgetPreparations() }
        endpoint.openSession(hello)
        nextAnnouncement = .never
        nextAlarm = now + DeviceLimits.indicationSilence
        answerHello(hostInstance: hello.hostInstance, at: now, hardware: &hardware)
    }

    /// What one host instance prepared does not count for another.
    private mutating func forgetPreparations() {
        envelopes = PerZone(repeating: nil)
        selfTests = SelfTestRecord()
        buttonTested = false
        buttonWasPressed = false
        lastExecuted = nil
    }

    /// Says who the device is; an answer that names no session names none of its commands either.
    mutating func answerHello<Hardware: ApplicatorHardware>(
        hostInstance: UInt64, bootID: UInt64? = nil, at now: DeviceInstant, hardware: inout Hardware
    ) {
        let isZero = inFlight == nil && hardware.outputIsZero(at: now)
        endpoint.send(
            HelloAnswer(
                bootID: bootID ?? endpoint.bootID, hostInstance: hostInstance,
                lastSequence: hostInstance == 0 ? 0 : endpoint.lastTaken, state: state,
                outputIsZero: isZero || deviation.contains(.zeroNotMeasured), isHalted: endpoint.isHalted,
                firstCause: latch?.cause ?? .none))
    }

    private mutating func describe(_ part: DescriptionPart) {
        switch part {
        case .device: endpoint.send(profile.device)
        case .applicator: endpoint.send(profile.applicator)
        case .zone(let zone):
            guard profile.existingZones.contains(zone) else { return }
            endpoint.send(profile.zones[zone])
        }
    }

    private mutating func takeLease<Hardware: ApplicatorHardware>(
        _ named: Lease, at now: DeviceInstant, hardware: inout Hardware
    ) {
        switch state {
        case .armed, .running:
            lease.take(
                named.sample, newest: sample, at: sampledAt, period: samplePeriod,
                duration: leaseDuration(of: named, at: now))
            closeShutOffs(at: now, hardware: &hardware)
        case .idle, .paused, .halted, .tripped: break
        }
    }

    /// How long a lease lasts from its sample on.
    private func leaseDuration(of named: Lease, at now: DeviceInstant) -> Duration {
        if deviation.contains(.leaseLonger) { return .milliseconds(300) }
        guard deviation.contains(.leaseFromArrival), named.sample <= sample else { return Protocol.leaseDuration }
        return Protocol.leaseDuration + samplePeriod * Int64(sample - named.sample) + (now - sampledAt)
    }

    /// Lowers at once; what a ceiling gives back comes with the next RF slice.
    private mutating func takeCeiling<Hardware: ApplicatorHardware>(
        _ ceiling: Ceiling, at now: DeviceInstant, hardware: inout Hardware
    ) {
        let zone = ceiling.zone
        ceilings[zone] = ZoneCeiling(stimulation: ceiling.stimulation, power: ceiling.power)
        guard tallies[zone.place].power > ceiling.power else { return }
        setPower(ceiling.power, in: zone, at: now, hardware: &hardware)
    }
}
