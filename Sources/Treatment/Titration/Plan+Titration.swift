import Units

extension Plan {
    /// The plan by which `zone` of this plan is titrated; nil where it is not stimulated, or with too little to be worth it.
    ///
    /// One zone, no heat, and this plan's own rate and width, because threshold and comfort depend on both: a contraction of
    /// 1 s every 3.5 s, as many as a titration may show, all at the cap. What is played is that, with each contraction
    /// lowered to the step that is shown; it is compiled, armed and enforced like any other plan, and this is its envelope.
    public func titration(of zone: Zone) -> Plan? {
        guard let planned = zones.first(where: { $0.zone == zone })?.stimulation else { return nil }
        let cap = TitrationLimits.cap(in: zone, planned: planned.current)
        guard cap >= TitrationLimits.leastCap else { return nil }
        let duration = TitrationLimits.period * Int64(TitrationLimits.presentations)
        let contractions = Stimulation(
            current: cap, rate: planned.rate, width: planned.width, on: TitrationLimits.on,
            off: TitrationLimits.period - TitrationLimits.on, rampUp: TitrationLimits.ramp,
            rampDown: TitrationLimits.ramp, from: .zero, until: duration)
        let entry = ZonePlan(zone: zone, heating: nil, stimulation: contractions)
        do throws(TreatmentError) {
            return try Plan(name: "Titration of \(zone.name)", duration: duration, zones: [entry])
        } catch {
            return nil
        }
    }
}
