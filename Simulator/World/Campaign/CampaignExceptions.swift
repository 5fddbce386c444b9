/// What one layer alone cannot keep from harm, by the nature of what it knows.
///
/// With both layers there is no exception. `docs/hazards.md` has the same table with the reasons, and a test holds the two
/// against each other.
public struct CampaignExceptions: Sendable {
    /// What is broken.
    public let kind: FaultKind
    /// With which layer alone.
    public let mode: CampaignMode

    /// All exceptions.
    public static let all: [CampaignExceptions] =
        [
            .weld, .power, .detector, .sensorFrozen, .sensorStuck, .sensorDetached, .sensorOffset, .sensorDrifting,
            .sensorSwapped, .pickup, .contactPartial, .contactLifting, .returnElectrode,
        ].map { CampaignExceptions(kind: $0, mode: .device) }

    /// Whether harm by `kind` is an exception in `mode`; where both layers are off, all of it is expected.
    public static func allows(_ kind: FaultKind, in mode: CampaignMode) -> Bool {
        mode == .none || all.contains { $0.kind == kind && $0.mode == mode }
    }
}
