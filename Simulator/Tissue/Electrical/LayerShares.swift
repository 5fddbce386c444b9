/// A share for each layer under a zone; the shares add up to 1.
public struct LayerShares: Equatable, Sendable {
    /// Of the skin.
    public let skin: Double
    /// Of the fat.
    public let fat: Double
    /// Of the muscle.
    public let muscle: Double
}

/// The share of the absorbed RF that heats each of the layers that a person has.
///
/// One current passes skin, fat and muscle in turn, so that each is heated by J² · thickness / conductivity. `split` names
/// the shares for the layers that it was worked out for, 1.1 mm of skin over 4 mm of fat over 4 mm of muscle; what the pad's
/// geometry and the tissues' conductivities contribute is in it and does not change from person to person. A person's
/// layers then take the split's shares times their own thickness over the reference's, brought back to a sum of 1. The
/// field of a segmented bipolar pad dies out with depth: there, what a layer has beyond the reference's thickness takes
/// nothing. Bone takes nothing either: the current turns sideways in the muscle above it.
public func heatShares(split: HeatSplit, layers: LayerAnatomy) -> LayerShares {
    let reference: LayerShares
    let deepest: Double
    switch split {
    case .reference: (reference, deepest) = (LayerShares(skin: 0.40, fat: 0.50, muscle: 0.10), 1)
    case .monopolar: (reference, deepest) = (LayerShares(skin: 0.04, fat: 0.88, muscle: 0.08), .infinity)
    }
    let skin = reference.skin * min(layers.skinMillimetres / 1.1, deepest)
    let fat = reference.fat * min(layers.fatMillimetres / 4, deepest)
    let muscle = reference.muscle * min(layers.muscleMillimetres / 4, deepest)
    let sum = skin + fat + muscle
    return LayerShares(skin: skin / sum, fat: fat / sum, muscle: muscle / sum)
}
