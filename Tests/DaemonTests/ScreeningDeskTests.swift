import ControlSocket
import PlanFiles
import Records
import Testing
import Treatment
import Units
import Varlink

@testable import Daemon

/// The daemon screens by itself: when a plan is approved, and again on the day of treatment.
@Suite struct `The desk for approvals screens` {
    private let desk: ApprovalDesk
    private let plan: LoadedPlan
    private let lowerFace: LoadedPlan

    private static func text(_ zones: String) -> String {
        """
        name: Sample
        patient: P-0117
        duration: 10 s
        heating: none
        stimulation:
          {current: 12 mA, rate: 50 Hz, width: 200 µs, on: 2 s, off: 3 s, rampUp: 0.5 s, rampDown: 0.5 s, from: 0 s, until: 10 s}
        zones:
        \(zones)
        """
    }

    init() throws {
        desk = ApprovalDesk(key: try #require(SealKey(Array(repeating: 1, count: 32))))
        plan = try PlanFile.parse(text: Self.text("  - zone: forehead\n  - zone: leftCheek"), fileName: "p.yaml")
        lowerFace = try PlanFile.parse(text: Self.text("  - zone: leftCheek"), fileName: "p.yaml")
    }

    private func approve(
        _ papers: ScreeningPapers, accepting warnings: [String] = [], by name: String = "Dr. B",
        plan: LoadedPlan? = nil, after days: Int64 = 0, sessions: [CourseSession] = []
    ) throws -> Approval {
        let request = ApprovalRequest(
            prescriber: Approval.Prescriber(uid: 1000, name: "Dr. A"),
            acceptances: warnings.map { Approval.Acceptance(warning: $0, name: name) })
        let plan = plan ?? self.plan
        let day = ClearFace.day(of: plan, after: days, sessions: sessions)
        return try desk.approve(plan, fileName: "p.yaml", by: papers, for: request, on: day).approval
    }

    private func treat(
        _ papers: ScreeningPapers, by approval: Approval, after days: Int64, askedBy: String? = nil,
        sessions: [CourseSession] = []
    ) throws {
        let day = ClearFace.day(of: plan, after: days, sessions: sessions)
        try papers.check(treatmentOf: plan.program.treatedZones, by: approval, on: day, askedBy: askedBy)
    }

    private func refusal(_ work: () throws -> Void) -> (kind: RefusalKind?, message: String, ids: [String]) {
        do {
            try work()
            return (nil, "", [])
        } catch let error as VarlinkErrorReply {
            let findings = error.parameters["findings"]?.array ?? []
            return (
                RefusalKind(fullName: error.name), error.parameters["message"]?.string ?? "",
                findings.compactMap { $0["id"]?.string }
            )
        } catch {
            return (nil, "\(error)", [])
        }
    }

    /// Hazard: HAZ-P4.
    @Test func `without an assessment, with one that is none, or with another person's nothing is approved`() throws {
        let none = refusal { _ = try ScreeningPapers(assessment: nil, rules: nil) }
        #expect(none.kind == .invalidAssessment && none.message.contains("--assessment"))
        let wrong = refusal { _ = try ClearFace.papers("pregnancy: no", "pregnancy: perhaps") }
        #expect(wrong.kind == .invalidAssessment && wrong.message.contains("screening.pregnancy"))
        let other = refusal { _ = try approve(ClearFace.papers("P-0117", "P-0118")) }
        #expect(other.kind == .otherPatient && other.message.contains("P-0118"))
        let lax = refusal { _ = try ClearFace.papers(rules: "filler:\n  block: 3 d\n") }
        #expect(lax.kind == .invalidAssessment && lax.message.contains("stricter"))
    }

    /// Hazard: HAZ-T11.
    @Test func `a thickness in the plan has to be the one that was measured`() throws {
        func plan(_ skin: String, _ fat: String) throws -> LoadedPlan {
            let zone = "  - {zone: leftCheek, tissue: {skin: \(skin), fat: \(fat)}}"
            return try PlanFile.parse(text: Self.text(zone), fileName: "p.yaml")
        }
        let measured = try ClearFace.papers(
            "zone: leftCheek, skin: medium, fat: medium", "zone: leftCheek, skin: 1.2 mm, fat: 4.1 mm")
        #expect(refusal { _ = try approve(measured, plan: plan("1.2 mm", "4.1 mm")) }.message.isEmpty)
        #expect(refusal { _ = try approve(measured, plan: lowerFace) }.message.isEmpty)
        for (skin, fat) in [("1.2 mm", "0.8 mm"), ("1.3 mm", "4.1 mm")] {
            let refused = refusal { _ = try approve(measured, plan: plan(skin, fat)) }
            #expect(refused.kind == .invalidAssessment && refused.message.contains("tissue"), "\(refused)")
        }
        let byEye = refusal { _ = try approve(ClearFace.papers(), plan: plan("1.2 mm", "4.1 mm")) }
        #expect(byEye.kind == .invalidAssessment)
    }

    /// Hazard: HAZ-P4.
    @Test func `what blocks a zone of the plan refuses it, and what blocks another one does not`() throws {
        let injected = "toxinIntradermal: [{on: 2025-12-28, zones: [forehead], depth: 1 mm}]"
        let papers = try ClearFace.papers("toxinIntradermal: no", injected)
        let refused = refusal { _ = try approve(papers) }
        #expect(refused.kind == .screeningRefused && refused.ids == ["toxinIntradermal/forehead"])
        #expect(refused.message.contains("toxinIntradermal/forehead: block"))
        #expect(refusal { _ = try approve(papers, accepting: refused.ids) }.kind == .invalidAcceptance)
        #expect(try approve(papers, plan: lowerFace).acceptances.isEmpty)
        let rules = "toxinIntradermal:\n  elsewhere: warn\n"
        let strict = try ClearFace.papers("toxinIntradermal: no", injected, rules: rules)
        let cheek = refusal { _ = try approve(strict, plan: lowerFace) }
        #expect(cheek.kind == .screeningRefused && cheek.ids == ["toxinIntradermal/leftCheek"])
        let approval = try approve(strict, accepting: cheek.ids, plan: lowerFace)
        #expect(approval.acceptances == [.init(warning: "toxinIntradermal/leftCheek", name: "Dr. B")])
        #expect(approval.rules == DocumentHash(of: Array(rules.utf8)))
    }

    /// Hazard: HAZ-P4.
    @Test func `a warning takes a name for each zone, and what is no warning cannot be accepted`() throws {
        let papers = try ClearFace.papers("heatHerpes: no", "heatHerpes: yes")
        let (forehead, cheek) = ("heatHerpes/forehead", "heatHerpes/leftCheek")
        #expect(refusal { _ = try approve(papers) }.ids == [forehead, cheek])
        #expect(refusal { _ = try approve(papers, accepting: [cheek]) }.ids == [forehead])
        let approval = try approve(papers, accepting: [forehead, cheek])
        #expect(approval.acceptances.map(\.name) == ["Dr. B", "Dr. B"])
        for id in ["heatHerpes/submentum", "heatHerpes", "pregnancy/forehead", "", "x\u{1B}/forehead"] {
            let refused = refusal { _ = try approve(papers, accepting: [forehead, cheek, id]) }
            #expect(refused.kind == .invalidAcceptance && !refused.message.contains("\u{1B}"), "\(id)")
        }
        #expect(refusal { _ = try approve(papers, accepting: [forehead, cheek], by: "x") }.kind == .invalidName)
        let many = Array(repeating: cheek, count: Approval.mostAcceptances + 1)
        #expect(throws: VarlinkErrorReply.self) { try approve(papers, accepting: many) }
    }

    /// Hazard: HAZ-P4.
    @Test func `a question without an answer refuses it, whoever would accept that`() throws {
        let papers = try ClearFace.papers("pregnancy: no", "pregnancy: unknown")
        let refused = refusal { _ = try approve(papers) }
        #expect(refused.kind == .screeningRefused && refused.ids == ["pregnancy/forehead", "pregnancy/leftCheek"])
        #expect(refusal { _ = try approve(papers, accepting: refused.ids) }.kind == .invalidAcceptance)
    }

    /// Hazard: HAZ-P4.
    @Test func `an assessment of a day to come and one that is too old approve and arm nothing`() throws {
        let papers = try ClearFace.papers()
        let limit = Int64(ScreeningLimits.assessmentDays)
        for days in [-1, limit + 1] {
            #expect(refusal { _ = try approve(papers, after: days) }.kind == .invalidAssessment, "\(days)")
        }
        let approval = try approve(papers, after: limit)
        #expect(refusal { try treat(papers, by: approval, after: limit, askedBy: "N. N.") }.kind == nil)
        #expect(
            refusal { try treat(papers, by: approval, after: limit + 1, askedBy: "N. N.") }.kind == .invalidAssessment)
    }

