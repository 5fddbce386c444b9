import Units
import Wire

/// Output: segments become RF slices and pulses. The lease and the envelope are asked before each.
extension Applicator {
    /// RF is judged anew at every multiple of 5 ms, and where a segment begins.
    static let slice = Duration.milliseconds(5)

    /// Plays what is due at `now` in every zone.
    mutating func play<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        let beginsSlice = nextSlice <= now
        if beginsSlice { nextSlice = now.next(onGridOf: Applicator.slice) }
        var walk = armedZones
        while state == .running, let zone = walk.next() {
            guard players[zone.place].nextBoundary <= now else { continue }
            crossBoundary(of: zone, at: now, hardware: &hardware)
        }
        if state == .running, beginsSlice {
            walk = armedZones
            while state == .running, let zone = walk.next() { applyPower(in: zone, at: now, hardware: &hardware) }
        }
        walk = armedZones
        while state == .running, let zone = walk.next() {
            guard players[zone.place].nextPulse <= now else { continue }
            beginPulse(in: zone, at: now, hardware: &hardware)
        }
        updateNextOutput()
    }

    private mutating func crossBoundary<Hardware: ApplicatorHardware>(
        of zone: ZoneIndex, at now: DeviceInstant, hardware: inout Hardware
    ) {
        switch players[zone.place].crossBoundary() {
        case .began:
            outputBegun = true
            applyPower(in: zone, at: now, hardware: &hardware)
        case .ended: setPower(.zero, in: zone, at: now, hardware: &hardware)
        case .underrun:
            trip(.underrun, in: zone, value: lastExecuted ?? 0, at: now, hardware: &hardware)
        }
        settle(zone, at: now, hardware: &hardware)
    }

    /// Sets the RF power of the slice that begins at `now`, once lease and energy allow it.
    private mutating func applyPower<Hardware: ApplicatorHardware>(
        in zone: ZoneIndex, at now: DeviceInstant, hardware: inout Hardware
    ) {
        guard let segment = players[zone.place].playing?.segment, let envelope = envelopes[zone] else { return }
        guard lease.isValid(at: now) else {
            trip(.leaseExpired, in: zone, value: lease.sample, at: now, hardware: &hardware)
            return
        }
        let allowed = keepsEnvelope ? envelope.power : segment.power
        let ceiling = ceilings[zone].power
        let wanted = deviation.contains(.ceilingRaises) && ceiling < ZoneCeiling().power ? ceiling : segment.power
        let power = min(min(wanted, allowed), ceiling)
        let end = min(segment.end, nextSlice)
        let energy = tallies[zone.place].energy(at: now) + power * (end - now)
        guard !keepsEnvelope || energy <= .millijoules(Int64(envelope.energyMillijoules)) else {
            let value = UInt32(clamping: energy.millijoules)
            trip(.envelopeExceeded, in: zone, value: value, at: now, hardware: &hardware)
            return
        }
        guard power != tallies[zone.place].power else { return }
        setPower(power, in: zone, at: now, hardware: &hardware)
    }

    mutating func setPower<Hardware: ApplicatorHardware>(
        _ power: Power, in zone: ZoneIndex, at now: DeviceInstant, hardware: inout Hardware
    ) {
        tallies[zone.place].setPower(power, at: now)
        hardware.setPower(power, in: zone, at: now)
    }

    /// Notes which command was executed; when all zones have finished, so has the arming.
    private mutating func settle<Hardware: ApplicatorHardware>(
        _ zone: ZoneIndex, at now: DeviceInstant, hardware: inout Hardware
    ) {
        let isOpen = inFlight?.zone == zone
        guard let sequence = players[zone.place].settle(at: now, pulseInFlight: isOpen) else { return }
        lastExecuted = max(lastExecuted ?? 0, sequence)
        guard state == .running, players[zone.place].isFinished else { return }
        var walk = armedZones
        while let other = walk.next() {
            guard players[other.place].isFinished else {
                updateRunningEnd()
                return
            }
        }
        disarm(into: .idle, at: now, hardware: &hardware)
    }

    /// The armed time ends with the envelope of the zone that allows least and has not finished.
    mutating func updateRunningEnd() {
        guard keepsEnvelope else { return }
        var least: UInt32?
        var walk = armedZones
        while let zone = walk.next() {
            guard !players[zone.place].isFinished, let envelope = envelopes[zone] else { continue }
            least = min(least ?? .max, envelope.durationMilliseconds)
        }
        guard let least else { return }
        runningEnd = runningSince + (Duration.milliseconds(Int64(least)) - runningBefore)
    }
}

