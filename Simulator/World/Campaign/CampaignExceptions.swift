public import Oracle

/// What one layer alone cannot keep from harm, by the nature of what it knows.
///
/// With both layers there is no exception. `docs/hazards.md` has the same table with the reasons, and a test holds the two
/// against each other.
public struct CampaignExceptions: Sendable {
    /// What is broken; empty where nothing needs to be.
    public let kinds: [FaultKind]
    /// With which layer alone.
    public let mode: CampaignMode
    /// What cannot be kept.
    public let invariants: [Invariant]

    /// All exceptions.
    public static let all = [
        CampaignExceptions(kinds: [], mode: .device, invariants: [.deepDose, .skinDose]),
        CampaignExceptions(
            kinds: [.weld, .power], mode: .device,
            invariants: [.excessPower, .powerDensity, .meanPowerDensity, .skinTemperature, .zeroWhenDue]),
        CampaignExceptions(
            kinds: [
                .sensorFrozen, .sensorStuck, .sensorDetached, .sensorOffset, .sensorDrifting, .sensorNoisy,
                .sensorSwapped, .pickup,
            ], mode: .device, invariants: [.skinTemperature, .zeroWhenDue]),
        CampaignExceptions(
            kinds: [.contactPartial, .contactLifting, .contactDrying, .contactBridged, .returnElectrode],
            mode: .device,
            invariants: [.zeroWhenDue, .powerDensity, .meanPowerDensity, .currentDensity, .skinTemperature]),
    ]

    /// Whether `broken` is all excepted in `mode` while `kinds` are broken; where both layers are off, all harm is expected.
    public static func cover(_ broken: [Invariant], of kinds: [FaultKind], in mode: CampaignMode) -> Bool {
        guard mode != .none else { return true }
        return broken.allSatisfy { invariant in
            all.contains { exception in
                exception.mode == mode && exception.invariants.contains(invariant)
                    && (exception.kinds.isEmpty || exception.kinds.contains { kinds.contains($0) })
            }
        }
    }
}
