import Foundation
import PlanFiles
import Testing
import Treatment
import Units

struct AssessmentFileTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func example() throws -> String {
        try String(contentsOf: Self.root.appending(path: "examples/assessments/full-face.yaml"), encoding: .utf8)
    }

    private func refusal(_ text: String) -> [String] {
        do throws(PlanFileError) {
            _ = try AssessmentFile.parse(text: text, fileName: "a.yaml")
            return []
        } catch {
            return error.message.split(separator: "\n").map(String.init)
        }
    }

    private func refusal(replacing old: String, _ new: String) throws -> [String] {
        let text = try example()
        #expect(text.contains(old))
        return refusal(SampleText.replacing(old, new, in: text))
    }

    @Test func `the example says what its words say`() throws {
        let loaded = try AssessmentFile.parse(text: example(), fileName: "a.yaml")
        let assessment = loaded.assessment
        #expect(assessment.patient.text == "P-0042")
        #expect(assessment.day.text == "2026-11-23")
        #expect(assessment.zones.map(\.zone) == Zone.allInOrder)
        #expect(assessment.findings(in: .forehead)?.fat == .measured(.micrometres(1_400)))
        #expect(assessment.findings(in: .forehead)?.thickness(of: .skin) == .micrometres(900))
        #expect(assessment.expressions == [.frowning, .smileStrongerLeft])
        #expect(assessment.answers[.isotretinoin] == CalendarDay("2024-03-01").map { .last($0) })
        #expect(assessment.answers[.pregnancy] == .no)
        #expect(assessment.answers[.lastSession] == nil)
        #expect(loaded.sourceHash == DocumentHash(of: loaded.sourceText))
    }

    @Test func `an answer that is unknown or left out is none`() throws {
        for text in ["pregnancy: unknown", "# pregnancy"] {
            let changed = SampleText.replacing("pregnancy: no", text, in: try example())
            let loaded = try AssessmentFile.parse(text: changed, fileName: "a.yaml")
            #expect(loaded.assessment.answers[.pregnancy] == nil)
        }
    }

    @Test(arguments: [
        ("patient: P-0042", "patient: Anna Example", "a.yaml:3: key 'patient': value 'Anna Example' is no pseudonym"),
        ("patient: P-0042", "patient: P-0042\nname: Anna", "a.yaml:4: key 'name': is not known here, allowed patient,"),
        ("fat: 1.4 mm", "fat: 1.4", "a.yaml:9: key 'forehead.fat': value '1.4' has no unit, allowed mm"),
        (
            "fat: 1.4 mm", "fat: 21 mm",
            "a.yaml:9: key 'forehead.fat': value '21 mm' is out of range, allowed 0.3 … 20 mm"
        ),
        (
            "fat: 1.4 mm", "fat: chubby",
            "a.yaml:9: key 'forehead.fat': value 'chubby' is not known, allowed thin, medium,"
        ),
        (
            "skin: thin", "skin: 3.5 mm",
            "a.yaml:8: key 'forehead.skin': value '3.5 mm' is out of range, allowed 0.4 … 3 mm"
        ),
        (
            "sensitivity: high", "sensitivity: 7",
            "a.yaml:15: key 'forehead.sensitivity': value '7' is not known, allowed"
        ),
        (
            "pregnancy: no", "pregnancy: maybe",
            "key 'screening.pregnancy': value 'maybe' is no answer, allowed 'no', 'yes'"
        ),
        ("pregnancy: no", "pregnancy: no\n  lastSession: no", "key 'screening.lastSession': is not known here"),
        ("2024-03-01", "2026-11-24", "key 'screening.isotretinoin.last': value '2026-11-24' is after the day"),
        ("2024-03-01", "2024-02-30", "key 'screening.isotretinoin.last': value '2024-02-30' is no day of 1900 … 2199"),
        ("depth: 4 mm", "depth: 0.9 mm", "key 'screening.toxinIntramuscular[1].depth': value '0.9 mm' is out of range"),
        (", depth: 4 mm", "", "key 'screening.toxinIntramuscular[1].depth': is missing (write it as 'depth: 1 mm')"),
        ("photographs: none", "photographs: [anna.jpg]", "key 'photographs[1]': value 'anna.jpg' is no SHA-256 digest"),
        (
            "expressions: [frowning, smile", "expressions: [grinning, smile",
            "value 'grinning' is not known, allowed frowning,"
        ),
        ("assessed: 2026-11-23", "assessed: yesterday", "key 'assessed': value 'yesterday' is no day"),
    ]) func `what cannot be is refused with its line and its key`(old: String, new: String, expected: String) throws {
        let found = try refusal(replacing: old, new)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.contains(expected) == true, "\(found)")
    }

    @Test func `every problem is reported at once`() throws {
        var text = try example()
        for (old, new) in [
            ("skin: thin", "skin: slim"), ("laxity: mild", "laxity: much"), ("nursing: no", "nursing: 1"),
        ] {
            text = SampleText.replacing(old, new, in: text)
        }
        #expect(refusal(text).count == 3)
    }

    @Test func `every example is one, and so is a prescriber's rules document`() throws {
        for name in ["full-face", "skin-botox", "clear"] {
            _ = try AssessmentFile.read(path: Self.root.appending(path: "examples/assessments/\(name).yaml").path)
        }
        let rules = try RulesFile.read(path: Self.root.appending(path: "examples/rules/stricter.yaml").path).rules
        #expect(rules.rule(of: .toxinIntradermal).elsewhere == .warn)
        #expect(rules.rule(of: .toxinIntradermal).consequence == .waiting(WaitingTime(block: 10, warn: 21)))
    }

    @Test(arguments: [
        (
            "toxinIntradermal:\n  block: 6 d\n",
            "r.yaml:2: key 'toxinIntradermal.block': value '6 d' is laxer than the project's rule, allowed 7 … 3650 d "
                + "(a prescriber may only be stricter)"
        ),
        (
            "pregnancy:\n  verdict: warn\n",
            "r.yaml:2: key 'pregnancy.verdict': value 'warn' is laxer than the project's 'block' "
                + "(a prescriber may only be stricter)"
        ),
        (
            "filler:\n  block: 30\n",
            "r.yaml:2: key 'filler.block': value '30' has no unit, allowed d (write it as '10 d')"
        ),
    ]) func `a rule that is laxer is refused with its line`(text: String, expected: String) {
        do throws(PlanFileError) {
            _ = try RulesFile.parse(text: text, fileName: "r.yaml")
            Issue.record("it was taken")
        } catch {
            #expect(error.message == expected)
        }
    }

    @Test func `a plan that is written as text is read as the same plan`() throws {
        for name in ["demo", "full-face", "lower-face"] {
            let loaded = try PlanFile.read(path: Self.root.appending(path: "examples/plans/\(name).yaml").path)
            let again = try PlanFile.parse(
                text: PlanFile.text(of: loaded.plan, comments: ["A", ""]), fileName: "p.yaml")
            #expect(again.plan == loaded.plan)
            #expect(again.program.identity == loaded.program.identity)
        }
        let plan = try PlanFile.parse(text: SampleText.replacing("Sample", "'It''s: a #1 plan'"), fileName: "p.yaml")
            .plan
        #expect(plan.name == "It's: a #1 plan")
        #expect(try PlanFile.parse(text: PlanFile.text(of: plan), fileName: "p.yaml").plan == plan)
        let shared = try PlanFile.parse(
            text: SampleText.replacing("  rate: 50 Hz", "  rate: 50 Hz\n  intensity: 62.5 %"), fileName: "p.yaml"
        ).plan
        #expect(shared.zones.contains { $0.stimulation?.intensity?.rawValue == 625 })
        #expect(try PlanFile.parse(text: PlanFile.text(of: shared), fileName: "p.yaml").plan == shared)
    }

    @Test func `a proposal's text is a plan for that patient, and its explanation has every key`() throws {
        let assessment = try AssessmentFile.parse(text: example(), fileName: "a.yaml").assessment
        let zones = assessment.zones.map(\.zone)
        let screening = try Screening.result(of: assessment, zones: zones, on: assessment.day)
        let proposal = try Proposal.make(from: assessment, screening: screening)
        let loaded = try PlanFile.parse(text: proposal.fileText(assessment: assessment), fileName: "p.yaml")
        #expect(loaded.plan == proposal.plan)
        #expect(loaded.plan.patient == assessment.patient)
        let summary = ProposalSummary(proposal, assessment: assessment, screening: screening)
        #expect(summary.numbers.count == 6 + 4 * 9)
        for number in summary.numbers { #expect(summary.text.contains("\(number.key)  \(number.value)")) }
    }
}
