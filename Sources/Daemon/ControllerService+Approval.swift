import Control
import ControlSocket
import Dispatch
import Foundation
import PlanFiles
import Records
import Safety
import Treatment
import Units
import Varlink

/// Plans are approved, and what was approved is looked at once more before it is armed.
extension ControllerService {
    func approvePlan(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: ApprovePlanParameters = decode(call, reply) else { return }
        work.async { [self] in
            do throws(VarlinkErrorReply) {
                reply.succeed(encoding: try approve(parameters, call))
            } catch {
                reply.fail(error)
            }
        }
    }

    private func approve(
        _ parameters: ApprovePlanParameters, _ call: VarlinkCall
    ) throws(VarlinkErrorReply) -> ApprovePlanReply {
        try approvals.checkKey()
        let fileName = parameters.name ?? "plan"
        let plan = try parse(parameters.text, fileName)
        let patient = try approvals.patient(of: plan, fileName: fileName)
        let papers = try ScreeningPapers(assessment: parameters.assessment, rules: parameters.rules)
        let day = try screeningDay(for: patient, zones: plan.program.treatedZones)
        // Also what is refused now: an older approval must not be armed past what is known by then.
        try Stored.note(papers, of: patient, on: day, in: journal)
        let request = ApprovalRequest(
            prescriber: Approval.Prescriber(uid: call.peer.uid, name: parameters.prescriber),
            acceptances: (parameters.accepted ?? []).map { .init(warning: $0.warning, name: $0.name) })
        let sealed = try approvals.approve(plan, fileName: fileName, by: papers, for: request, on: day)
        let caller = PendingAnswers.Caller(uid: call.peer.uid, name: names.lookUp(call.peer.uid))
        // What is not on record was not approved: the document goes out last.
        try Stored.keep(
            plan, Journal.ApprovedPlan(sealed: sealed, papers: papers), in: journal,
            given: Moment(wallMilliseconds: day.now.millisecondsSince1970, monotonic: HostClock.now),
            by: RecordActor(uid: caller.uid, name: caller.name))
        let approval = sealed.approval
        log(
            .planApproved, "the plan \(plan.sourceHash.hex) was approved by \(approval.prescriber.name)", by: caller)
        return ApprovePlanReply(
            approval: sealed.text, approvalHash: sealed.hash.hex, planHash: plan.sourceHash.hex,
            patient: approval.patient.text, prescriber: approval.prescriber.name,
            prescriberUid: Int64(approval.prescriber.uid), approvedAt: approval.time)
    }

    /// The approval that came with a plan; that it is none is worth an entry in the log.
    func sealedApproval(
        of plan: LoadedPlan, _ parameters: LoadPlanParameters, _ fileName: String, _ call: VarlinkCall
    ) throws(VarlinkErrorReply) -> SealedApproval? {
        do throws(VarlinkErrorReply) {
            return try approvals.approval(
                of: plan, text: parameters.approval, fileName: fileName, for: parameters.patient)
        } catch {
            if error.name == RefusalKind.signatureMismatch.fullName {
                log(
                    .approvalRefused, "the approval of the plan \(plan.sourceHash.hex) was refused",
                    by: PendingAnswers.Caller(uid: call.peer.uid, name: names.lookUp(call.peer.uid)))
            }
            throw error
        }
    }

    /// What an approval was given by, out of the records.
    func papers(of approval: Approval) throws(VarlinkErrorReply) -> ScreeningPapers {
        try ScreeningPapers(of: approval) { hash throws(VarlinkErrorReply) in
            do throws(RecordError) {
                return try journal.store.document(hash: hash.hex)
            } catch {
                throw .plain("StorageFailed", "\(error)")
            }
        }
    }

