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
    // µA² · µs
    private var squares = 0.0
    private var residue = Charge.zero

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

    mutating func setPower(_ power: Power) {
        guard contact > 0 else { return }
        peakPower = max(peakPower, Double(power.milliwatts) / (powerArea * contact))
    }

    mutating func addPulse(_ current: Current, width: PulseWidth, at now: DeviceInstant) {
        close(before: now)
        let microamps = Double(current.microamps)
        squares += microamps * microamps * 2 * Double(width.microseconds)
    }

    mutating func addResidue(_ charge: Charge, at now: DeviceInstant) {
        close(before: now)
        residue += charge
    }

    /// Ends the second that `now` no longer belongs to.
    mutating func close(before now: DeviceInstant) {
        guard now.microseconds / 1_000_000 != second else { return }
        second = now.microseconds / 1_000_000
        if contact > 0, squares > 0 {
            let area = currentArea * contact
            peakCurrent = max(peakCurrent, (squares / 1_000_000).squareRoot() / area)
            // 1 pC in 1 s is 10⁻⁶ µA.
            peakDirect = max(peakDirect, Double(residue.magnitude.picocoulombs) / 1_000_000 / area)
        }
        (squares, residue) = (0, .zero)
    }
}
