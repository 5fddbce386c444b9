import Foundation
import Testing
import Treatment
import Units

/// The documents have the rows of the tables as they are.
struct RuleDocumentTests {
    private func lines(_ name: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/\(name).md"), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    private func expect(_ rows: [String], in name: String) throws {
        let lines = try lines(name)
        for row in rows { #expect(lines.contains(row), "expected: \(row)") }
    }

    @Test func `the screening document has every rule`() throws {
        try expect(
            ScreeningRule.all.map { rule in
                let place =
                    switch rule.reach {
                    case .everywhere: "everywhere"
                    case .only(let zones): zones.map(\.name).joined(separator: ", ")
                    case .named: "where it is"
                    }
                let consequence =
                    switch rule.consequence {
                    case .standing(let verdict): verdict.name
                    case .waiting(let time): "block < \(time.block) d, warn < \(time.warn) d"
                    }
                return "| `\(rule.question.id)` | \(rule.text) | \(place) | \(consequence) | \(rule.source) | "
                    + "\(rule.isProjectDefault ? "yes" : "") |"
            }, in: "screening")
    }

    @Test func `the table of limits says how long assessments and approvals count`() throws {
        try expect(
            [
                "| age of an assessment, at an approval and at arming | at most \(ScreeningLimits.assessmentDays) d |",
                "| age of an approval, at arming | at most \(ScreeningLimits.approvalDays) d |",
            ], in: "limits")
    }

    @Test func `the assessment document has what every class stands for`() throws {
        try expect(
            TissueLayer.allCases.flatMap { layer in
                Zone.allInOrder.map { zone in
                    let values = ThicknessClass.allCases.map { layer.thickness($0, in: zone).amount.number }
                    return "| \(layer.rawValue) | \(zone.name) | \(values.joined(separator: " | ")) |"
                }
            }, in: "assessment")
    }

    @Test func `the proposal document has every range and every row`() throws {
        var rows: [String] = []
        for field in PlanField.allCases {
            for zone in Zone.allInOrder {
                guard let range = ProposalRange.range(of: field, in: zone) else { continue }
                let bounds = Amount.text(
                    from: range.amount(range.bounds.lowerBound), to: range.amount(range.bounds.upperBound))
                let key = field == .current ? "`current` of `\(zone.name)`" : "`\(field.key)`"
                rows.append("| \(key) | \(range.amount(range.standard).text) | \(bounds) |")
            }
        }
        for rule in ProposalRule.all {
            guard let range = ProposalRange.range(of: rule.field, in: .leftCheek) else { continue }
            let each = rule.unit == 1 ? "a step" : "a mm"
            let bounds = Amount.text(
                from: range.amount(rule.bounds.lowerBound), to: range.amount(rule.bounds.upperBound))
            rows.append(
                "| `\(rule.field.key)` | \(rule.finding.name) | \(range.amount(rule.amount).text) \(each) | \(bounds) | "
                    + "\(rule.source) |")
        }
        try expect(rows, in: "proposals")
    }
}
