/// How a device of one kind is heated by: the temperature control's part of a device's profile.
///
/// The host makes it of what the device declares of itself, so that nobody can edit it beside the device that it was found for;
/// docs/temperature-control.md has the way to each number.
struct HeatingSettings: Equatable, Sendable {
    /// How fast the distance to the reference is closed, per s.
    ///
    /// A half of what SIMC gives for the loop's delay: two seconds for the slope, 0.15 s to the segment.
    let approach: Double
    /// How fast the observer believes the sensors, per s.
    ///
    /// As fast as the approach: faster follows contractions, which press the sensor by up to 0.17 °C.
    let belief: Double
    /// The most that skin may lose more or less than expected, in mW/cm².
    ///
    /// More than people differ, and half of a plan's greatest ceiling.
    let unknown: Double
    /// How far below the foldback power begins to fade, in °C.
    ///
    /// A set-point of 41.5 °C keeps all its power.
    let fade: Double
    /// How fast skin that is behind may be warmed, as a multiple of the plan's ramp.
    ///
    /// A twentieth more than the plan, so that skin which rests at 32.9 °C still reads 40 °C within two minutes.
    let catchUp: Double
    /// By how much, in mW/cm², a hold may come to need more power than it needed when it had settled.
    ///
    /// Skin loses 13 mW/cm² and more for each °C: if both sensors come to lie alike, it becomes warmer by this over that at most.
    let holdMargin: Double
    /// And how warm, in °C beyond the set-point, that may make the skin at most: thin skin loses less.
    ///
    /// The highest set-point, 41.5 °C, and this stay below the hard trip.
    let holdWarmth: Double
    /// After how many s at the set-point a hold has settled.
    ///
    /// What was learned of a ramp is forgotten within a few times 1/`belief`.
    let settling: Double

    /// RF between electrodes side by side.
    static let bipolar = HeatingSettings(
        approach: 0.25, belief: 0.25, unknown: 80, fade: 0.3, catchUp: 1.05, holdMargin: 20, holdWarmth: 1.4,
        settling: 30)
    /// RF that leaves through a return electrode: fat goes on warming the skin for minutes, which the model does not know.
    static let monopolar = HeatingSettings(
        approach: 0.25, belief: 0.25, unknown: 80, fade: 0.3, catchUp: 1.05, holdMargin: 20, holdWarmth: 1.4,
        settling: 30)

    /// The settings of a device that declares this topology.
    static func of(isMonopolar: Bool) -> HeatingSettings { isMonopolar ? monopolar : bipolar }
}
