import Units
import Wire

/// What the device measures, and what it judges by itself.
extension Applicator {
    /// Takes one sample, judges it, and only then reports it: a host never sees a value that the device overlooked.
    mutating func takeSample<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        sample &+= 1
        sampledAt = now
        nextSample = now.next(onGridOf: samplePeriod)
        measured = hardware.measure(at: now)
        var walk = existingZones
        while let zone = walk.next() { read(zone, at: now) }
        judgeButton(at: now, hardware: &hardware)
        judgeSensors(at: now, hardware: &hardware)
        judgeContact(at: now, hardware: &hardware)
        judgeShutOffs(at: now, hardware: &hardware)
        guard hasSession, !deviation.contains(.skipsSamples) || sample % 64 != 0 else { return }
        sendFastTelemetry(at: now)
        if now.isOnGrid(of: Applicator.slowPeriod) { sendSlowTelemetry(at: now) }
    }

    private mutating func read(_ zone: ZoneIndex, at now: DeviceInstant) {
        let raw = measured.zones[zone]
        let limits = sensing[zone]
        var reading = ZoneSample()
        reading.centre = raw.centre
        reading.edge = raw.edge
        reading.centreValidity = Applicator.judge(raw.centre, raw.centreValidity)
        reading.edgeValidity = Applicator.judge(raw.edge, raw.edgeValidity)
        reading.power = raw.power
        reading.impedance = raw.impedance
        reading.impedanceValidity = Applicator.judge(raw.impedance, limits.shortImpedance, limits.openImpedance)
        reading.load = raw.load
        reading.pulses = tallies[zone.place].pulses * (deviation.contains(.countsPulsesTwice) ? 2 : 1)
        if let pulse = tallies[zone.place].lastPulse {
            let pulseAt = tallies[zone.place].lastPulseAt
            if let load = pulse.load, pulseAt >= measured.contactAt { reading.load = load }
            reading.pulseCurrent = pulse.current
            reading.residueNanocoulombs = Int16(clamping: pulse.residue.nanocoulombs)
            reading.pulseAgeCentiseconds = UInt8(clamping: (now - pulseAt).milliseconds / 10)
        }
        reading.loadValidity = Applicator.judge(reading.load, limits.shortLoad, limits.openLoad)
        readings[zone] = reading
        let hottest = Applicator.hottest(of: reading)
        self.hottest[zone] = hottest
        if let hottest { tallies[zone.place].addDose(of: hottest, over: samplePeriod) }
    }

    private static func judge(_ temperature: Temperature, _ channel: Validity) -> Validity {
        guard channel == .ok else { return channel }
        return DeviceLimits.plausibleTemperature.contains(temperature) ? .ok : .range
    }

    private static func judge(_ impedance: Impedance, _ short: Impedance, _ open: Impedance) -> Validity {
        if impedance < short { return .short }
        return impedance > open ? .open : .ok
    }

    private static func hottest(of reading: ZoneSample) -> Temperature? {
        switch (reading.centreValidity == .ok, reading.edgeValidity == .ok) {
        case (true, true): max(reading.centre, reading.edge)
        case (true, false): reading.centre
        case (false, true): reading.edge
        case (false, false): nil
        }
    }

    /// Whether every sensor of `zones` can be believed and reads no more than the device's limit.
    ///
    /// Mutating only so that the device is not copied for it.
    mutating func sensorsAreInOrder(in zones: ZoneSet) -> Bool {
        var walk = zones
        while let zone = walk.next() {
            let reading = readings[zone]
            guard reading.centreValidity == .ok, reading.edgeValidity == .ok else { return false }
            guard max(reading.centre, reading.edge) <= sensing[zone].temperature else { return false }
        }
        return true
    }
}

/// The device's own interlocks, each at every sample.
extension Applicator {
    /// The button stops; only while nothing is armed may it be tried.
    private mutating func judgeButton<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        if measured.buttonPressed {
            if isArmed { trip(.patientButton, at: now, hardware: &hardware) }
            buttonWasPressed = state == .idle
        } else {
            if buttonWasPressed, state == .idle { buttonTested = true }
            buttonWasPressed = false
        }
    }

    /// Over-temperature anywhere comes first, then broken sensors and the envelope in the zones that take part.
    private mutating func judgeSensors<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        guard limitsItself, isArmed else { return }
        var walk = existingZones
        while let zone = walk.next() {
            guard let reading = hottest[zone], reading > sensing[zone].temperature else { continue }
            trip(
                .overTemperature, in: zone, value: UInt32(clamping: reading.milliCelsius), at: now, hardware: &hardware)
            return
        }
        walk = armedZones
        while let zone = walk.next() {
            let validity = max(readings[zone].centreValidity.rawValue, readings[zone].edgeValidity.rawValue)
            if validity != Validity.ok.rawValue {
                trip(.sensorFault, in: zone, value: UInt32(validity), at: now, hardware: &hardware)
                return
            }
            guard let limit = envelopes[zone]?.sensorTemperature, let reading = hottest[zone], reading > limit else {
                continue
            }
            let value = UInt32(clamping: reading.milliCelsius)
            trip(.envelopeExceeded, in: zone, value: value, at: now, hardware: &hardware)
            return
        }
    }

    /// A load that stays open or short while the program runs.
    private mutating func judgeContact<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        guard limitsItself, state == .running else { return }
        var walk = armedZones
        while let zone = walk.next() {
            guard readings[zone].impedanceValidity != .ok || readings[zone].loadValidity != .ok else {
                tallies[zone.place].contactLostAt = nil
                continue
            }
            let since = tallies[zone.place].contactLostAt ?? now
            tallies[zone.place].contactLostAt = since
            guard now - since >= DeviceLimits.contactLoss else { continue }
            let isRadioFrequency = readings[zone].impedanceValidity != .ok
            let impedance = isRadioFrequency ? readings[zone].impedance : readings[zone].load
            let value = UInt32(clamping: impedance.milliohms)
            trip(.contact, in: zone, value: value, at: now, hardware: &hardware)
            return
        }
    }

    /// Output that is measured although the shut-off elements are open.
    private mutating func judgeShutOffs<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        measuredZero = inFlight == nil && hardware.outputIsZero(at: now)
        guard limitsItself, !measuredZero, !shutOffsClosed, inFlight == nil else { return }
        trip(.shutOff, at: now, hardware: &hardware)
    }
}
