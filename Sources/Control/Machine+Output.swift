import Safety
import Treatment
import Units
import Wire

/// What each zone gives, beside what it was told to give.
extension Machine {
    /// Takes note of a sample in which the device does not run: nothing of what was released is played after it.
    mutating func followCommands(_ telemetry: FastTelemetry) {
        guard telemetry.state != .running else { return }
        // A device may answer `Start` before it takes the sample that shows it.
        if let playback = stage.playback, telemetry.time < playback.origin { return }
        for zone in ZoneSet.all { commands[zone.place].cut(at: telemetry.time) }
    }

    /// Holds one zone's sample against what was commanded.
    ///
    /// - Parameter rise: how fast the faster sensor rises, in thousandths of a degree per second.
    mutating func watchOutput(of zone: ZoneIndex, _ sample: ZoneSample, rise: Int32, at time: DeviceInstant) {
        var measured = MeasuredOutput()
        measured.power = sample.power
        measured.pulseCurrent = sample.pulseCurrent
        measured.residue = .nanocoulombs(Int64(sample.residueNanocoulombs))
        measured.pulses = Int64(sample.pulses)
        measured.load = sample.load
        measured.circuitIsSound = sample.loadValidity == .ok
        if sample.pulseAgeCentiseconds <= Machine.oldestPulse {
            measured.pulseAge = .milliseconds(10 * Int64(sample.pulseAgeCentiseconds))
        }
        measured.rise = outputIsWatchedForWarmth ? rise : 0
        let commanded = commands[zone.place].output(at: time, counter: measured.pulses, pulseAge: measured.pulseAge)
        outputs[zone.place].add(measured, beside: commanded, at: time, in: zone, into: &outputEvidence)
    }

    /// Takes the figures of a slow frame, which is sent right behind the fast one of the same moment.
    mutating func watchSupply(_ telemetry: SlowTelemetry) {
        guard let time = fast?.time else { return }
        for zone in ZoneSet(first: Int(telemetry.zoneCount)) {
            let measured = outputEvidence.power[zone].measured
            let commanded = commands[zone.place].output(
                at: time, counter: Int64(fast?.zones[zone].pulses ?? 0), pulseAge: nil)
            outputs[zone.place].add(
                supply: telemetry.zones[zone].supplyPower, peak: telemetry.zones[zone].peakPower, measured: measured,
                beside: commanded, at: time)
        }
    }

    /// Another device has another clock and other counters, and an arming begins them anew.
    mutating func forgetOutput() {
        for zone in ZoneSet.all {
            commands[zone.place] = CommandLog()
            outputs[zone.place] = OutputWatch()
        }
        outputEvidence = OutputEvidence()
        unleasedSamples = 0
        straySince = nil
    }

    /// Begins a treatment: what the zones receive counts from here.
    ///
    /// A pause keeps what was counted. A trip ends the treatment, and the plan that is loaded after it begins another,
    /// with a budget of its own.
    mutating func beginBudgets() {
        guard let treatment else { return }
        for zone in treatment.deviceZones {
            guard let place = treatment.place(of: zone), let pads = described.zones[zone] else { continue }
            let envelope = treatment.envelope(of: place, area: pads.radioFrequencyArea)
            outputs[zone.place].beginTreatment(
                OutputBudget(
                    energy: envelope.energy, charge: envelope.charge, power: envelope.power,
                    stimulationArea: pads.stimulationArea))
        }
    }

    /// The oldest pulse whose measurement is looked at, in steps of 10 ms: a quarter of a second.
    private static let oldestPulse: UInt8 = 25

    /// Before a treatment has begun, skin under fresh pads may get warmer by itself.
    @inline(__always)
    private var outputIsWatchedForWarmth: Bool {
        switch stage {
        case .titrating, .running, .paused, .stopping, .cooldown: true
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .armed, .finished, .tripped,
            .outputUncertain, .service:
            false
        }
    }
}

extension ZoneReading {
    /// How fast the faster sensor rises, in thousandths of a degree per second, as its lag's compensation tells.
    func rise(timeConstant: Duration) -> Int32 {
        let lag = timeConstant.milliseconds
        guard lag > 0 else { return 0 }
        let lead = max(centre.compensated - centre.reading, edge.compensated - edge.reading)
        return Int32(clamping: Int64(lead.millikelvin) * 1000 / lag)
    }
}

/// Permission, and a host that slept.
extension Machine {
    /// The host slept: whatever it knew is of before.
    mutating func wake(after span: Duration, at now: Instant, into effects: inout Effects) {
        suspension = span
        ageTitrations(by: span)
        judge(sample: nil, at: now, into: &effects)
        suspension = .zero
    }

    /// Counts samples on which the device gave output and had no lease.
    ///
    /// Between two pulses its output is zero: what its counters gained since the sample before tells of those.
    mutating func followLease(_ telemetry: FastTelemetry) {
        var pulses: UInt32 = 0
        for zone in ZoneSet(first: Int(telemetry.zoneCount)) { pulses &+= telemetry.zones[zone].pulses }
        let gives = !telemetry.flags.outputIsZero || pulses != pulsesCounted
        pulsesCounted = pulses
        guard fastIsCurrent, telemetry.state == .running, telemetry.leaseMarginMilliseconds == 0 else {
            unleasedSamples = 0
            return
        }
        if gives { unleasedSamples &+= 1 }
    }

    /// Renews the lease, by the sample that was judged last, where it is due.
    mutating func renewLease(at now: Instant) {
        switch stage {
        case .armed(let armed):
            // An arming that is over is taken back in this same step.
            if armed.refusal(at: now) != nil { return }
        case .running, .titrating: break
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .paused, .stopping, .cooldown,
            .finished, .tripped, .outputUncertain, .service:
            return
        }
        // A sample comes every 5 ms: one that comes 2 ms early must not wait for the next. A renewal that was lost is
        // seen in the device's margin, and does not wait for its turn.
        let isLow = leaseMargin < Machine.lowLeaseMargin
        let interval = isLow ? Duration.milliseconds(10) : Protocol.leaseRenewal - .milliseconds(2)
        guard now - leaseSent >= interval else { return }
        if Outlet.renewLease(by: gate, over: &link, now: now) { leaseSent = now }
    }
}
