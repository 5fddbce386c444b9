import ArgumentParser
import PlanFiles
import Presentation
import Treatment
import Varlink

/// A plan proposed for one face, without a daemon.
struct ProposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a plan from an assessment, and explain every number of it.",
        discussion: """
            Zones that screening blocks are left out with the reason. The explanation says for each number where it \
            starts, what moved it by how much and why, and between which bounds it stays. A proposal is no prescription.
            """)

    @OptionGroup var subject: ScreenedAssessment

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write the plan; must not exist yet.", valueName: "plan"),
        completion: .file(extensions: ["yaml"]))
    var output: String?

    @OptionGroup var options: Options

    func run() throws {
        try options.print { () throws(Complaint) in
            let (assessment, screening) = try subject.screened()
            let proposal: Proposal
            do throws(ProposalError) {
                proposal = try Proposal.make(from: assessment, screening: screening)
            } catch {
                throw ProposeCommand.complaint(about: error)
            }
            let text = proposal.fileText(assessment: assessment)
            do throws(PlanFileError) {
                _ = try PlanFile.parse(text: text, fileName: output ?? "proposal")
            } catch {
                throw Complaint(.failed, "OutputFailed", "the proposal is no plan: \(error.message)")
            }
            let summary = ProposalSummary(proposal, assessment: assessment, screening: screening)
            guard let output else {
                return Report(json: try Report.json(summary), lines: [text, summary.text])
            }
            try Output.create(output, text)
            return Report(
                json: try Report.json(summary), lines: [summary.text],
                note: "The plan is in \(output); 'myothermctl plan check \(output)' says what it will do.")
        }
    }

    private static func complaint(about error: ProposalError) -> Complaint {
        switch error {
        case .nothingLeft(let zones):
            let problems = zones.flatMap { zone in
                zone.findings.isEmpty ? ["\(zone.zone.name): not assessed"] : zone.findings.map(\.message)
            }
            return Complaint(
                .forbidden, "NothingToPropose", "no zone is left to treat",
                details: ["problems": .array(problems.map { .string($0) })])
        case .outsideLimits: return Complaint(.failed, "NothingToPropose", error.message)
        }
    }
}
