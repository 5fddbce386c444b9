/// An electric current, in microamperes.
public struct Current: AdditiveQuantity {
    /// Microamperes.
    public let rawValue: Int32

    /// A current of `rawValue` µA.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A current given in µA.
    @inlinable
    public static func microamps(_ value: Int32) -> Current { Current(rawValue: value) }

    /// A current given in whole mA.
    @inlinable
    public static func milliamps(_ value: Int32) -> Current { Current(rawValue: value * 1000) }

    /// The value in µA.
    @inlinable
    public var microamps: Int32 { rawValue }

    /// The charge that this current carries during one phase: µA × µs = pC.
    @inlinable
    public static func * (current: Current, width: PulseWidth) -> Charge {
        .picocoulombs(Int64(current.rawValue) * Int64(width.rawValue))
    }

    /// This current scaled by `perMille` thousandths, rounded towards zero.
    @inlinable
    public func scaled(perMille: PerMille) -> Current {
        Current(rawValue: Int32(Int64(rawValue) * Int64(perMille.rawValue) / 1000))
    }
}

/// An electric charge, in picocoulombs: large enough for a treatment, fine enough for one residue.
public struct Charge: AdditiveQuantity {
    /// Picocoulombs.
    public let rawValue: Int64

    /// A charge of `rawValue` pC.
    @inlinable
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// A charge given in pC.
    @inlinable
    public static func picocoulombs(_ value: Int64) -> Charge { Charge(rawValue: value) }

    /// A charge given in nC.
    @inlinable
    public static func nanocoulombs(_ value: Int64) -> Charge { Charge(rawValue: value * 1000) }

    /// A charge given in whole µC.
    @inlinable
    public static func microcoulombs(_ value: Int64) -> Charge { Charge(rawValue: value * 1_000_000) }

    /// The value in pC.
    @inlinable
    public var picocoulombs: Int64 { rawValue }

    /// The value in whole nC, rounded towards zero.
    @inlinable
    public var nanocoulombs: Int64 { rawValue / 1000 }

    /// The value in whole µC, rounded towards zero.
    @inlinable
    public var microcoulombs: Int64 { rawValue / 1_000_000 }
}

/// The magnitude of an impedance, in milliohms.
public struct Impedance: AdditiveQuantity {
    /// Milliohms.
    public let rawValue: Int32

    /// An impedance of `rawValue` mΩ.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// An impedance given in mΩ.
    @inlinable
    public static func milliohms(_ value: Int32) -> Impedance { Impedance(rawValue: value) }

    /// An impedance given in whole Ω.
    @inlinable
    public static func ohms(_ value: Int32) -> Impedance { Impedance(rawValue: value * 1000) }

    /// The value in mΩ.
    @inlinable
    public var milliohms: Int32 { rawValue }
}

/// The duration of one phase of a stimulation pulse, in microseconds.
///
/// A balanced pulse has two phases of this width.
public struct PulseWidth: Quantity {
    /// Microseconds.
    public let rawValue: Int32

    /// A phase of `rawValue` µs.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A phase given in µs.
    @inlinable
    public static func microseconds(_ value: Int32) -> PulseWidth { PulseWidth(rawValue: value) }

    /// The value in µs.
    @inlinable
    public var microseconds: Int32 { rawValue }

    /// The same span as a duration.
    @inlinable
    public var duration: Duration { .microseconds(Int64(rawValue)) }
}

/// A repetition rate, in millihertz.
public struct Frequency: Quantity {
    /// Millihertz.
    public let rawValue: Int32

    /// A rate of `rawValue` mHz.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A rate given in mHz.
    @inlinable
    public static func millihertz(_ value: Int32) -> Frequency { Frequency(rawValue: value) }

    /// A rate given in whole Hz.
    @inlinable
    public static func hertz(_ value: Int32) -> Frequency { Frequency(rawValue: value * 1000) }

    /// The value in mHz.
    @inlinable
    public var millihertz: Int32 { rawValue }
}
