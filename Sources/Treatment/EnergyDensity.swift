public import Units

/// An energy per skin area, in millijoules per square centimetre.
public struct EnergyDensity: AdditiveQuantity {
    /// Millijoules per square centimetre.
    public let rawValue: Int64

    /// A density of `rawValue` mJ/cm².
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// A density given in mJ/cm².
    @inlinable
    public static func millijoulesPerSquareCentimetre(_ value: Int64) -> EnergyDensity {
        EnergyDensity(rawValue: value)
    }

    /// The value in mJ/cm².
    @inlinable
    public var millijoulesPerSquareCentimetre: Int64 { rawValue }

    /// The energy of this density on `area`, exactly: mJ/cm² × mm² = 10⁴ nJ.
    @inlinable
    public static func * (density: EnergyDensity, area: Area) -> Energy {
        .nanojoules(density.rawValue * Int64(area.squareMillimetres) * 10_000)
    }
}
