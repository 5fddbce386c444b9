import ControlSocket
import Foundation
import PlanFiles
import Treatment
import Varlink

/// Seals approvals for prescribers, and holds what operators load against its seal.
///
/// Stands against HAZ-P1 and HAZ-P2: a plan is taken as approved only here, of the very bytes that go into the machine
/// in the same step.
///
/// And against HAZ-P4: nothing is sealed that the daemon itself has not screened.
struct ApprovalDesk: Sendable {
    private let key: SealKey?
    /// Why there is no key; nil when there is one.
    let problem: String?

    /// A desk with the key, or with the reason why there is none.
    init(_ settings: Settings) {
        do throws(SealKeyFile.Problem) {
            key = try SealKeyFile.read(settings)
            problem = nil
        } catch {
            key = nil
            problem = error.sentence
        }
    }

    init(key: SealKey) { (self.key, problem) = (key, nil) }

    /// Whether anything can be approved or armed.
    ///
    /// - Throws: `NoSealKey`.
    func checkKey() throws(VarlinkErrorReply) { _ = try requireKey() }

    /// The patient of a plan that shall be approved.
    ///
    /// - Throws: `InvalidPlan` for a template.
    func patient(of plan: LoadedPlan, fileName: String) throws(VarlinkErrorReply) -> PatientID {
        guard let patient = plan.plan.patient else {
            let problem =
                "is missing: a plan without a patient is a template, which nobody can approve (write 'patient: P-0117')"
            throw .controller(
                "InvalidPlan",
                [
                    "problems": .array([
                        .object(["line": .integer(1), "key": .string("patient"), "message": .string(problem)])
                    ]),
                    "message": .string("\(fileName):1: key 'patient': \(problem)"),
                ])
        }
        return patient
    }

    /// The sealed approval of a plan that has passed the screening.
    ///
    /// - Parameters:
    ///   - plan: The plan, which has to name its patient.
    ///   - papers: What was screened by.
    ///   - request: Who approves it, and which warnings were accepted.
    ///   - day: Today, and what the records hold.
    /// - Throws: `NoSealKey`, `InvalidName`, `InvalidPlan` for a template, `OtherPatient`, `InvalidAssessment`,
    ///   `InvalidAcceptance`, or `ScreeningRefused`.
    func approve(
        _ plan: LoadedPlan, fileName: String, by papers: ScreeningPapers, for request: ApprovalRequest,
        on day: ScreeningDay
    ) throws(VarlinkErrorReply) -> SealedApproval {
        let key = try requireKey()
        for name in [request.prescriber.name] + request.acceptances.map(\.name) { try ApprovalDesk.checkName(name) }
        let patient = try patient(of: plan, fileName: fileName)
        try papers.checkTissue(of: plan.plan)
        let screening = try papers.screening(of: patient, zones: plan.program.treatedZones, on: day)
        try screening.checkApproval(accepting: request.acceptances)
        let seconds = Double(day.now.millisecondsSince1970 / 1000)
        let time = Date(timeIntervalSince1970: seconds).formatted(Date.ISO8601FormatStyle())
        return key.seal(
            Approval(
                plan: plan.sourceHash, program: plan.programHash, patient: patient, prescriber: request.prescriber,
                time: time, assessment: papers.assessment.sourceHash, rules: papers.rules?.sourceHash,
                acceptances: request.acceptances))
    }

    /// - Throws: `InvalidName` for what is nobody's name.
    static func checkName(_ name: String) throws(VarlinkErrorReply) {
        guard !Approval.isName(name) else { return }
        throw .plain(
            "InvalidName",
            "'\(Problem.printable(name))' is no person's name: it has to be \(Approval.nameRule), such as "
                + "'Dr. A. Muster'.")
    }

    /// The approval that stands behind a plan that an operator loads for `patient`; nil where none was shown.
    ///
    /// - Throws: `OtherPatient`, `NoSealKey`, or `SignatureMismatch`.
    func approval(
        of plan: LoadedPlan, text: String?, fileName: String, for patient: String?
    ) throws(VarlinkErrorReply) -> SealedApproval? {
        if let planned = plan.plan.patient, let patient, planned.text != patient {
            throw .plain(
                "OtherPatient",
                "The plan is for the patient \(planned), and \(patient) was named. Take the plan of the person who is to be "
                    + "treated; do not change this one.")
        }
        guard let text else { return nil }
        let key = try requireKey()
        let document: SealedApproval
        do throws(PlanFileError) {
            document = try SealedApproval.parse(text: text, fileName: fileName + SealedApproval.suffix)
        } catch {
            throw VarlinkErrorReply(
                error, as: "SignatureMismatch",
                prefix: "The signature does not match: the approval is not as it was sealed. ")
        }
        do throws(ApprovalRefusal) {
            try key.check(document, of: plan)
        } catch {
            throw .controller("SignatureMismatch", ["problems": .array([]), "message": .string(error.message)])
        }
        guard patient != nil else {
            throw .plain(
                "OtherPatient",
                "The plan is approved for one patient. Look who is to be treated, and say so: load it with --patient ID."
            )
        }
        return document
    }

    private func requireKey() throws(VarlinkErrorReply) -> SealKey {
        if let key { return key }
        throw .plain("NoSealKey", "Nothing can be approved or armed: \(problem ?? "there is no key for seals").")
    }
}

/// Who approves a plan, and what they accept.
struct ApprovalRequest: Sendable {
    /// The user of the socket's other end, and the name that was said.
    var prescriber: Approval.Prescriber
    /// The warnings that were accepted, by whom.
    var acceptances: [Approval.Acceptance] = []
}
