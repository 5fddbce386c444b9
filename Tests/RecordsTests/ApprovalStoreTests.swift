import Control
import GRDB
import Testing
import Units

@testable import Records

/// Who stood behind a treatment is kept with it.
struct ApprovalStoreTests {
    private let scratch: Scratch
    private let store: RecordStore
    private let plan: StoredPlan
    private let assessment: StoredDocument

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
        plan = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        assessment = try store.storeDocument(text: "patient: P-0117\n", hash: Self.hash("1"))
    }

    private static func hash(_ digit: String) -> String { String(repeating: digit, count: 64) }

    private func approval(
        _ text: String = "approval: 1\n", patient: String = "P-0117", digit: String = "a", rules: StoredDocument? = nil
    ) -> ApprovalEntry {
        ApprovalEntry(
            hash: String(repeating: digit, count: 64), plan: plan, patient: patient, prescriberID: 4_294_967_295,
            prescriberName: "Dr. \"A\" Müller", time: "2026-01-02T03:04:05Z",
            assessment: assessment, rules: rules, text: text)
    }

    private func treat(_ approval: StoredApproval?, askedBy: String? = nil) throws -> TreatmentRecord {
        let setting = TreatmentSetting(
            plan: plan, approval: approval, askedBy: askedBy, zoneNames: ["forehead", "left cheek"], patient: "P-0117",
            deviceSerial: nil,
            applicator: nil)
        try store.append(.intent(.arm, request: Sample.arm), at: Sample.moment(1), actor: Sample.anna)
        try store.append(Sample.began, at: Sample.moment(2), actor: Sample.anna, setting: setting)
        let id = try #require(try store.treatments(limit: 1).first?.id)
        return try #require(try store.treatment(id: id))
    }

    /// Hazard: HAZ-P1.
    @Test func `a treatment's record names its approval, who gave it and when`() throws {
        let record = try treat(try store.storeApproval(approval()))
        let summary = try #require(record.summary.approval)
        #expect(summary.hash == String(repeating: "a", count: 64) && summary.uid == 4_294_967_295)
        #expect(summary.name == "Dr. \"A\" Müller" && summary.time == "2026-01-02T03:04:05Z")
        #expect(record.approvalText == "approval: 1\n")
        #expect(try store.treatments(limit: 1).first?.approval == summary)
    }

    @Test func `a treatment without one has none`() throws {
        let record = try treat(nil)
        #expect(record.summary.approval == nil && record.approvalText == nil)
        #expect(record.assessmentText == nil && record.rulesText == nil && record.summary.askedBy == nil)
    }

    /// Hazard: HAZ-P4.
    @Test func `it holds the assessment and the rules by which was screened, and who has asked on the day`() throws {
        let rules = try store.storeDocument(text: "filler:\n  block: 28 d\n", hash: Self.hash("2"))
        let record = try treat(try store.storeApproval(approval(rules: rules)), askedBy: "N. N.")
        #expect(record.assessmentText == "patient: P-0117\n" && record.rulesText == "filler:\n  block: 28 d\n")
        #expect(record.summary.askedBy == "N. N.")
        #expect(throws: RecordError.self) {
            try store.transact { try $0.execute(sql: "UPDATE treatment SET asked_by = 'x'") }
        }
    }

    /// Hazard: HAZ-P4.
    @Test func `a document is stored once under its hash, stays as it was, and is found again`() throws {
        #expect(try store.storeDocument(text: "patient: P-0117\n", hash: Self.hash("1")) == assessment)
        #expect(try store.document(hash: Self.hash("1")) == "patient: P-0117\n")
        #expect(try store.document(hash: Self.hash("3")) == nil)
        #expect(throws: RecordError.self) { try store.storeDocument(text: "other", hash: Self.hash("1")) }
        #expect(throws: RecordError.self) { try store.storeDocument(text: "other", hash: "x") }
        for change in ["UPDATE document SET text = 'x'", "DELETE FROM document"] {
            #expect(throws: RecordError.self) { try store.transact { try $0.execute(sql: change) } }
        }
    }

    @Test func `an approval that is given is an event of its own, and one that only comes with a plan is none`() throws
    {
        _ = try store.storeApproval(approval())
        #expect(try store.events(after: 0, limit: 9).isEmpty)
        _ = try store.storeApproval(approval(digit: "b"), given: Sample.moment(5), by: Sample.anna)
        let events = try store.events(after: 0, limit: 9)
        let event = try #require(events.first)
        #expect(events.count == 1 && event.kind == "planApproved" && event.actor == Sample.anna)
        #expect(event.body == "{\"approval\":\"\(String(repeating: "b", count: 64))\",\"plan\":\"\(Sample.hash)\"}")
        #expect(event.moment == Sample.moment(5) && event.treatment == nil)
    }

    @Test func `an approval is stored once, is never changed, and another is refused under its hash`() throws {
        let first = try store.storeApproval(approval())
        #expect(try store.storeApproval(approval()) == first)
        #expect(throws: RecordError.self) { try store.storeApproval(approval("other")) }
        for change in ["UPDATE approval SET prescriber_name = 'x'", "DELETE FROM approval"] {
            #expect(throws: RecordError.self) { try store.transact { try $0.execute(sql: change) } }
        }
        _ = try treat(first)
        #expect(throws: RecordError.self) {
            try store.transact { try $0.execute(sql: "UPDATE treatment SET approval_sha256 = NULL") }
        }
    }

    @Test func `a name in the place of the pseudonym is refused`() {
        for patient in ["Anna Muster", "P", "", String(repeating: "x", count: 33)] {
            #expect(throws: RecordError.self) { try store.storeApproval(approval(patient: patient)) }
        }
    }
}
