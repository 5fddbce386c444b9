public import Oracle

/// What cannot be kept from harm, by the nature of what a layer alone, or both of them, can know.
///
/// `docs/hazards.md` has the same table with the reasons, and a test holds the two against each other.
public struct CampaignExceptions: Sendable {
    /// What is broken; empty where nothing needs to be.
    public let kinds: [FaultKind]
    /// With which layers.
    public let mode: CampaignMode
    /// Whether it has to be a pad that lay so from the beginning, and that nothing tells from a whole one.
    public let needsHiddenPad: Bool
    /// What cannot be kept.
    public let invariants: [Invariant]

    private init(
        kinds: [FaultKind], mode: CampaignMode, needsHiddenPad: Bool = false, invariants: [Invariant]
    ) {
        (self.kinds, self.mode, self.needsHiddenPad) = (kinds, mode, needsHiddenPad)
        self.invariants = invariants
    }

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
        CampaignExceptions(kinds: [.clock], mode: .device, invariants: [.lease, .zeroWhenTold]),
        CampaignExceptions(
            kinds: [.contactPartial], mode: .host, needsHiddenPad: true,
            invariants: [.powerDensity, .meanPowerDensity]),
        CampaignExceptions(
            kinds: [.contactPartial], mode: .both, needsHiddenPad: true,
            invariants: [.powerDensity, .meanPowerDensity]),
    ]

    /// Whether `broken` is all excepted in `mode` while `kinds` are broken; where both layers are off, all harm is expected.
    ///
    /// - Parameter padIsHidden: whether a pad that nothing tells from a whole one explains every density (`CampaignCase`).
    public static func cover(
        _ broken: [Invariant], of kinds: [FaultKind], padIsHidden: Bool = false, in mode: CampaignMode
    ) -> Bool {
        guard mode != .none else { return true }
        return broken.allSatisfy { invariant in
            all.contains { exception in
                exception.mode == mode && exception.invariants.contains(invariant)
                    && (padIsHidden || !exception.needsHiddenPad)
                    && (exception.kinds.isEmpty || exception.kinds.contains { kinds.contains($0) })
            }
        }
    }
}
