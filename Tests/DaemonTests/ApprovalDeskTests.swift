import ControlSocket
import PlanFiles
import Testing
import Treatment
import Varlink

@testable import Daemon

/// What is sealed for a prescriber, and what an operator may load with it.
@Suite struct `The desk for approvals` {
    private static let text = """
        name: Sample
        patient: P-0117
        duration: 10 s
        heating: none
        stimulation:
          {current: 12 mA, rate: 50 Hz, width: 200 µs, on: 2 s, off: 3 s, rampUp: 0.5 s, rampDown: 0.5 s, from: 0 s, until: 10 s}
        zones:
          - zone: forehead
        """

    private func desk(_ byte: UInt8 = 1) throws -> ApprovalDesk {
        ApprovalDesk(key: try #require(SealKey(Array(repeating: byte, count: 32))))
    }

    private func plan(_ text: String = text) throws -> LoadedPlan { try PlanFile.parse(text: text, fileName: "p.yaml") }

    private func approve(_ plan: LoadedPlan, by name: String = "Dr. A", _ desk: ApprovalDesk) throws -> SealedApproval {
        let request = ApprovalRequest(prescriber: Approval.Prescriber(uid: 1000, name: name))
        return try desk.approve(
            plan, fileName: "p.yaml", by: ClearFace.papers(), for: request, on: ClearFace.day(of: plan))
    }

    private func refusal(_ work: () throws -> Void) -> (kind: RefusalKind?, message: String) {
        do {
            try work()
            return (nil, "")
        } catch let error as VarlinkErrorReply {
            return (RefusalKind(fullName: error.name), error.parameters["message"]?.string ?? "")
        } catch {
            return (nil, "\(error)")
        }
    }

    @Test func `an approval holds the plan's bytes, its patient, who approved it and when`() throws {
        let plan = try plan()
        let approval = try approve(plan, desk()).approval
        #expect(approval.plan == plan.sourceHash && approval.patient == plan.plan.patient)
        #expect(approval.prescriber == Approval.Prescriber(uid: 1000, name: "Dr. A"))
        #expect(approval.time == "2026-01-02T03:04:05Z" && approval.program == plan.programHash)
        #expect(try approval.assessment == ClearFace.papers().assessment.sourceHash)
        #expect(approval.rules == nil && approval.acceptances.isEmpty)
    }

    /// Hazard: HAZ-P1.
    @Test func `a template cannot be approved, nor anything under what is no name`() throws {
        let template = try plan(Self.text.replacing("patient: P-0117\n", with: ""))
        let refused = refusal { _ = try approve(template, desk()) }
        #expect(refused.kind == .invalidPlan && refused.message.contains("template"))
        for name in ["", " ", "x", String(repeating: "x", count: 65), "Dr.\u{1B}[2J"] {
            let refused = refusal { _ = try approve(plan(), by: name, desk()) }
            #expect(refused.kind == .invalidName && !refused.message.contains("\u{1B}"), "\(name)")
        }
    }

    /// Hazard: HAZ-P1, HAZ-P2.
    @Test func `a plan is approved with its own approval, for the patient that is named`() throws {
        let (desk, plan) = (try desk(), try plan())
        let sealed = try approve(plan, desk)
        #expect(try desk.approval(of: plan, text: sealed.text, fileName: "p", for: "P-0117") == sealed)
        #expect(try desk.approval(of: plan, text: nil, fileName: "p", for: "P-0117") == nil)
        #expect(try desk.approval(of: plan, text: nil, fileName: "p", for: nil) == nil)
        let others: [(String?, String?, RefusalKind)] = [
            (sealed.text, "P-0118", .otherPatient), (nil, "P-0118", .otherPatient),
            (sealed.text, "p-0117", .otherPatient),
            (sealed.text, nil, .otherPatient),
            (sealed.text.replacing("Dr. A", with: "Dr. *A"), "P-0117", .signatureMismatch),
            ("", "P-0117", .signatureMismatch),
            ("x: 1", "P-0117", .signatureMismatch),
            (sealed.text.replacing("uid: 1000", with: "uid: 1001"), "P-0117", .signatureMismatch),
            (try approve(plan, self.desk(2)).text, "P-0117", .signatureMismatch),
        ]
        for (text, patient, kind) in others {
            let refused = refusal { _ = try desk.approval(of: plan, text: text, fileName: "p", for: patient) }
            #expect(refused.kind == kind)
            #expect(refused.message.contains("The signature does not match") == (kind == .signatureMismatch))
        }
        let other = try self.plan(Self.text + "\n")
        let refused = refusal { _ = try desk.approval(of: other, text: sealed.text, fileName: "p", for: "P-0117") }
        #expect(refused.kind == .signatureMismatch && refused.message.contains("signature does not match"))
    }

    /// Hazard: HAZ-P1.
    @Test func `without a key nothing is sealed, and no seal is known`() throws {
        var settings = Settings()
        settings.sealKey = "/nonexistent/key"
        let (desk, plan) = (ApprovalDesk(settings), try plan())
        let sealed = try approve(plan, self.desk())
        #expect(desk.problem?.contains("/nonexistent/key") == true)
        #expect(refusal { try desk.checkKey() }.kind == .noSealKey)
        #expect(refusal { _ = try approve(plan, desk) }.kind == .noSealKey)
        let refused = refusal { _ = try desk.approval(of: plan, text: sealed.text, fileName: "p", for: "P-0117") }
        #expect(refused.kind == .noSealKey && refused.message.contains("/nonexistent/key"))
        #expect(try desk.approval(of: plan, text: nil, fileName: "p", for: nil) == nil)
    }
}
