public import Units

/// How dense current and power are on the skin that an electrode really touches.
public enum SkinDensity {
    /// The root mean square of a pulse train's current density, in mA/cm².
    ///
    /// It is I · √(phases · width · rate) / contacted area. A balanced pulse has two phases; to count one of them, as some papers do, understates it by √2. Infinite without
    /// contact.
    public static func rootMeanSquare(
        milliamps: Double, width: PulseWidth, rate: Frequency, phases: Int = 2, area: Area, contact: Double = 1
    ) -> Double {
        let duty = Double(phases) * Double(width.microseconds) * 1e-6 * Double(rate.millihertz) / 1000
        return perSquareCentimetre(milliamps * duty.squareRoot(), area: area, contact: contact)
    }

    /// The mean RF power density in W/cm² that `watts` make on the contacted part of `area`; infinite without contact.
    public static func radioFrequency(watts: Double, area: Area, contact: Double) -> Double {
        perSquareCentimetre(watts, area: area, contact: contact)
    }

    private static func perSquareCentimetre(_ amount: Double, area: Area, contact: Double) -> Double {
        guard amount > 0 else { return 0 }
        guard contact > 0, area > .zero else { return .infinity }
        return amount / (Double(area.squareMillimetres) / 100 * contact)
    }
}
