import Units

/// What one zone received since it was armed, and what is measured in it.
struct ZoneTally: Sendable {
    /// The pulses begun.
    private(set) var pulses: UInt32 = 0
    /// The charge of their first phases, as commanded.
    private(set) var charge = Charge.zero
    /// The thermal dose in nano-minutes at 43 °C: anything coarser would sum 5 ms to nothing.
    private(set) var doseNanominutes: Int64 = 0
    /// The RF power that is set.
    private(set) var power = Power.zero
    /// The last pulse that was measured.
    private(set) var lastPulse: PulseMeasurement?
    /// When that was.
    private(set) var lastPulseAt = DeviceInstant.zero
    /// Since when the load of the zone is open or short; nil while it is in order.
    var contactLostAt: DeviceInstant?

    private var energyBefore = Energy.zero
    private var powerSince = DeviceInstant.zero

    /// The RF energy up to `now`, which is not before the last change of power.
    func energy(at now: DeviceInstant) -> Energy { energyBefore + power * (now - powerSince) }

    /// Notes that the RF power changes.
    mutating func setPower(_ power: Power, at now: DeviceInstant) {
        energyBefore = energy(at: now)
        powerSince = now
        self.power = power
    }

    /// Counts a pulse that begins.
    mutating func count(charge phase: Charge) {
        pulses += 1
        charge += phase
    }

    /// Keeps the measurement of a pulse that ended.
    mutating func keep(_ measurement: PulseMeasurement, at now: DeviceInstant) {
        lastPulse = measurement
        lastPulseAt = now
    }

    /// Adds the dose of `span` at a sensor reading of `temperature`.
    ///
    /// Cumulative equivalent minutes at 43 °C, nothing below 39 °C. The reading is cut at 60 °C, where the sum is beyond
    /// every limit within one sample and the number must still fit.
    mutating func addDose(of temperature: Temperature, over span: Duration) {
        guard temperature >= .celsius(39) else { return }
        let rate = DoseRate.at(min(temperature, .celsius(60)))
        doseNanominutes += Int64(rate * Double(span.nanoseconds) / 60)
    }

    /// Begins anew with the arming; what was measured stays.
    mutating func reset(at now: DeviceInstant) {
        let measured = self
        self = ZoneTally()
        power = measured.power
        powerSince = now
        lastPulse = measured.lastPulse
        lastPulseAt = measured.lastPulseAt
    }
}
