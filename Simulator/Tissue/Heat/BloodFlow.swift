import Units

/// How much more blood flows through the layers of one column than at rest.
///
/// Warm skin opens its vessels: the flow follows the skin's mean temperature from once at rest to `hyperaemia` times at
/// 42 °C, along a smooth step and behind it by a time constant. Warm muscle takes up to four times its blood at 43 °C.
/// Source: laser Doppler on forehead and cheek, 42 °C for 45 min, 22 people (5.4 to 5.7 times, first peak within minutes);
/// muscle: Kok et al., simulations of hyperthermia. For fat there is no figure, and it keeps its flow.
///
/// What it leaves out: the first peak's overshoot and the nadir after it (the flow goes straight to its plateau), and the
/// slow dying away after an hour.
struct BloodFlow: Sendable {
    /// The skin's flow, as a multiple of that at rest.
    private(set) var skin = 1.0
    /// The muscle's.
    private(set) var muscle = 1.0

    private let greatestSkin: Double
    private let restingSkin: Double
    private let restingMuscle: Double
    private let decay: Double

    /// The flow of `layers` while skin and muscle have their mean temperatures at rest, followed in steps of `seconds`.
    init(_ layers: LayerAnatomy, restingSkin: Double, restingMuscle: Double, step seconds: Double) {
        greatestSkin = layers.hyperaemia
        (self.restingSkin, self.restingMuscle) = (restingSkin, restingMuscle)
        decay = exp2(-seconds / layers.hyperaemiaSeconds * 1.442_695_040_888_963_4)
    }

    /// Lets one step pass at these mean temperatures of the layers, in °C.
    mutating func advance(skinCelsius: Double, muscleCelsius: Double) {
        let skinAim = BloodFlow.aim(greatestSkin, at: skinCelsius, from: restingSkin, to: 42)
        let muscleAim = BloodFlow.aim(BloodFlow.greatestMuscle, at: muscleCelsius, from: restingMuscle, to: 43)
        skin = skinAim + (skin - skinAim) * decay
        muscle = muscleAim + (muscle - muscleAim) * decay
    }

    /// What the muscle's flow rises to.
    private static let greatestMuscle = 4.0

    /// The flow that belongs to `celsius` in the long run: 1 up to `lower`, `greatest` from `upper` on.
    private static func aim(_ greatest: Double, at celsius: Double, from lower: Double, to upper: Double) -> Double {
        let share = min(max((celsius - lower) / (upper - lower), 0), 1)
        return 1 + (greatest - 1) * share * share * (3 - 2 * share)
    }
}