    /// Hazard: HAZ-P4.
    @Test func `an approval is armed up to its age, and not before it was given`() throws {
        // An assessment of later days: the age of the approval alone decides.
        let limit = Int64(ScreeningLimits.approvalDays)
        let (papers, approval) = (try ClearFace.papers(assessedAfter: 5), try approve(ClearFace.papers()))
        for (days, kind) in [(limit, nil), (limit + 1, RefusalKind.approvalExpired), (-1, .approvalExpired)] {
            let refused = refusal { try treat(papers, by: approval, after: days, askedBy: "N. N.") }
            #expect(refused.kind == kind, "\(days): \(refused)")
        }
    }

    /// Hazard: HAZ-P4.
    @Test func `what only the day can answer is asked on the day, by somebody with a name`() throws {
        let papers = try ClearFace.papers()
        let approval = try approve(papers)
        #expect(refusal { try treat(papers, by: approval, after: 0) }.kind == nil)
        let refused = refusal { try treat(papers, by: approval, after: 1) }
        #expect(refused.kind == .screeningRefused && refused.message.contains("--asked NAME"))
        #expect(Set(refused.ids.map { $0.prefix { $0 != "/" } }).count == 5 && refused.ids.count == 10)
        #expect(refusal { try treat(papers, by: approval, after: 1, askedBy: "N. N.") }.kind == nil)
    }

