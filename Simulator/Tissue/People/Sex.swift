import Units

/// A person's sex, as far as the tables of tissue thickness tell two apart.
public enum Sex: String, CaseIterable, Equatable, Sendable {
    /// Thinner skin, more fat.
    case female
    /// Thicker skin, less fat, more muscle.
    case male

    /// The sex of the person whom `seed` determines: as many of the one as of the other, so that simulated treatments
    /// meet both alike.
    public init(seed: UInt64) {
        var chance = RandomStream(seed: seed, purpose: Sex.purpose)
        self = chance.next(below: 2) == 0 ? .female : .male
    }

    /// What the stream is split by; below every trait's.
    private static let purpose: UInt64 = 0x5045_4F50_0000
}
