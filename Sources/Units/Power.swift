/// A power, in milliwatts.
public struct Power: AdditiveQuantity {
    /// Milliwatts.
    public let rawValue: Int32

    /// A power of `rawValue` mW.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A power given in mW.
    @inlinable
    public static func milliwatts(_ value: Int32) -> Power { Power(rawValue: value) }

    /// The value in mW.
    @inlinable
    public var milliwatts: Int32 { rawValue }

    /// The energy that this power delivers in `duration`: mW × µs = nJ.
    ///
    /// The duration counts in whole microseconds, rounded towards zero.
    @inlinable
    public static func * (power: Power, duration: Duration) -> Energy {
        .nanojoules(Int64(power.rawValue) * duration.microseconds)
    }
}

/// An energy, in nanojoules.
public struct Energy: AdditiveQuantity {
    /// Nanojoules.
    public let rawValue: Int64

    /// An energy of `rawValue` nJ.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// An energy given in nJ.
    @inlinable
    public static func nanojoules(_ value: Int64) -> Energy { Energy(rawValue: value) }

    /// An energy given in mJ.
    @inlinable
    public static func millijoules(_ value: Int64) -> Energy { Energy(rawValue: value * 1_000_000) }

    /// The value in nJ.
    @inlinable
    public var nanojoules: Int64 { rawValue }

    /// The value in whole mJ, rounded towards zero.
    @inlinable
    public var millijoules: Int64 { rawValue / 1_000_000 }
}

/// A skin area, in square millimetres.
public struct Area: Quantity {
    /// Square millimetres.
    public let rawValue: Int32

    /// An area of `rawValue` mm².
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// An area given in mm².
    @inlinable
    public static func squareMillimetres(_ value: Int32) -> Area { Area(rawValue: value) }

    /// The value in mm².
    @inlinable
    public var squareMillimetres: Int32 { rawValue }

    /// The power that spreads `density` over this area, rounded towards zero: mW/cm² × mm² / 100 = mW.
    @inlinable
    public static func * (area: Area, density: PowerDensity) -> Power {
        .milliwatts(Int32(Int64(area.rawValue) * Int64(density.rawValue) / 100))
    }
}

/// A power per skin area, in milliwatts per square centimetre.
public struct PowerDensity: Quantity {
    /// Milliwatts per square centimetre.
    public let rawValue: Int32

    /// A density of `rawValue` mW/cm².
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A density given in mW/cm².
    @inlinable
    public static func milliwattsPerSquareCentimetre(_ value: Int32) -> PowerDensity { PowerDensity(rawValue: value) }

    /// The value in mW/cm².
    @inlinable
    public var milliwattsPerSquareCentimetre: Int32 { rawValue }
}

/// A share of a whole, in thousandths.
public struct PerMille: Quantity {
    /// Thousandths; the whole is 1000.
    public let rawValue: Int32

    /// A share of `rawValue` thousandths.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The whole.
    @inlinable
    public static var whole: PerMille { PerMille(rawValue: 1000) }
}
