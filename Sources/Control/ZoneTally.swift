import Safety
import Treatment
import Units
import Wire

/// What the host itself keeps about one zone of the device: trends, watches, doses and peak.
struct ZoneTally: Sendable {
    /// The longest silence over which a dose is counted.
    private static let longestSilence = Duration.seconds(600)

    private(set) var centre = SensorTrend()
    private(set) var edge = SensorTrend()
    private var sensors = SensorWatches()
    private(set) var dose = ThermalDose()
    private(set) var deepDose = ThermalDose()
    private(set) var deep = DeepEstimate()
    /// What the zone had received within a day before the plan was loaded.
    private(set) var carried = ZoneDose()
    private(set) var peak = Temperature.milliCelsius(-10_000)
    private var contact = ContactWatch()
    private var density = DensityWatch()
    private var pad = PadTraits()
    /// The dose for which the zone's set-point gives way.
    var givesWay: DoseKind?

    private(set) var traits = DeepTraits.of(nil, isMonopolar: true)
    private var (site, isMonopolar): (Zone?, Bool) = (nil, true)
    private var squareCentimetres = 1.0
    private var lastSample: DeviceInstant?
    private var lastHottest = Temperature.zero
    private var lastDeep = Temperature.zero

    /// Takes one sample, and gives the zone's reading as the interlocks judge it.
    ///
    /// `commanded` is what the zone was last told to give: of it and what was measured the greater one counts.
    mutating func add(
        _ sample: ZoneSample, at time: DeviceInstant, timeConstant: Duration, commanded: Power
    ) -> ZoneReading {
        var reading = ZoneReading()
        reading.centre = ZoneTally.follow(
            &centre, sample.centre, sample.centreValidity, at: time, timeConstant: timeConstant)
        reading.edge = ZoneTally.follow(&edge, sample.edge, sample.edgeValidity, at: time, timeConstant: timeConstant)
        reading.radioFrequency = Reliability(sample.impedanceValidity)
        reading.stimulation = Reliability(sample.loadValidity)
        reading.impedance = sample.impedance
        reading.load = sample.load
        countDose(reading, max(sample.power, commanded), at: time)
        reading.dose = dose.nanominutes
        reading.deep.temperature = lastDeep
        reading.deep.dose = deepDose.nanominutes
        reading.deep.givesWay = givesWay
        followCircuits(sample, &reading, at: time)
        let slopes = (centre.slopeMillikelvinPerSecond, edge.slopeMillikelvinPerSecond)
        reading.heat = sensors.add(
            centre: reading.centre, edge: reading.edge, slopes: slopes, power: sample.power, at: time)
        return reading
    }

    /// Begins an arming of a plan on this pad: how it lies is to be learnt anew.
    mutating func beginArming(on pad: PadTraits) {
        self.pad = pad
        contact.begin()
        density = DensityWatch()
        // Before a contact check the sensors lay anywhere.
        (centre, edge) = (SensorTrend(), SensorTrend())
        sensors.beginContact()
    }

    /// Output begins, or begins again.
    mutating func beginOutput(isFirst: Bool) {
        sensors.beginOutput(isFirst: isFirst)
        if isFirst { deep.beginOutput(traits) }
    }

    /// Output is zero: from here on nothing answers to power.
    mutating func endOutput() { sensors.endOutput() }

    /// The device has armed: as the pad lies now it must go on lying, through every pause, until the next arming.
    ///
    /// - Returns: whether both circuits have been measured.
    mutating func settleContact() -> Bool { lastSample.map { contact.settle(at: $0) } ?? false }

    /// The zone is the one that the device describes so.
    mutating func describe(_ zone: ZoneDescription, isMonopolar: Bool) {
        (site, self.isMonopolar) = (Zone(rawValue: zone.site), isMonopolar)
        traits = DeepTraits.of(site, isMonopolar: isMonopolar)
        squareCentimetres = max(Double(zone.radioFrequencyArea.squareMillimetres) / 100, 0.01)
        sensors.describe(area: zone.radioFrequencyArea, noise: zone.sensorNoise, isMonopolar: isMonopolar)
    }

    /// What the zone has received since the plan was loaded.
    var ownDose: ZoneDose {
        ZoneDose(skin: dose.nanominutes - carried.skin, deep: deepDose.nanominutes - carried.deep)
    }

    /// A plan was loaded: both doses go on from what its patient has received within a day.
    mutating func carry(_ day: ZoneDose) {
        (dose, deepDose) = (ThermalDose(nanominutes: day.skin), ThermalDose(nanominutes: day.deep))
        carried = ZoneDose(skin: dose.nanominutes, deep: deepDose.nanominutes)
    }

    /// A plan was loaded for a person whose skin and fat here were measured; nil where they were not.
    mutating func measure(_ tissue: ThermalTraits?) {
        traits = DeepTraits.of(site, isMonopolar: isMonopolar, tissue: tissue)
    }

    /// Begins a treatment: its peak counts from here; doses go on.
    mutating func beginTreatment() {
        peak = .milliCelsius(-10_000)
        givesWay = nil
    }

    private mutating func countDose(_ reading: ZoneReading, _ power: Power, at time: DeviceInstant) {
        guard let hottest = reading.hottest else { return }
        defer { (lastSample, lastHottest) = (time, hottest) }
        peak = max(peak, hottest)
        if let last = lastSample, time > last {
            // A gap in the telemetry counts with the warmer one of its ends.
            dose.add(max(hottest, lastHottest), for: min(time - last, ZoneTally.longestSilence))
        }
        let density = Double(power.milliwatts) / squareCentimetres
        guard let span = deep.add(skin: hottest, density: density, at: time, traits) else { return }
        let temperature = deep.temperature ?? hottest
        deepDose.add(max(temperature, lastDeep), for: span)
        lastDeep = temperature
    }

    private mutating func followCircuits(_ sample: ZoneSample, _ reading: inout ZoneReading, at time: DeviceInstant) {
        contact.add(
            ContactSample(
                radio: reading.radioFrequency == .ok ? sample.impedance : nil,
                load: reading.stimulation == .ok ? sample.load : nil,
                temperature: .milliCelsius((sample.centre.milliCelsius + sample.edge.milliCelsius) / 2),
                pulseAge: .milliseconds(Int64(sample.pulseAgeCentiseconds) * 10),
                isOff: reading.radioFrequency == .open && reading.stimulation == .open), at: time)
        density.add(pulses: sample.pulses, current: sample.pulseCurrent, width: pad.width, at: time)
        contact.report(of: pad, into: &reading.circuit)
        density.report(of: pad, power: sample.power, into: &reading.circuit)
    }

    private static func follow(
        _ trend: inout SensorTrend, _ reading: Temperature, _ validity: Validity, at time: DeviceInstant,
        timeConstant: Duration
    ) -> SensorReading {
        var sensor = SensorReading()
        sensor.reading = reading
        sensor.compensated = reading
        sensor.reliability = Reliability(validity)
        guard sensor.reliability == .ok else { return sensor }
        trend.add(reading, at: time)
        sensor.compensated = trend.compensated(reading, timeConstant: timeConstant)
        return sensor
    }
}

extension Reliability {
    init(_ validity: Validity) {
        switch validity {
        case .ok: self = .ok
        case .stale: self = .stale
        case .open: self = .open
        case .short: self = .short
        case .range: self = .range
        }
    }
}
