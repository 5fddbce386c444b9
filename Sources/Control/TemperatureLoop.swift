import Units

/// Holds one zone's temperature by its RF power, once per segment (20 Hz).
///
/// What the skin needs to follow its target is fed forward from a loss and a heat capacity per area; a proportional and
/// an integral part correct the rest. The integral stands still while the power is at either end of its range, and
/// begins at zero after every interruption, so that nothing winds up. Gains per area: project policy, chosen for a skin
/// that answers with time constants of 100 to 250 s; they are measured, not derived, and get a document of their own
/// when the thermal model does.
struct TemperatureLoop: Equatable, Sendable {
    /// What the skin loses, in mW/cm² for each °C above its resting temperature.
    private static let loss = 13.5
    /// What warms it, in mJ/cm² for each °C.
    private static let capacity = 2250.0
    /// The skin's resting temperature, in °C.
    private static let resting = 34.6
    /// mW/cm² for each °C of error.
    private static let proportional = 60.0
    /// mW/cm² for each °C of error and second.
    private static let integral = 1.5
    /// The period of the loop, in seconds.
    private static let period = 0.05

    private var sum = 0.0
    private var lastTarget: Temperature?

    /// A loop that begins at zero.
    init() {}

    /// The power for the next segment, 0 … `ceiling`; a nil target switches RF off and starts the loop afresh.
    mutating func power(
        toward target: Temperature?, from measured: Temperature, area: Area, ceiling: Power
    ) -> Power {
        guard let target else {
            self = TemperatureLoop()
            return .zero
        }
        let wanted = Double(target.milliCelsius) / 1000
        let error = wanted - Double(measured.milliCelsius) / 1000
        let slope = lastTarget.map { Double((target - $0).millikelvin) / 1000 / TemperatureLoop.period } ?? 0
        lastTarget = target
        let forward =
            max(0, wanted - TemperatureLoop.resting) * TemperatureLoop.loss + max(0, slope) * TemperatureLoop.capacity
        let squareCentimetres = Double(area.squareMillimetres) / 100
        let greatest = Double(ceiling.milliwatts)
        let raw = (forward + TemperatureLoop.proportional * error + sum) * squareCentimetres
        let step = TemperatureLoop.integral * error * TemperatureLoop.period
        if (raw < greatest || step < 0) && (raw > 0 || step > 0) { sum += step }
        return .milliwatts(Int32(min(max(raw, 0), greatest)))
    }
}
