import ArgumentParser
import ControlSocket
import PlanFiles
import Presentation
import Treatment

extension PlanCommand {
    /// Has the daemon seal that this user stands behind a plan.
    ///
    /// The file is checked here first. The tool holds no key: what it writes is what the daemon gave it.
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve", abstract: "Approve a plan for its patient, as a prescriber.",
            discussion: """
                Goes to the prescribers' socket: --address, $\(ControllerAddress.prescribersVariable), or that of the system, \
                which is for members of the group \(ControllerRight.prescribe.group). Prints first what would be approved and what \
                screening finds. The daemon screens by the same assessment itself: what blocks refuses it, and each warning \
                has to be accepted. It seals the file's bytes and their meaning, the patient, this user, the name, the \
                assessment and what was accepted; the approval is written beside the plan, and any change of one of both \
                voids it.
                """)

        @Argument(help: "The plan file; it has to name its patient.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @Option(help: ArgumentHelp("Who approves, as it shall stand in the record.", valueName: "name"))
        var name: String

        @Option(
            help: ArgumentHelp("The patient's assessment.", valueName: "file"),
            completion: .file(extensions: ["yaml", "yml"]))
        var assessment: String

        @Option(
            help: ArgumentHelp("A prescriber's rules, which may only be stricter.", valueName: "file"),
            completion: .file(extensions: ["yaml", "yml"]))
        var rules: String?

        @Option(
            help: ArgumentHelp(
                "A warning that is accepted under the name of who approves, such as filler/leftCheek; once for each.",
                valueName: "warning"))
        var accept: [String] = []

        @Flag(help: "Replace an approval that is there already.")
        var replace = false

        @OptionGroup var options: Options

        func run() throws {
            try options.print { () throws(Complaint) in
                let plan = try PlanSource.read(file)
                let target = file + SealedApproval.suffix
                // Looked at before anybody has approved anything; what counts is that the write replaces nothing.
                if !replace, ApprovalFile.isThere(target) { throw ApprovalFile.isThereAlready(target) }
                let papers = try ScreenedAssessment.documents(assessment, rules: rules)
                let accepted = accept.map { Approval.Acceptance(warning: $0, name: name) }
                if !options.json {
                    try Output.write(lines: try Approve.preview(of: plan, by: papers, accepting: accepted))
                }
                let answer: Answer<ApprovePlanReply>
                do throws(ControllerError) {
                    answer = try options.connectAsPrescriber().approve(
                        ApprovePlanParameters(
                            text: String(decoding: plan.sourceText, as: UTF8.self), name: file, prescriber: name,
                            assessment: String(decoding: papers.assessment.sourceText, as: UTF8.self),
                            rules: papers.rules.map { String(decoding: $0.sourceText, as: UTF8.self) },
                            accepted: accepted.map { AcceptedWarning(warning: $0.warning, name: $0.name) }))
                } catch {
                    throw Complaint(error)
                }
                guard answer.reply.planHash == plan.sourceHash.hex else {
                    throw Complaint(
                        .failed, "OtherPlan",
                        "the daemon approved a plan with the digest \(answer.reply.planHash), and the file's is "
                            + "\(plan.sourceHash.hex): nothing was written; restart the daemon")
                }
                try ApprovalFile.write(answer.reply.approval, to: target, replacing: replace)
                return Report(
                    json: answer.json,
                    lines: [
                        "plan      \(answer.reply.planHash)", "patient   \(answer.reply.patient)",
                        "approved  by \(answer.reply.prescriber) (uid \(answer.reply.prescriberUid)), "
                            + answer.reply.approvedAt,
                        "approval  \(answer.reply.approvalHash)",
                    ], note: "wrote \(target)")
            }
        }

        /// What would be approved, and what screening finds today; the daemon makes its own of both.
        private static func preview(
            of plan: LoadedPlan, by papers: ScreenedAssessment.Papers, accepting accepted: [Approval.Acceptance]
        ) throws(Complaint) -> [String] {
            let zones = plan.plan.zones.map(\.zone)
            do throws(ScreeningError) {
                let screening = try Screening.resultForTreatment(
                    of: papers.assessment.assessment, zones: zones, on: Process.today,
                    rules: papers.rules?.rules ?? .standard)
                let preview = ApprovalPreview(plan, screening, of: papers.assessment, accepting: accepted)
                return [preview.text, ""]
            } catch {
                throw Complaint(.failed, "InvalidDocument", error.message)
            }
        }
    }
}
