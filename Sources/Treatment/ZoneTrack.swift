import Units

/// One zone's part of a program.
struct ZoneTrack: Equatable, Sendable, BitwiseCopyable {
    let zone: Zone
    let tissue: TissueThickness?
    let reference: HeatingReference?
    let contractions: ContractionSchedule?
    let totals: ZoneTotals

    init(_ plan: ZonePlan, at place: ZoneIndex, duration: Duration) {
        (zone, tissue) = (plan.zone, plan.tissue)
        reference = plan.heating.map { HeatingReference($0, at: place) }
        contractions = plan.stimulation.map { ContractionSchedule($0) }
        let prediction = reference.map { ThermalPrediction($0, over: duration) }
        totals = ZoneTotals(contractions: contractions, prediction: prediction)
    }

    func segment(at time: Duration, isFinal: Bool) -> ProgramSegment {
        ProgramSegment(
            target: reference?.target(at: time), powerCeiling: reference?.heating.density ?? .zero,
            stimulation: contractions?.slice(at: time), isFinal: isFinal
        )
    }
}
