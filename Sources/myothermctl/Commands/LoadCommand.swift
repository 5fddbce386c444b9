import ArgumentParser
import ControlSocket
import PlanFiles
import Presentation

/// Gives the daemon a plan.
///
/// The file is checked here first, so that what is wrong is told with its lines even without a daemon; the daemon
/// checks the same text again, and the digests are compared.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Load a plan file.",
        discussion: """
            Takes the approval beside the file, FILE.approval, where there is one: without it the plan can be looked at, and \
            not be armed. An approved plan needs --patient. Prints the plan's and the program's digests, who approved it, and \
            what each zone will get.
            """)

    @Argument(help: "The plan file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Who is treated: a pseudonym of 1 to 64 letters, digits, - and _. It has to be the plan's own where that names "
                + "one; the doses of a day are carried under it. All loads without one share one account.",
            valueName: "id"))
    var patient: String?

    @Option(
        help: ArgumentHelp("The approval. Without it: FILE.approval, where there is one.", valueName: "path"),
        completion: .file(extensions: ["approval"]))
    var approval: String?

    @OptionGroup var options: Options

    func run() throws {
        try options.print { () throws(Complaint) in
            let plan = try PlanSource.read(file)
            let text = String(decoding: plan.sourceText, as: UTF8.self)
            let approval = try ApprovalFile.text(of: file, at: approval)
            let answer: Answer<LoadPlanReply>
            do throws(ControllerError) {
                answer = try options.connect().load(
                    text: text, name: file, patient: patient, approval: approval)
            } catch {
                throw Complaint(error)
            }
            guard answer.reply.planHash == plan.sourceHash.hex else {
                throw Complaint(
                    .failed, "OtherPlan",
                    "the daemon loaded a plan with the digest \(answer.reply.planHash), and the file's is "
                        + "\(plan.sourceHash.hex): do not arm; restart the daemon")
            }
            return Report(json: answer.json, lines: LoadedText.lines(answer.reply), note: "loaded \(file)")
        }
    }
}
