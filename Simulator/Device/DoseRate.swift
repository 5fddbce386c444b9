import Units

/// How fast thermal dose grows at a temperature: cumulative equivalent minutes at 43 °C per minute.
///
/// R = 0.5 from 43 °C on, 0.25 below. A reading is a whole number of m°C, so that the rate is a power of two in
/// thousandths: the thousandths are looked up, and the whole part goes into the exponent's bits. Every sample of every
/// zone asks for it, and `exp2` would take a tenth of the firmware's time.
enum DoseRate {
    /// The rate at `temperature`, which must lie within 0 and 100 °C.
    static func at(_ temperature: Temperature) -> Double {
        let above = Int(temperature.milliCelsius) - 43_000
        let exponent = above < 0 ? 2 * above : above
        // Moved by 100 powers, so that the division rounds down also below zero.
        let whole = (exponent + 100_000) / 1000 - 100
        return thousandths[exponent - whole * 1000] * Double(bitPattern: UInt64(whole + 1023) << 52)
    }

    /// Two to the power of 0, 0.001 … 0.999.
    private static let thousandths = InlineArray<1000, Double> { place in exp2(Double(place) / 1000) }
}
