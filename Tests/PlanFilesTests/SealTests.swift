import PlanFiles
import Testing
import Treatment

/// What was changed after a prescriber approved it is no approved plan.
struct SealTests {
    private let text = SampleText.replacing("name: Sample", "name: Sample\npatient: P-0117")

    private func plan(_ text: String) throws -> LoadedPlan { try PlanFile.parse(text: text, fileName: "p.yaml") }

    private func approved(_ plan: LoadedPlan, by key: SealKey) throws -> SealedApproval {
        key.seal(
            Approval(
                plan: plan.sourceHash, program: plan.programHash, patient: try #require(plan.plan.patient),
                prescriber: Approval.Prescriber(uid: 1000, name: "Dr. A. Muster"), time: "2026-01-02T03:04:05Z",
                assessment: DocumentHash(of: [5]), rules: DocumentHash(of: [6]),
                acceptances: [.init(warning: "filler.cheek", name: "Dr. A. Muster")]))
    }

    /// What a daemon with that key says to a plan and an approval; nil when it takes them.
    private func refusal(_ plan: LoadedPlan, _ approval: String, _ key: SealKey) -> String? {
        do throws(PlanFileError) {
            let document = try SealedApproval.parse(text: approval, fileName: "p.yaml.approval")
            do throws(ApprovalRefusal) {
                try key.check(document, of: plan)
                return nil
            } catch {
                return error.message
            }
        } catch {
            return error.message
        }
    }