    /// Hazard: HAZ-P4.
    @Test func `a session after the approval blocks arming at first, and then takes an acceptance`() throws {
        let papers = try ClearFace.papers()
        let approval = try approve(papers)
        let held = session(endedAfter: 1)
        for days in [Int64(2), 3, 5] {
            let refused = refusal { try treat(papers, by: approval, after: days, askedBy: "N. N.", sessions: held) }
            #expect(refused.kind == .screeningRefused, "\(days)")
            #expect(refused.ids == ["lastSession/forehead", "lastSession/leftCheek"])
            let isBlocked = refused.message.contains("lastSession/forehead: block")
            #expect(isBlocked == (days < 3), "\(days)")
        }
        #expect(refusal { try treat(papers, by: approval, after: 6, askedBy: "N. N.", sessions: held) }.kind == nil)
        let ids = ["lastSession/forehead", "lastSession/leftCheek"]
        let again = try approve(papers, accepting: ids, after: 4, sessions: held)
        #expect(refusal { try treat(papers, by: again, after: 4, askedBy: "N. N.", sessions: held) }.kind == nil)
        // What was accepted was that session, and no later one.
        let later = held + session(endedAfter: 4)
        let refused = refusal { try treat(papers, by: again, after: 7, askedBy: "N. N.", sessions: later) }
        #expect(refused.kind == .screeningRefused && refused.ids == ids)
    }

    @Test func `a session that is gone on with is no earlier one`() throws {
        let now = ClearFace.now.millisecondsSince1970
        let cut = CourseSession.sessions(of: [
            GivenTreatment(
                record: 1, began: WallTime(millisecondsSince1970: now - 7_200_000),
                ended: WallTime(millisecondsSince1970: now - 3_600_000), isCompleted: false, mayHaveHadEnergy: true,
                shares: [])
        ])
        #expect(ClearFace.day(of: plan, sessions: cut).sessions.isEmpty)
        #expect(ClearFace.day(of: plan, after: 1, sessions: cut).sessions.count == 1)
    }

    /// Hazard: HAZ-P4.
    @Test func `papers come out of the records as they were sealed, or not at all`() throws {
        let papers = try ClearFace.papers(rules: "filler:\n  block: 28 d\n")
        let approval = try approve(papers)
        let texts = [ClearFace.text, "filler:\n  block: 28 d\n"]
        let stored = { (texts: [String]) in
            { (hash: DocumentHash) throws(VarlinkErrorReply) -> String? in
                texts.first { DocumentHash(of: Array($0.utf8)) == hash }
            }
        }
        #expect(try ScreeningPapers(of: approval, in: stored(texts)) == papers)
        for missing in texts {
            let left = texts.filter { $0 != missing }
            let refused = refusal { _ = try ScreeningPapers(of: approval, in: stored(left)) }
            #expect(refused.kind == .invalidAssessment && refused.message.contains("approved again"))
            // A store that gives another text under the same digest.
            let forged = { (_: DocumentHash) throws(VarlinkErrorReply) -> String? in missing + "#" }
            #expect(refusal { _ = try ScreeningPapers(of: approval, in: forged) }.kind == .invalidAssessment)
        }
    }

    /// Hazard: HAZ-P4.
    @Test func `the newest assessment is of the patient and of no day to come, whatever was handed in last`() throws {
        let scratch = try Scratch()
        let store = try RecordStore.open(
            directory: scratch.path, at: Moment(wallMilliseconds: 0, monotonic: .nanoseconds(0)))
        let journal = Journal(store: store, answers: PendingAnswers()) { _ in }
        let patient = try #require(PatientID("P-0117"))
        let day = ClearFace.day(of: plan, after: 3)
        for (days, isNewest) in [(1, true), (4, false), (3, true), (2, false)] {
            let papers = try ClearFace.papers(assessedAfter: days)
            try Stored.note(papers, of: patient, on: day, in: journal)
            let hash = papers.assessment.sourceHash.hex
            #expect((try store.newestAssessed("P-0117")?.assessment == hash) == isNewest, "after \(days) days")
        }
        let other = try ClearFace.papers("P-0117", "P-0118")
        try Stored.note(other, of: patient, on: day, in: journal)
        #expect(try store.newestAssessed("P-0118") == nil)
    }

    private func session(endedAfter days: Int64) -> [CourseSession] {
        let ended = ClearFace.now.millisecondsSince1970 + days * ClearFace.dayMilliseconds
        let began = WallTime(millisecondsSince1970: ended - 1_200_000)
        return CourseSession.sessions(of: [
            GivenTreatment(
                record: 1, began: began, ended: WallTime(millisecondsSince1970: ended), isCompleted: true,
                mayHaveHadEnergy: true,
                shares: [ZoneShare(.forehead, dose: CourseDose(), hadEnergy: true)])
        ])
    }
}
