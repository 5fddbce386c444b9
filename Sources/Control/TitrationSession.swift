import Treatment
import Units

/// How the titration of one place ended, and when.
struct KeptTitration: Equatable, Sendable {
    var outcome: TitrationOutcome
    /// When its output ended; moved back by the time that the workstation slept since, which its clock does not count.
    var at: Instant
}

/// The titration of one zone, from its arming to its end, beside the plan that it is for.
struct TitrationSession: Equatable, Sendable {
    /// How many segments one presentation has, the rest after it included.
    static let segments = Int(TitrationLimits.period.nanoseconds / TimeGrid.segment.nanoseconds)

    /// The plan that is loaded; its place in the machine is taken by the titration's own program until it is over.
    var plan: LoadedTreatment
    /// The zone that is titrated.
    var zone: Zone
    /// The zone's place in the plan.
    var place: ZoneIndex
    var procedure: Titration
    /// Whether output was begun, so that the end is written down.
    var hasBegun = false
    /// The last presentation that was written down.
    var recorded = 0

    /// How it ended, as far as it has.
    var outcome: TitrationOutcome {
        guard case .ended(let outcome) = procedure.step else { return .stopped }
        return outcome
    }

    /// The segment with which the presentation that is shown, or comes next, begins.
    var firstSegment: Int? { procedure.presentation.map { ($0.number - 1) * TitrationSession.segments } }
}
