import Units

/// A plan proposed for one face, with the way to every number in it.
///
/// A proposal is a suggestion to a prescriber, not a prescription: nothing arms by it. It follows from the assessment
/// alone, by the rows of `ProposalRule`, in whole numbers.
public struct Proposal: Equatable, Sendable {
    /// The plan.
    public let plan: Plan
    /// Every number of the plan, those that all zones share first, then zone by zone.
    public let numbers: [ExplainedNumber]
    /// The zones that are not in the plan, and why.
    public let leftOut: [LeftOut]

    /// A zone that is not in a plan.
    public struct LeftOut: Equatable, Sendable {
        /// The zone.
        public let zone: Zone
        /// What stands against it; empty when the zone has not been assessed.
        public let findings: [ScreeningFinding]

        /// Why, in one line.
        public var reason: String {
            findings.isEmpty ? "not assessed" : findings.map(\.message).joined(separator: "; ")
        }
    }

    /// The proposal for the zones of `screening` that were assessed and may be planned.
    ///
    /// - Parameters:
    ///   - assessment: What was found.
    ///   - screening: What screening says of that assessment.
    /// - Throws: `nothingLeft` when no zone may be treated.
    public static func make(
        from assessment: Assessment, screening: Screening
    ) throws(ProposalError) -> Proposal {
        let asked = Zone.allInOrder.filter { screening.zones.contains($0) }
        let zones = asked.filter { assessment.findings(in: $0) != nil && screening.mayPlan($0) }
        let leftOut = asked.filter { !zones.contains($0) }.map { zone in
            let against = screening.findings(in: zone).filter { $0.verdict >= .ask && !$0.isForTheDay }
            return LeftOut(zone: zone, findings: assessment.findings(in: zone) == nil ? [] : against)
        }
        guard !zones.isEmpty else { throw .nothingLeft(leftOut) }
        let draft = ProposalDraft(assessment, zones: zones)
        do throws(TreatmentError) {
            let plan = try Plan(
                name: "Proposal for \(assessment.patient.text)", patient: assessment.patient, duration: draft.duration,
                zones: zones.map(draft.zonePlan))
            return Proposal(plan: plan, numbers: draft.numbers, leftOut: leftOut)
        } catch {
            throw .outsideLimits(error)
        }
    }

    /// The number of `field` in `zone`: the zone's own, or the one that all zones share.
    public func number(_ field: PlanField, in zone: Zone) -> ExplainedNumber? {
        numbers.first { $0.field == field && ($0.zone == nil || $0.zone == zone) }
    }
}

/// Why there is no proposal.
public enum ProposalError: Error, Equatable, Sendable {
    /// Every zone is left out.
    case nothingLeft([Proposal.LeftOut])
    /// The table of rules leads out of the limits of plans: an error of this program.
    case outsideLimits(TreatmentError)

    /// What is wrong.
    public var message: String {
        switch self {
        case .nothingLeft(let zones):
            "no zone is left to treat\n" + zones.map { "\($0.zone.name): \($0.reason)" }.joined(separator: "\n")
        case .outsideLimits(let error): "the proposal is outside the limits of plans (\(error.message)); report this"
        }
    }
}

extension ProposalError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
