import Units

/// What one zone of the face received.
struct ZoneAccount: Sendable {
    private(set) var pulses: Int64 = 0
    private(set) var residue = Charge.zero
    private(set) var peakSensor: Temperature?
    private(set) var power = Power.zero
    private(set) var density: DensityAccount
    var tissue = TissueAccount()
    private var energyBefore = Energy.zero
    private var powerSince = DeviceInstant.zero

    init(radioFrequency: Area, stimulation: Area) {
        density = DensityAccount(radioFrequency: radioFrequency, stimulation: stimulation)
    }

    func energy(at now: DeviceInstant) -> Energy { energyBefore + power * (now - powerSince) }

    mutating func setPower(_ power: Power, at now: DeviceInstant) {
        energyBefore = energy(at: now)
        powerSince = now
        self.power = power
        density.setPower(power)
    }

    mutating func setContact(_ share: Double, at now: DeviceInstant) {
        density.setContact(share, power: power, at: now)
    }

    mutating func addPulse(_ current: Current, width: PulseWidth, at now: DeviceInstant) {
        pulses += 1
        density.addPulse(current, width: width, at: now)
    }

    mutating func addResidue(_ charge: Charge, at now: DeviceInstant) {
        residue += charge
        density.addResidue(charge, at: now)
    }

    mutating func close(at now: DeviceInstant) { density.close(before: now) }

    mutating func sample(sensor: Temperature) { peakSensor = max(peakSensor ?? sensor, sensor) }
}
