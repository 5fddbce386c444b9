public import Units

/// What a plan prescribes for one zone.
///
/// A zone without heating gets no RF, one without stimulation no pulses.
public struct ZonePlan: Equatable, Sendable, BitwiseCopyable {
    /// The zone.
    public var zone: Zone
    /// How it is warmed, or nil for not at all.
    public var heating: Heating?
    /// How its muscles are stimulated, or nil for not at all.
    public var stimulation: Stimulation?
    /// How thick skin and fat were measured to be, or nil where nobody measured: then they are taken for the least favourable.
    public var tissue: TissueThickness?

    /// A prescription for `zone`, unchecked: `Plan` checks it.
    public init(zone: Zone, heating: Heating?, stimulation: Stimulation?, tissue: TissueThickness? = nil) {
        self.zone = zone
        self.tissue = tissue
        self.heating = heating
        self.stimulation = stimulation
    }

    /// Everything that is wrong with this prescription in a treatment of `duration`; empty when nothing is.
    public func findings(within duration: Duration) -> [TreatmentError] {
        guard heating != nil || stimulation != nil else { return [.nothingToDo(zone)] }
        var findings = (tissue?.findings(in: zone) ?? []) + (heating?.findings(in: zone) ?? [])
        guard let stimulation else { return findings }
        findings += stimulation.findings(in: zone)
        if stimulation.until > duration {
            findings.append(.outlastsTreatment(zone, until: stimulation.until, duration: duration))
        }
        return findings
    }
}
