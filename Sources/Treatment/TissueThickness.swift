public import Units

/// How thick skin and fat under one zone of one person are, as they were measured.
///
/// Only what was measured is written into a plan: it lets the estimate of the layer below the skin be that of this person
/// (Safety), and a guess by eye must not. A bare set of values: `Plan` checks it.
public struct TissueThickness: Equatable, Sendable, BitwiseCopyable {
    /// Epidermis and dermis, 0.4 … 3 mm.
    public var skin: Length
    /// The fat below them, 0.3 … 20 mm.
    public var fat: Length

    /// A set of values, unchecked.
    public init(skin: Length, fat: Length) {
        self.skin = skin
        self.fat = fat
    }

    /// The same for the thermal model.
    public var traits: ThermalTraits {
        ThermalTraits(skinMicrometres: skin.micrometres, fatMicrometres: fat.micrometres)
    }

    /// Everything that is wrong with these values in `zone`; empty when nothing is.
    public func findings(in zone: Zone) -> [TreatmentError] {
        [PrescriptionLimits.skin.finding(skin, in: zone), PrescriptionLimits.fat.finding(fat, in: zone)]
            .compactMap { $0 }
    }
}