    @Test func `an approved plan is approved, and so it stays in another file`() throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let approval = try approved(plan, by: key).text
        #expect(refusal(plan, approval, key) == nil)
        let again = try PlanFile.parse(text: text, fileName: "elsewhere.yaml")
        #expect(refusal(again, approval, key) == nil)
    }

    /// Hazard: HAZ-P1.
    @Test func `any character more, less or other in the plan's file voids the approval`() throws {
        let (key, original) = (try ApprovalTests.key(), Array(text.utf8))
        let approval = try approved(try plan(text), by: key).text
        var tried = 0
        for place in original.indices {
            for edit in [[], [original[place], original[place]], [original[place] ^ 1]] {
                var bytes = original
                bytes.replaceSubrange(place...place, with: edit)
                // What is no plan any more is refused before anybody asks for its approval.
                guard bytes != original, let plan = try? PlanFile.parse(bytes: bytes, fileName: "p.yaml") else {
                    continue
                }
                tried += 1
                let said = try #require(refusal(plan, approval, key), "\(place)")
                #expect(said.hasPrefix("The signature does not match"))
            }
        }
        #expect(tried > 50)
    }

    @Test func `another spelling of the same meaning voids it too`() throws {
        let key = try ApprovalTests.key()
        let approval = try approved(try plan(text), by: key).text
        let other = try plan(text + "# a comment\n")
        #expect(try other.program == plan(text).program)
        let said = try #require(refusal(other, approval, key))
        #expect(said.hasPrefix("The signature does not match this plan") && said.contains(other.sourceHash.hex))
        #expect(said.hasSuffix("myothermctl plan approve FILE --name NAME --assessment FILE --replace"))
    }

    /// Hazard: HAZ-P1.
    @Test func `no change of a character of the approval gives another approval`() throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let sealed = try approved(plan, by: key)
        let original = Array(sealed.text.unicodeScalars)
        let comment = try #require(original.firstIndex(of: "\n"))
        var tried = 0
        for place in original.indices where place > comment {
            for replacement: Unicode.Scalar in ["0", "1", "b", "P", " ", "\"", "#", ":"] {
                var scalars = original
                scalars[place] = replacement
                let text = String(String.UnicodeScalarView(scalars))
                guard let document = try? SealedApproval.parse(text: text, fileName: "a"), document != sealed else {
                    continue
                }
                tried += 1
                #expect(throws: ApprovalRefusal.seal) { try key.check(document, of: plan) }
            }
        }
        #expect(tried > 500)
    }

    @Test(arguments: [
        ("uid: 1000", "uid: 1001"), ("uid: 1000", "uid: 01000"), ("uid: 1000", "uid: -1"), ("P-0117", "P-0118"),
        ("P-0117", "P"), ("Dr. A.", "Dr. B."), ("Dr. A.", "Dr. #A."), ("03:04:05", "03:04:06"),
        ("approval: 1", "approval: 2"),
        ("warning: filler.cheek", "warning: filler.chin"), ("time: ", "time: x"), ("seal: ", "seal: 0"),
        ("plan: ", "plan: 00"), ("accepted:\n", "acceptances:\n"),
        ("  - warning: filler.cheek\n    name: \"Dr. A. Muster\"\n", ""),
    ])
    func `a field of the approval that was edited voids it, and the message says so`(old: String, new: String) throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let edited = SampleText.replacing(old, new, in: try approved(plan, by: key).text)
        let said = try #require(refusal(plan, edited, key))
        if !old.hasPrefix("accepted") && !old.hasPrefix("  -") {
            #expect(said.lowercased().contains("the signature does not match"), "\(said)")
        }
    }

    @Test(arguments: [
        "plan", "program", "patient", "prescriber", "time", "assessment", "rules", "accepted", "seal",
    ])
    func `a field that is taken out voids it`(field: String) throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let sections = try approved(plan, by: key).text.split(separator: "\n").reduce(into: [[Substring]]()) {
            if $1.hasPrefix(" ") { $0[$0.count - 1].append($1) } else { $0.append([$1]) }
        }
        let left = sections.filter { !($0.first?.hasPrefix("\(field):") ?? false) }
        #expect(left.count == sections.count - 1)
        let text = left.joined().joined(separator: "\n") + "\n"
        #expect(try #require(refusal(plan, text, key)).lowercased().contains("the signature does not match"))
    }

    /// Hazard: HAZ-P1.
    @Test func `an approval of another plan and one of another key are none`() throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let other = try self.plan(SampleText.replacing("12 mA", "13 mA", in: text))
        let otherApproval = try approved(other, by: key)
        #expect(throws: ApprovalRefusal.otherPlan(approved: other.sourceHash, given: plan.sourceHash)) {
            try key.check(otherApproval, of: plan)
        }
        let foreign = try approved(plan, by: ApprovalTests.key(8))
        #expect(throws: ApprovalRefusal.seal) { try key.check(foreign, of: plan) }
    }

    /// Hazard: HAZ-P2.
    @Test func `an approval that names another patient than its plan is none, whoever sealed it`() throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let template = try self.plan(SampleText.plan)
        for loaded in [plan, template] {
            let approval = Approval(
                plan: loaded.sourceHash, program: loaded.programHash, patient: try #require(PatientID("P-0999")),
                prescriber: .init(uid: 1, name: "Dr. A"), time: "2026-01-02T03:04:05Z",
                assessment: DocumentHash(of: [5]))
            #expect(throws: ApprovalRefusal.seal) { try key.check(key.seal(approval), of: loaded) }
        }
    }

    /// Hazard: HAZ-P1.
    @Test func `a file that is read otherwise than when it was approved is not approved, and the message says so`()
        throws
    {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        // What an earlier version has sealed that read the same bytes as another plan.
        let before = Approval(
            plan: plan.sourceHash, program: DocumentHash(of: [0] + plan.plan.canonicalBytes),
            patient: try #require(plan.plan.patient), prescriber: .init(uid: 1, name: "Dr. A"),
            time: "2026-01-02T03:04:05Z", assessment: DocumentHash(of: [5]))
        #expect(throws: ApprovalRefusal.otherMeaning) { try key.check(key.seal(before), of: plan) }
        let said = ApprovalRefusal.otherMeaning.message
        #expect(said.hasPrefix("The signature does not match what this version") && said.hasSuffix("--replace"))
    }

    @Test func `two approvals of one plan have different fingerprints`() throws {
        let (key, plan) = (try ApprovalTests.key(), try plan(text))
        let first = try approved(plan, by: key)
        let later = key.seal(
            Approval(
                plan: plan.sourceHash, program: plan.programHash, patient: first.approval.patient,
                prescriber: first.approval.prescriber, time: "2026-01-02T03:04:06Z", assessment: DocumentHash(of: [5])))
        #expect(first.fingerprint != later.fingerprint)
        #expect(first.fingerprint == first.hash.fingerprint && first.fingerprint.hex == first.hash.hex.prefix(32))
    }
}
