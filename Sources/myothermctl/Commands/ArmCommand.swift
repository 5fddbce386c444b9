import ArgumentParser
import ControlSocket
import PlanFiles
import Presentation

/// Screens again, checks the patient and arms.
struct ArmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arm", abstract: "Screen once more, check contact, sensors and button, and arm.",
        discussion: """
            Arms the plan of this file, by the approval beside it, and nothing else: where another one has been loaded \
            meanwhile it is refused. What only the day of treatment can answer (metal or electronics worn, anaesthetics, \
            skin that is not ready, anything new since the assessment) is asked now, where the assessment is not of today, \
            and --asked names who did. \
            Prints the token that 'start --token' must show within its validity. There is no output yet.
            """)

    @OptionGroup var loaded: LoadedApproval

    @OptionGroup var options: Options

    func run() throws {
        try options.print { () throws(Complaint) in
            let hash = try loaded.hash()
            do throws(ControllerError) {
                return Report(armed: try options.connect().arm(approval: hash, askedBy: loaded.asked))
            } catch {
                throw Complaint(error)
            }
        }
    }
}

/// Which approval is armed, and who has asked the patient: for a treatment, and for a titration before it.
struct LoadedApproval: ParsableArguments {
    @Argument(help: "The plan file that was loaded.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @Option(
        help: ArgumentHelp("The approval. Without it: FILE.approval.", valueName: "path"),
        completion: .file(extensions: ["approval"]))
    var approval: String?

    @Option(
        help: ArgumentHelp(
            "Who has asked the patient today what only today can answer, and heard no each time.", valueName: "name"))
    var asked: String?

    /// The digest of the approval to arm; nil where none is named, and the daemon says what is missing.
    func hash() throws(Complaint) -> String? {
        guard file != nil || approval != nil,
            let text = try ApprovalFile.text(of: file ?? "", at: approval)
        else { return nil }
        do throws(PlanFileError) {
            return try SealedApproval.parse(text: text, fileName: approval ?? "\(file ?? "")\(SealedApproval.suffix)")
                .hash
                .hex
        } catch {
            throw Complaint(.notPermitted, RefusalKind.signatureMismatch.fullName, error.message)
        }
    }
}

extension Report {
    /// What is armed, and how to go on.
    init(armed answer: Answer<ArmReply>) {
        self.init(
            json: answer.json, lines: ["token \(answer.reply.token) valid \(answer.reply.validMs) ms"],
            note: "armed: begin with 'myothermctl start --token \(answer.reply.token)', or stop")
    }
}
