public import Units

/// Thermal dose, in nano-minutes of CEM43.
///
/// Each limit has two steps before it. The set-point of a zone gives way so that the dose at the program's end, with what
/// the warm tissue still adds, comes to `giveWay`; where that was not enough, the zone's RF is held down at `ceiling`.
/// A dose only grows: a zone that is held down for it stays so.
extension Limits {
    /// The skin's dose at which the operator is warned: 2 CEM43.
    ///
    /// Source: van Rhoon et al. 2013, uncontrolled use with normal thermoregulation: below 2 CEM43.
    public static let doseWarning: Int64 = 2_000_000_000
    /// What the skin's dose at the program's end is steered to at most: 8 CEM43.
    ///
    /// Source: project policy, a ninth below the limit.
    public static let doseGiveWay: Int64 = 8_000_000_000
    /// The skin's dose from which on the zone's RF is held down: 8.5 CEM43.
    ///
    /// Source: project policy, half-way between steering and limit.
    public static let doseCeiling: Int64 = 8_500_000_000
    /// The skin's dose at which output stops: 9 CEM43.
    ///
    /// Source: van Rhoon et al. 2013, supervised use with normal thermoregulation: below 9 CEM43.
    public static let doseTrip: Int64 = 9_000_000_000

    /// What the dose of the hottest layer below the skin is steered to at most: 14.5 CEM43.
    ///
    /// Source: project policy, a tenth below the limit.
    public static let deepDoseGiveWay: Int64 = 14_500_000_000
    /// The deep dose from which on the zone's RF is held down: 15 CEM43.
    ///
    /// Source: project policy: what warm fat still adds without power is less than the one minute that is left.
    public static let deepDoseCeiling: Int64 = 15_000_000_000
    /// The deep dose at which output stops: 16 CEM43.
    ///
    /// Source: project policy, at the lower end of what is given for fat and muscle.
    public static let deepDoseTrip: Int64 = 16_000_000_000

    /// The deep temperature below which a treatment's cooldown is over: no dose is counted there.
    ///
    /// Source: CEM43 itself, which counts nothing below 39 °C.
    public static let cooldownTemperature = Temperature.milliCelsius(39_000)
    /// For how long warm tissue is taken to go on at its last rate when power ends.
    ///
    /// Source: the simulator's population, in which it adds the dose of 40 to 100 s (docs/decisions/0008).
    public static let doseAfterPower = Duration.seconds(120)
}
