/// What of a person's tissue the compact thermal model knows: how thick skin and fat under a zone are.
///
/// Measured or taken from a class by an assessment; without one, those of the zone's average person. Whole µm, so that
/// they can go through files and hashes.
public struct ThermalTraits: Equatable, Sendable, BitwiseCopyable {
    /// Epidermis and dermis, in µm.
    public let skinMicrometres: Int32
    /// Fat below the skin, in µm.
    public let fatMicrometres: Int32

    /// The thinnest and the thickest skin that the model was fitted to, in µm; beyond them it takes the nearer end.
    public static let skinRange: ClosedRange<Int32> = 700...2_100
    /// The same of the fat, in µm.
    public static let fatRange: ClosedRange<Int32> = 600...15_000

    /// Traits of these thicknesses, brought into the ranges that the model was fitted to.
    public init(skinMicrometres: Int32, fatMicrometres: Int32) {
        let (skin, fat) = (ThermalTraits.skinRange, ThermalTraits.fatRange)
        self.skinMicrometres = min(max(skinMicrometres, skin.lowerBound), skin.upperBound)
        self.fatMicrometres = min(max(fatMicrometres, fat.lowerBound), fat.upperBound)
    }

    /// The average person's at `zone`.
    ///
    /// Source: skin by ultrasound of 118 people (PMC9205051, epidermis and dermis); fat: textbook figures (forehead 1 to 2
    /// mm, cheek 3 to 6, submentum 5 to 8).
    public static func nominal(at zone: Zone) -> ThermalTraits {
        switch zone {
        case .forehead: ThermalTraits(skinMicrometres: 1_250, fatMicrometres: 1_500)
        case .leftCheek, .rightCheek: ThermalTraits(skinMicrometres: 1_200, fatMicrometres: 4_000)
        case .submentum: ThermalTraits(skinMicrometres: 1_150, fatMicrometres: 6_000)
        }
    }
}