    /// The approval that may be armed today, or `.none`, which arms nothing, where another one is loaded than the caller was
    /// shown.
    ///
    /// Stands against HAZ-P3 and HAZ-P4: what is screened here and what the machine then arms have one fingerprint, whatever
    /// is loaded in between.
    /// - Parameters:
    ///   - hash: What the caller was shown by `LoadPlan`.
    ///   - askedBy: Who has asked today what only today can answer.
    /// - Throws: `ApprovalExpired`, `InvalidAssessment`, `ScreeningRefused`, `InvalidName`, or `StorageFailed`.
    func approvalToArm(hash: String?, askedBy: String?) throws(VarlinkErrorReply) -> Fingerprint {
        if let askedBy { try ApprovalDesk.checkName(askedBy) }
        guard let loaded = journal.loaded, let approved = loaded.approved, approved.sealed.hash.hex == hash else {
            return .none
        }
        let approval = approved.sealed.approval
        let day = try screeningDay(for: approval.patient, zones: loaded.zones)
        try approved.papers.check(treatmentOf: loaded.zones, by: approval, on: day, askedBy: askedBy)
        if let newer = try newestPapers(of: approval.patient), newer != approved.papers {
            try newer.check(treatmentOf: loaded.zones, by: approval, on: day, askedBy: askedBy)
        }
        return approved.sealed.fingerprint
    }

    /// What the patient was assessed by last, whatever came of it; nil when nobody has handed in anything.
    private func newestPapers(of patient: PatientID) throws(VarlinkErrorReply) -> ScreeningPapers? {
        let (assessment, rules): (String?, String?)
        do throws(RecordError) {
            guard let newest = try journal.store.newestAssessed(patient.text) else { return nil }
            assessment = try journal.store.document(hash: newest.assessment)
            rules = try newest.rules.flatMap { hash throws(RecordError) in try journal.store.document(hash: hash) }
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
        return try ScreeningPapers(assessment: assessment, rules: rules)
    }

    private func screeningDay(for patient: PatientID, zones: [Zone]) throws(VarlinkErrorReply) -> ScreeningDay {
        do throws(RecordError) {
            return try journal.screeningDay(for: patient.text, zones: zones)
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
    }
}

/// A plan and its approval in the store, and what the patient has received within a day.
struct Stored {
    let plan: StoredPlan
    let approval: StoredApproval?
    let carried: DayDose

    init(
        _ plan: LoadedPlan, _ approved: Journal.ApprovedPlan?, in journal: Journal, patient: String?
    ) throws(VarlinkErrorReply) {
        (self.plan, approval) = try Stored.keep(plan, approved, in: journal)
        do throws(RecordError) {
            carried = try journal.dayDose(of: patient)
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
    }

    /// Notes by what a patient was assessed, where it is that patient's and of no day to come.
    ///
    /// A date that was mistyped would be the newest until that day, and nobody could take it back.
    static func note(
        _ papers: ScreeningPapers, of patient: PatientID, on day: ScreeningDay, in journal: Journal
    ) throws(VarlinkErrorReply) {
        let found = papers.assessment.assessment
        guard found.patient == patient, found.day <= day.today else { return }
        do throws(RecordError) {
            let (assessment, rules) = try keep(papers, in: journal.store)
            try journal.store.noteAssessed(patient.text, on: found.day.text, by: assessment, rules: rules)
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
    }

    private static func keep(
        _ papers: ScreeningPapers, in store: RecordStore
    ) throws(RecordError) -> (assessment: StoredDocument, rules: StoredDocument?) {
        let assessment = try store.storeDocument(
            text: String(decoding: papers.assessment.sourceText, as: UTF8.self),
            hash: papers.assessment.sourceHash.hex)
        guard let rules = papers.rules else { return (assessment, nil) }
        return (
            assessment,
            try store.storeDocument(
                text: String(decoding: rules.sourceText, as: UTF8.self), hash: rules.sourceHash.hex)
        )
    }

    @discardableResult
    static func keep(
        _ plan: LoadedPlan, _ approved: Journal.ApprovedPlan?, in journal: Journal, given: Moment? = nil,
        by actor: RecordActor? = nil
    ) throws(VarlinkErrorReply) -> (StoredPlan, StoredApproval?) {
        do throws(RecordError) {
            let store = journal.store
            let text = String(decoding: plan.sourceText, as: UTF8.self)
            let stored = try store.storePlan(text: text, hash: plan.sourceHash.hex)
            guard let approved else { return (stored, nil) }
            let (sealed, papers) = (approved.sealed, approved.papers)
            let approval = sealed.approval
            let (assessment, rules) = try keep(papers, in: store)
            let entry = ApprovalEntry(
                hash: sealed.hash.hex, plan: stored, patient: approval.patient.text,
                prescriberID: approval.prescriber.uid, prescriberName: approval.prescriber.name, time: approval.time,
                assessment: assessment, rules: rules, text: sealed.text)
            return (stored, try store.storeApproval(entry, given: given, by: actor))
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
    }
}
