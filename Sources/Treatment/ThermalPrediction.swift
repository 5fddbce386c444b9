public import Units

/// What a zone's heating is expected to take, from a compact model of one square centimetre of skin.
///
/// The skin under a pad is one heat store of 2.25 J/cm²/°C that loses 13.5 mW/cm² for every °C above 34.6 °C. Both
/// figures are fitted to a one-dimensional layered model: 0.10 W/cm² hold 42 °C at full blood flow, and 34.6 → 39.4 °C
/// in 120 s takes 0.11 … 0.14 W/cm². The model asks, segment by segment, for the power that puts the skin onto the
/// reference at the segment's end, as far as 0 … the plan's ceiling allows. It is deliberately not the simulator's
/// tissue: an expectation that shares its model with the truth finds nothing.
///
/// Integers throughout, temperatures in n°C and energies in nJ/cm², so that every machine predicts the same.
public struct ThermalPrediction: Equatable, Sendable {
    /// The RF energy that the whole treatment takes, rounded up.
    public let energy: EnergyDensity
    /// The warmest that the skin becomes, rounded to the nearest m°C.
    public let warmest: Temperature

    /// The prediction for `reference` over a treatment of `duration`, a whole number of segments.
    public init(_ reference: HeatingReference, over duration: Duration) {
        let ceiling =
            Int64(reference.heating.density.milliwattsPerSquareCentimetre)
            * TimeGrid.segment.microseconds
        var skin = Skin()
        var total: Int64 = 0
        var warmest = skin.temperature
        var time = Duration.zero
        while time < duration {
            time += TimeGrid.segment
            var heat: Int64 = 0
            if reference.start < time, let target = reference.target(at: time) {
                heat = min(max(skin.heat(toReach: Int64(target.milliCelsius) * 1_000_000), 0), ceiling)
            }
            skin.take(heat)
            total += heat
            warmest = max(warmest, skin.temperature)
        }
        energy = .millijoulesPerSquareCentimetre((total + 999_999) / 1_000_000)
        self.warmest = .milliCelsius(Int32((warmest + 500_000) / 1_000_000))
    }

    /// One square centimetre of skin, stepped by one segment of 50 ms.
    private struct Skin {
        /// Where it neither gains nor loses, in n°C.
        static let rest: Int64 = 34_600_000_000

        /// Now, in n°C.
        var temperature = Skin.rest

        /// What is lost within a segment: 13.5 mW/cm²/°C × 50 ms = 0.675 mJ/cm²/°C = 675 nJ/cm² per 10⁶ n°C.
        private var loss: Int64 { (temperature - Skin.rest) * 675 / 1_000_000 }

        /// The heat that brings it to `target` within a segment: 2.25 J/cm²/°C = 9/4 nJ/cm² per n°C, and the loss.
        func heat(toReach target: Int64) -> Int64 { (target - temperature) * 9 / 4 + loss }

        /// Lets one segment pass with `heat`.
        mutating func take(_ heat: Int64) { temperature += (heat - loss) * 4 / 9 }
    }
}
