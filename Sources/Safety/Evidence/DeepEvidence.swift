public import Units

/// What is estimated about the tissue below the skin of one zone.
public struct DeepEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The temperature of the hottest layer, as estimated.
    public var temperature = Temperature.zero
    /// The dose of that estimate so far, in nano-minutes of CEM43.
    public var dose: Int64 = 0
    /// The dose for which the zone's set-point gives way; nil while it is the plan's.
    public var givesWay: DoseKind?

    /// Nothing is known.
    public init() {}
}

/// One of the two doses that are counted.
public enum DoseKind: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// The skin's, at the sensors.
    case skin
    /// That of the hottest layer below, as estimated.
    case deep
}
