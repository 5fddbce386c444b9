public import Units

/// What the zones were asked to give, beside what was measured.
///
/// Quantity by quantity rather than zone by zone: whoever reads one zone of a list of large values copies them all.
public struct OutputEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The mean power, and what was commanded in its time.
    public var power = PerZone(repeating: PowerEvidence())
    /// What the supply of the RF stage says about its power.
    public var supply = PerZone(repeating: SupplyEvidence())
    /// The greatest power, and the mean that the plan allows.
    public var peak = PerZone(repeating: PeakEvidence())
    /// The last pulse, and what it should have been.
    public var pulse = PerZone(repeating: PulseEvidence())
    /// The charge that it left.
    public var residue = PerZone(repeating: ResidueEvidence())
    /// The pulses, and what the program holds.
    public var count = PerZone(repeating: PulseCountEvidence())
    /// What flows although nothing was asked for.
    public var stray = PerZone(repeating: StrayEvidence())
    /// RF energy in mJ and charge in µC since the treatment began, and what the plan can need.
    public var account = PerZone(repeating: AccountEvidence())

    /// Nothing is known.
    public init() {}
}

/// One zone's RF power.
public struct PowerEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The power, measured as its mean over 100 ms.
    public var measured = Power.zero
    /// The least power that was commanded in that time.
    public var least = Power.zero
    /// The greatest power that was commanded in that time; zero where none was.
    public var greatest = Power.zero
    /// For how many milliseconds less power was measured than was commanded.
    public var shortfallMilliseconds: Int32 = 0

    /// Nothing is known.
    public init() {}
}

/// What the supply of one zone's RF stage says about its power.
public struct SupplyEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The RF power for which the stage draws what it draws.
    public var power = Power.zero
    /// The RF power that was measured at that time.
    public var measured = Power.zero
    /// On how many slow frames in a row the two contradicted each other.
    public var contradictions: Int32 = 0

    /// Nothing is known.
    public init() {}
}

/// One zone's greatest RF power.
public struct PeakEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The greatest power of 100 ms.
    public var power = Power.zero
    /// The greatest mean power that the plan allows; zero where it does not heat.
    public var ceiling = Power.zero

    /// Nothing is known.
    public init() {}
}

/// The last pulse of one zone.
public struct PulseEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The measured current of its first phase.
    public var current = Current.zero
    /// The least current that was commanded about that time.
    public var least = Current.zero
    /// The greatest current that was commanded about that time; zero where none was.
    public var greatest = Current.zero
    /// How many pulses in a row lay further off than they may.
    public var deviating: Int32 = 0

    /// No pulse.
    public init() {}
}

/// The charge that pulses leave in one zone.
public struct ResidueEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The charge of the last pulse's first phase: the measured current for the commanded width.
    public var phase = Charge.zero
    /// The charge that the last pulse left, without its sign, in nC.
    public var nanocoulombs: Int32 = 0
    /// The mean residual current of the last second, in nA/cm² of the smaller electrode.
    public var density: Int32 = 0

    /// No pulse.
    public init() {}
}

/// How many pulses one zone got.
public struct PulseCountEvidence: Equatable, Sendable, BitwiseCopyable {
    /// How many more pulses the device counted than were due.
    public var surplus: Int32 = 0
    /// How many of the pulses that were due it has not counted.
    public var missing: Int32 = 0
    /// Through how many of the last 64 pulses less than half of the commanded current flowed.
    public var lost: Int32 = 0
    /// How many pulses of a train were counted since one was last measured.
    public var unmeasured: Int32 = 0

    /// No pulse.
    public init() {}
}

/// What flows in one zone although nothing was asked for.
public struct StrayEvidence: Equatable, Sendable, BitwiseCopyable {
    /// RF power, by whichever measurement.
    public var power = Power.zero
    /// Stimulation current.
    public var current = Current.zero
    /// Pulses that were counted.
    public var pulses: Int32 = 0
    /// For how many milliseconds the zone has been getting warmer.
    public var riseMilliseconds: Int32 = 0

    /// Nothing flows.
    public init() {}
}

/// What one zone received since its treatment began.
public struct AccountEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The RF energy that was measured, in mJ.
    public var millijoules: Int32 = 0
    /// The RF energy that the plan can need, in mJ; zero before a treatment.
    public var millijouleBudget: Int32 = 0
    /// The charge of first phases that was measured, in µC.
    public var microcoulombs: Int32 = 0
    /// The charge that the plan can need, in µC; zero before a treatment.
    public var microcoulombBudget: Int32 = 0

    /// Nothing.
    public init() {}
}
