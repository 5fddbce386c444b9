import ArgumentParser
import ControlSocket
import PlanFiles
import Presentation

extension PlanCommand {
    /// Has the daemon seal that this user stands behind a plan.
    ///
    /// The file is checked here first. The tool holds no key: what it writes is what the daemon gave it.
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve", abstract: "Approve a plan for its patient, as a prescriber.",
            discussion: """
                Goes to the prescribers' socket: --address, $\(ControllerAddress.prescribersVariable), or that of the system, \
                which is for members of the group \(ControllerRight.prescribe.group). The daemon seals the file's bytes, the \
                patient, this user and the name; the approval is written beside the plan, and any change of one of both \
                voids it.
                """)

        @Argument(help: "The plan file; it has to name its patient.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @Option(help: ArgumentHelp("Who approves, as it shall stand in the record.", valueName: "name"))
        var name: String

        @Flag(help: "Replace an approval that is there already.")
        var replace = false

        @OptionGroup var options: Options

        func run() throws {
            try options.print { () throws(Complaint) in
                let plan = try PlanSource.read(file)
                let target = file + SealedApproval.suffix
                // Looked at before anybody has approved anything; what counts is that the write replaces nothing.
                if !replace, ApprovalFile.isThere(target) { throw ApprovalFile.isThereAlready(target) }
                let answer: Answer<ApprovePlanReply>
                do throws(ControllerError) {
                    answer = try options.connectAsPrescriber().approve(
                        text: String(decoding: plan.sourceText, as: UTF8.self), name: file, prescriber: name)
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
    }
}
