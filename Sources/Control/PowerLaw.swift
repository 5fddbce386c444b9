package import Safety
package import Units

/// Another rule by which zones are heated, beside the product's own: what the campaign compares it with.
///
/// It is asked where the power of a segment has been decided, and what it answers is held to the same ceiling and goes the
/// same way through Safety and the outlet. No program of the product sets one: only this package can, an empty array costs one
/// comparison per segment, and `scripts/lint-imports` keeps the name out of everything but Control and the simulator.
package protocol PowerLaw: Sendable {
    /// The power for the segment that `ask` describes; what exceeds its ceiling is cut off.
    mutating func power(for ask: PowerAsk) -> Power
}

/// What is known where the power of one segment is decided.
package struct PowerAsk: Sendable {
    /// The device's zone.
    package let zone: ZoneIndex
    /// The segment, counted from the treatment's start.
    package let ordinal: Int
    /// The temperature that is followed; nil while RF is off.
    package let target: Temperature?
    /// What the zone's sensors say.
    package let reading: ZoneReading
    /// The area through which RF flows.
    package let area: Area
    /// The greatest power that plan, doses and interlocks leave.
    package let ceiling: Power
    /// What the product's own loop decided.
    package let own: Power
}
