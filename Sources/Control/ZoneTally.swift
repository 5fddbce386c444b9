import Safety
import Units
import Wire

/// What the host itself keeps about one zone of the device: trends, dose and peak.
struct ZoneTally: Sendable {
    private(set) var centre = SensorTrend()
    private(set) var edge = SensorTrend()
    private(set) var dose = ThermalDose()
    private(set) var peak = Temperature.milliCelsius(-10_000)
    private var contact = ContactWatch()
    private var density = DensityWatch()
    private var pad = PadTraits()
    private var lastSample: DeviceInstant?

    /// Takes one sample, and gives the zone's reading as the interlocks judge it.
    mutating func add(_ sample: ZoneSample, at time: DeviceInstant, timeConstant: Duration) -> ZoneReading {
        var reading = ZoneReading()
        reading.centre = ZoneTally.follow(
            &centre, sample.centre, sample.centreValidity, at: time, timeConstant: timeConstant)
        reading.edge = ZoneTally.follow(&edge, sample.edge, sample.edgeValidity, at: time, timeConstant: timeConstant)
        reading.radioFrequency = Reliability(sample.impedanceValidity)
        reading.stimulation = Reliability(sample.loadValidity)
        reading.impedance = sample.impedance
        reading.load = sample.load
        countDose(reading, at: time)
        reading.dose = dose.nanominutes
        followCircuits(sample, &reading, at: time)
        return reading
    }

    /// Begins an arming of a plan on this pad: how it lies is to be learnt anew.
    mutating func beginArming(on pad: PadTraits) {
        self.pad = pad
        contact.begin()
        density = DensityWatch()
    }

    /// The device has armed: as the pad lies now it must go on lying, through every pause, until the next arming.
    mutating func settleContact() {
        if let lastSample { contact.settle(at: lastSample) }
    }

    /// Begins a treatment: its dose and peak count from here.
    mutating func beginTreatment() {
        dose = ThermalDose()
        peak = .milliCelsius(-10_000)
    }

    private mutating func countDose(_ reading: ZoneReading, at time: DeviceInstant) {
        defer { lastSample = time }
        guard reading.centre.reliability == .ok || reading.edge.reliability == .ok else { return }
        let hottest = max(
            reading.centre.reliability == .ok ? reading.centre.reading : .milliCelsius(-10_000),
            reading.edge.reliability == .ok ? reading.edge.reading : .milliCelsius(-10_000))
        peak = max(peak, hottest)
        guard let last = lastSample, time > last else { return }
        // A gap in the telemetry counts with the temperature at its end, up to what stale telemetry allows and more.
        dose.add(hottest, for: min(time - last, .seconds(1)))
    }

    private mutating func followCircuits(_ sample: ZoneSample, _ reading: inout ZoneReading, at time: DeviceInstant) {
        contact.add(
            ContactSample(
                radio: reading.radioFrequency == .ok ? sample.impedance : nil,
                load: reading.stimulation == .ok ? sample.load : nil,
                temperature: .milliCelsius((sample.centre.milliCelsius + sample.edge.milliCelsius) / 2),
                pulseAge: .milliseconds(Int64(sample.pulseAgeCentiseconds) * 10)), at: time)
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
