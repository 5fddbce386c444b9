public import Treatment
import Units

/// A proposal in numbers, as `plan propose --json` prints it.
public struct ProposalSummary: Codable, Equatable, Sendable {
    /// One number, and the way to it.
    public struct Number: Codable, Equatable, Sendable {
        /// The plan's key.
        public let key: String
        /// The zone; nil, and absent in JSON, where all zones share the number.
        public let zone: String?
        /// The zone whose findings decided, where all zones share the number.
        public let decidedBy: String?
        /// The value with its unit.
        public let value: String
        /// Where it starts.
        public let standard: String
        /// The least that it could have become.
        public let least: String
        /// The greatest that it could have become.
        public let greatest: String
        /// What moved it, in order.
        public let movements: [Movement]
    }

    /// One step on the way to a number.
    public struct Movement: Codable, Equatable, Sendable {
        /// The finding, or the rule.
        public let cause: String
        /// By how much, with its unit and sign.
        public let by: String
        /// Where that comes from.
        public let source: String
    }

    /// A zone that is not in the plan.
    public struct LeftOut: Codable, Equatable, Sendable {
        /// The zone.
        public let zone: String
        /// Why.
        public let reason: String
    }

    /// The pseudonym of whom it is for.
    public let patient: String
    /// The plan as a file.
    public let plan: String
    /// Every number of the plan.
    public let numbers: [Number]
    /// The zones that are not in it.
    public let leftOut: [LeftOut]
    /// What a person has to accept by name before a treatment, and what to ask on its day.
    public let openFindings: [String]

    /// The summary of a proposal and of the screening that it was made with.
    public init(_ proposal: Proposal, assessment: Assessment, screening: Screening) {
        patient = assessment.patient.text
        plan = proposal.fileText(assessment: assessment)
        numbers = proposal.numbers.map(Number.init)
        leftOut = proposal.leftOut.map { LeftOut(zone: $0.zone.name, reason: $0.reason) }
        let zones = proposal.plan.zones.map(\.zone)
        openFindings = screening.findings.filter { zones.contains($0.id.zone) }.map(\.message)
    }
}

extension Proposal {
    /// The plan as a file that says what it is.
    public func fileText(assessment: Assessment) -> String {
        PlanFile.text(
            of: plan,
            comments: [
                "A proposal, not a prescription: made from the assessment of \(assessment.day.text).",
                "It has to be read, changed where it should be, and approved by a prescriber.",
            ])
    }
}

extension ProposalSummary.Number {
    fileprivate init(_ number: ExplainedNumber) {
        self.init(
            key: number.field.key, zone: number.zone?.name, decidedBy: number.decidedBy?.name,
            value: number.value.text, standard: number.standard.text, least: number.least.text,
            greatest: number.greatest.text,
            movements: number.movements.map {
                ProposalSummary.Movement(cause: $0.cause, by: ($0.raw > 0 ? "+" : "") + $0.by.text, source: $0.source)
            })
    }
}

extension ProposalSummary {
    /// The explanation for a terminal, without a newline at the end.
    public var text: String {
        var lines = ["Proposal for \(patient): a suggestion to a prescriber, who may change every number."]
        var zone: String? = ""
        for number in numbers {
            if number.zone != zone {
                lines += ["", number.zone ?? "all zones"]
                zone = number.zone
            }
            lines += number.lines.map { "  " + $0 }
        }
        if !leftOut.isEmpty { lines += ["", "left out"] + leftOut.map { "  \($0.zone): \($0.reason)" } }
        if !openFindings.isEmpty { lines += ["", "before a treatment"] + openFindings.map { "  " + $0 } }
        return lines.joined(separator: "\n")
    }
}

extension ProposalSummary.Number {
    fileprivate var lines: [String] {
        let decider = decidedBy.map { ", decided by \($0)" } ?? ""
        let way = "standard \(standard), bounds \(least) … \(greatest)\(decider)"
        return ["\(key)  \(value)  (\(way))"] + movements.map { "    \($0.by)  \($0.cause): \($0.source)" }
    }
}
