public import Treatment
import Units

/// What a prescriber is about to approve, in lines: whom, what goes where, how strong, how long, and what speaks against it.
public struct ApprovalPreview: Equatable, Sendable {
    /// The lines, without a newline at the end.
    public let text: String

    /// What `loaded` comes to, beside what screening has found and what is accepted of it by whom.
    public init(
        _ loaded: LoadedPlan, _ screening: Screening, of assessment: LoadedAssessment,
        accepting acceptances: [Approval.Acceptance]
    ) {
        let plan = loaded.plan
        var lines = [
            "to be approved: \(plan.name), \(Amount.duration(plan.duration).text), for the patient "
                + "\(plan.patient?.text ?? "none: a template")",
            "assessment of \(assessment.assessment.patient) on \(assessment.assessment.day.text), "
                + "sha256 \(assessment.sourceHash.hex)",
        ]
        lines += plan.zones.map { zone in
            let heating = zone.heating.map { "\(Amount.temperature($0.target).text)" } ?? "no heating"
            let current = zone.stimulation.map { Amount.current($0.current).text } ?? "no stimulation"
            return "  \(zone.zone.name): \(heating), \(current)"
        }
        lines.append("screening for \(screening.day.text):")
        if screening.findings.isEmpty { lines.append("  nothing stands against it") }
        lines += screening.findings.map { finding in
            let names = acceptances.filter { $0.warning == finding.id.text }.map(\.name)
            let answer: String =
                switch finding.verdict {
                case .allow: ""
                case .warn: names.isEmpty ? "NOT ACCEPTED" : "accepted by \(names.joined(separator: ", "))"
                case .ask: finding.isForTheDay ? "to be asked on the day" : "NOT ANSWERED"
                case .block: "BLOCKS"
                }
            return "  \(finding.message) [\(answer)]"
        }
        text = lines.joined(separator: "\n")
    }
}