/// Pulses.
extension Applicator {
    private mutating func beginPulse<Hardware: ApplicatorHardware>(
        in zone: ZoneIndex, at now: DeviceInstant, hardware: inout Hardware
    ) {
        // A pulse whose time has passed was held back by another one of its own zone: two trains meet.
        let isLate = players[zone.place].nextPulse < now
        guard let order = players[zone.place].takePulse(), let envelope = envelopes[zone] else { return }
        guard lease.isValid(at: now) else {
            trip(.leaseExpired, in: zone, value: lease.sample, at: now, hardware: &hardware)
            return
        }
        guard !isLate, inFlight == nil, quietFrom <= now else {
            let other = UInt32(inFlight?.zone.rawValue ?? zone.rawValue)
            trip(.pulseOverlap, in: zone, value: other, at: now, hardware: &hardware)
            return
        }
        let amplitude = order.amplitude.scaled(perMille: ceilings[zone].stimulation)
        let phase = amplitude * order.width
        guard !keepsEnvelope || tallies[zone.place].pulses < envelope.pulses else {
            trip(.envelopeExceeded, in: zone, value: envelope.pulses, at: now, hardware: &hardware)
            return
        }
        let charge = tallies[zone.place].charge + phase
        guard !keepsEnvelope || charge <= .microcoulombs(Int64(envelope.chargeMicrocoulombs)) else {
            trip(.envelopeExceeded, in: zone, value: envelope.chargeMicrocoulombs, at: now, hardware: &hardware)
            return
        }
        tallies[zone.place].count(charge: phase)
        let end = now + TimeGrid.pulseLength(order.width)
        inFlight = PulseInFlight(zone: zone, amplitude: amplitude, end: end)
        quietFrom = end + TimeGrid.pulseGuard
        hardware.beginPulse(amplitude, width: order.width, in: zone, at: now)
    }

    /// Measures the pulse whose balancing phase ends at `now`.
    mutating func finishPulse<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        guard let pulse = inFlight, pulse.end <= now else { return }
        let zone = pulse.zone
        let measurement = hardware.finishPulse(in: zone, at: now)
        inFlight = nil
        tallies[zone.place].keep(measurement, at: now)
        if state != .running { openShutOffs(at: now, hardware: &hardware) }
        judge(measurement, of: pulse, at: now, hardware: &hardware)
        guard state == .running else { return }
        settle(zone, at: now, hardware: &hardware)
        updateNextOutput()
    }

    /// Compares a pulse with what was asked for.
    ///
    /// Too little current through a load that is open or short is lost contact, which has its own time and its own name;
    /// too much is a fault through any load.
    private mutating func judge<Hardware: ApplicatorHardware>(
        _ measurement: PulseMeasurement, of pulse: PulseInFlight, at now: DeviceInstant, hardware: inout Hardware
    ) {
        guard limitsItself else { return }
        let limits = sensing[pulse.zone]
        let tolerance = max(pulse.amplitude / 5, DeviceLimits.leastCurrentTolerance)
        let excess = measurement.current - pulse.amplitude
        let load = measurement.load ?? limits.shortLoad
        let isContact = excess < .zero && (load < limits.shortLoad || load > limits.openLoad)
        if excess.magnitude > tolerance, !isContact {
            let value = UInt32(clamping: measurement.current.microamps)
            trip(.pulseFault, in: pulse.zone, value: value, at: now, hardware: &hardware)
        } else if measurement.residue.magnitude > DeviceLimits.residue {
            let value = UInt32(clamping: measurement.residue.magnitude.nanocoulombs)
            trip(.pulseFault, in: pulse.zone, value: value, at: now, hardware: &hardware)
        }
    }
}
