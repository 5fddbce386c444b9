/// What power does to one square centimetre of skin at least, by the compact model that plans are judged with.
///
/// One heat store of 2.25 J/cm²/°C that loses 13.5 mW/cm² for every °C above 34.6 °C, which is the loss at full blood flow;
/// below that it loses nothing. Deliberately not the simulator's tissue: an expectation that shares its model with the
/// truth finds nothing. Source of both figures: `ThermalPrediction`.
///
/// Integers throughout, temperatures in millionths of a degree and power in µW/cm².
struct ExpectedSkin: Equatable, Sendable, BitwiseCopyable {
    private static let rest: Int64 = 34_600_000

    /// Now, in millionths of a degree.
    private(set) var microCelsius: Int64

    /// Skin that is `milliCelsius` warm.
    init(milliCelsius: Int32) { microCelsius = Int64(milliCelsius) * 1000 }

    /// Lets one second pass under `density` µW/cm².
    mutating func pass(density: Int64) {
        // 13.5 mW/cm² for each °C are 135 µW/cm² for each 10,000 millionths; 2.25 J/cm²/°C are 9/4 µJ for each millionth.
        let loss = max(microCelsius - ExpectedSkin.rest, 0) * 135 / 10_000
        microCelsius += (density - loss) * 4 / 9
    }
}
