import Units

/// What one zone of the face received.
struct ZoneAccount: Sendable {
    private(set) var pulses: Int64 = 0
    private(set) var residue = Charge.zero
    private(set) var peakSensor: Temperature?
    private(set) var power = Power.zero
    /// What of it somebody could end.
    private(set) var stoppablePower = Power.zero
    private(set) var density: DensityAccount
    var tissue = TissueAccount()
    /// RF beyond what its stage was told.
    private(set) var excess = Stretch()
    /// RF denser than skin can carry away, as long as somebody could end it.
    private(set) var dense = Stretch()
    /// RF denser than a generator may make it in single fault, as long as somebody could end it.
    private(set) var tooDense = Stretch()
    /// The most pulses in a row that were too strong.
    private(set) var strongPulses = 0
    private var strongRun = 0
    private var commanded = Power.milliwatts(Int32.max)
    private var prescribed = Current.microamps(Int32.max / 2)
    private var energyBefore = Energy.zero
    private var powerSince = DeviceInstant.zero

    init(radioFrequency: Area, stimulation: Area) {
        density = DensityAccount(radioFrequency: radioFrequency, stimulation: stimulation)
    }

    func energy(at now: DeviceInstant) -> Energy { energyBefore + power * (now - powerSince) }

    mutating func setPower(_ power: Power, stoppable: Power, at now: DeviceInstant) {
        energyBefore = energy(at: now)
        powerSince = now
        self.power = power
        stoppablePower = stoppable
        density.setPower(power)
        notePower(at: now)
    }

    /// What the RF stage is told from `now` on.
    mutating func setCommand(_ power: Power, at now: DeviceInstant) {
        commanded = power
        notePower(at: now)
    }

    /// The strongest pulse that somebody prescribed.
    mutating func prescribe(_ current: Current) { prescribed = current }

    private mutating func notePower(at now: DeviceInstant) {
        let told = Int64(commanded.milliwatts)
        let (nowDense, left) = (density.power(power), density.power(power - stoppablePower))
        excess.note(Int64(stoppablePower.milliwatts) * 10 > told * 13 + 4000, at: now)
        dense.note(nowDense > 250 && left <= 250, at: now)
        tooDense.note(nowDense > 300 && left <= 300, at: now)
    }

    mutating func setContact(_ share: Double, at now: DeviceInstant) {
        density.setContact(share, power: power, at: now)
        notePower(at: now)
    }

    mutating func addPulse(_ current: Current, width: PulseWidth, at now: DeviceInstant) {
        pulses += 1
        strongRun = Int64(current.microamps) * 4 > Int64(prescribed.microamps) * 5 ? strongRun + 1 : 0
        strongPulses = max(strongPulses, strongRun)
        density.addPulse(current, width: width, at: now)
    }

    mutating func addResidue(_ charge: Charge, at now: DeviceInstant) {
        residue += charge
        density.addResidue(charge, at: now)
    }

    mutating func close(at now: DeviceInstant) { density.close(before: now) }

    mutating func sample(sensor: Temperature) { peakSensor = max(peakSensor ?? sensor, sensor) }
}
