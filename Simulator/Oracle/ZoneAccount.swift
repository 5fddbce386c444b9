import Units

/// What one zone of the face received.
struct ZoneAccount: Sendable {
    private(set) var pulses: Int64 = 0
    private(set) var residue = Charge.zero
    private(set) var peakSensor: Temperature?
    private(set) var peakTissue: Temperature?
    private(set) var power = Power.zero
    private var doseMinutes = 0.0
    private var energyBefore = Energy.zero
    private var powerSince = DeviceInstant.zero
    private var lastRate: Double?
    private var lastSample = DeviceInstant.zero

    func energy(at now: DeviceInstant) -> Energy { energyBefore + power * (now - powerSince) }

    /// The dose of the hottest tissue, in thousandths of a minute at 43 °C.
    var milliminutes: Double { doseMinutes * 1000 }

    mutating func setPower(_ power: Power, at now: DeviceInstant) {
        energyBefore = energy(at: now)
        powerSince = now
        self.power = power
    }

    mutating func countPulse() { pulses += 1 }

    mutating func addResidue(_ charge: Charge) { residue += charge }

    mutating func sample(sensor: Temperature, tissue: Temperature, at now: DeviceInstant) {
        let rate = ZoneAccount.doseRate(tissue)
        if let lastRate {
            let minutes = Double((now - lastSample).microseconds) / 60_000_000
            doseMinutes += minutes * (lastRate + rate) / 2
        }
        lastRate = rate
        lastSample = now
        peakSensor = max(peakSensor ?? sensor, sensor)
        peakTissue = max(peakTissue ?? tissue, tissue)
    }

    /// Minutes at 43 °C for each minute at `temperature`: R^(43 − T), with R = 0.5 from 43 °C on, 0.25 below it, and
    /// nothing below 39 °C (Sapareto and Dewey 1984).
    ///
    /// Written without the house's `exp2`, because a judge must not share a mistake: R^x is taken apart into whole powers
    /// of R and e^y for the rest, whose series converges fast.
    static func doseRate(_ temperature: Temperature) -> Double {
        let above = Double(temperature.milliCelsius) / 1000 - 43
        guard above >= -4 else { return 0 }
        let base = above >= 0 ? 2.0 : 4.0
        let logarithm = above >= 0 ? 0.693_147_180_559_945_3 : 1.386_294_361_119_890_6
        var left = Int(min(above, 60))
        let rest = (above - Double(left)) * logarithm
        var term = 1.0
        var sum = 1.0
        for power in 1...16 {
            term *= rest / Double(power)
            sum += term
        }
        while left > 0 { (sum, left) = (sum * base, left - 1) }
        while left < 0 { (sum, left) = (sum / base, left + 1) }
        return sum
    }
}
