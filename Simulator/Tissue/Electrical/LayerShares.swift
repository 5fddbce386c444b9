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
/// layers then take the split's shares times their own thickness over the reference's, brought back to a sum of 1. Bone
/// takes nothing: the current turns sideways in the muscle above it.
public func heatShares(split: HeatSplit, layers: LayerAnatomy) -> LayerShares {
    let reference: LayerShares
    switch split {
    case .reference: reference = LayerShares(skin: 0.40, fat: 0.50, muscle: 0.10)
    case .monopolar: reference = LayerShares(skin: 0.04, fat: 0.88, muscle: 0.08)
    }
    let skin = reference.skin * layers.skinMillimetres / 1.1
    let fat = reference.fat * layers.fatMillimetres / 4
    let muscle = reference.muscle * layers.muscleMillimetres / 4
    let sum = skin + fat + muscle
    return LayerShares(skin: skin / sum, fat: fat / sum, muscle: muscle / sum)
}
