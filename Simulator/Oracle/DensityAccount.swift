import Units

/// How densely energy and current crossed the skin that was really touched.
///
/// Current is counted by its heat over a second, whatever rate and width somebody meant: the root of the mean square over
/// both phases. The mean of what pulses leave behind is the direct current that etches the skin.
struct DensityAccount: Sendable {
    /// The greatest RF power on each contacted cm², in mW.
    private(set) var peakPower = 0.0
    /// The greatest effective current on each contacted cm² of the smaller electrode over a second, in µA.
    private(set) var peakCurrent = 0.0
    /// The greatest mean current on each contacted cm² over a second, in µA.
    private(set) var peakDirect = 0.0

    private let powerArea: Double
    private let currentArea: Double
    private var contact = 1.0
    private var second: Int64 = 0
    // µA² · µs / cm⁴, and pC / cm²: each pulse by the area that it found.
    private var squares = 0.0
    private var residue = 0.0

    /// A zone of these areas, wholly in contact.
    init(radioFrequency: Area, stimulation: Area) {
        powerArea = Double(radioFrequency.squareMillimetres) / 100
        currentArea = Double(stimulation.squareMillimetres) / 100
    }

    /// Sets the share of the electrodes that touches the skin; without any, nothing crosses it.
    mutating func setContact(_ share: Double, power: Power, at now: DeviceInstant) {
        close(before: now)
        contact = share
        setPower(power)
    }

    mutating func setPower(_ power: Power) { peakPower = max(peakPower, self.power(power)) }

    /// `power` on each contacted cm², in mW.
    func power(_ power: Power) -> Double { contact > 0 ? Double(power.milliwatts) / (powerArea * contact) : 0 }

    mutating func addPulse(_ current: Current, width: PulseWidth, at now: DeviceInstant) {
        close(before: now)
        guard contact > 0 else { return }
        let density = Double(current.microamps) / (currentArea * contact)
        squares += density * density * 2 * Double(width.microseconds)
    }

    mutating func addResidue(_ charge: Charge, at now: DeviceInstant) {
        close(before: now)
        guard contact > 0 else { return }
        residue += Double(charge.picocoulombs) / (currentArea * contact)
    }

    /// Ends the second that `now` no longer belongs to.
    mutating func close(before now: DeviceInstant) {
        guard now.microseconds / 1_000_000 != second else { return }
        second = now.microseconds / 1_000_000
        peakCurrent = max(peakCurrent, (squares / 1_000_000).squareRoot())
        // 1 pC in 1 s is 10⁻⁶ µA.
        peakDirect = max(peakDirect, residue.magnitude / 1_000_000)
        (squares, residue) = (0, 0)
    }
}
