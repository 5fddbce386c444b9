import Foundation
import PlanFiles
import Testing
import Treatment
import Units

struct DocumentationTests {
    private func document() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/plans.md"), encoding: .utf8)
    }

    private func row(_ field: PlanField) throws -> String {
        let rows = try document().split(separator: "\n").filter { $0.hasPrefix("| `\(field.key)` |") }
        return rows.joined(separator: "\n")
    }

    private func range<Value>(_ limit: Limit<Value>) -> String {
        Amount.text(from: limit.range.lowerBound.amount, to: limit.range.upperBound.amount)
    }

    @Test func `the example in the description is a plan`() throws {
        let parts = try document().components(separatedBy: "```")
        let example = try #require(parts.first { $0.hasPrefix("yaml\n") })
        let loaded = try PlanFile.parse(text: String(example.dropFirst(5)), fileName: "plans.md")
        #expect(loaded.program.pulses == 3 * 18_720)
    }

    @Test func `the description names the range of every value as it is enforced`() throws {
        #expect(try row(.duration).contains(range(PrescriptionLimits.duration)))
        #expect(try row(.target).contains(range(PrescriptionLimits.target)))
        #expect(try row(.warmUpTarget).contains(range(PrescriptionLimits.warmUpTarget)))
        #expect(try row(.warmUpDuration).contains(range(PrescriptionLimits.warmUpDuration)))
        #expect(try row(.rampLimit).contains(range(PrescriptionLimits.rampLimit)))
        #expect(try row(.density).contains(range(PrescriptionLimits.density)))
        #expect(try row(.skin).contains(range(PrescriptionLimits.skin)))
        #expect(try row(.fat).contains(range(PrescriptionLimits.fat)))
        #expect(try row(.current).contains(range(PrescriptionLimits.current)))
        #expect(try row(.current).contains(range(PrescriptionLimits.submentumCurrent)))
        #expect(try row(.intensity).contains(range(PrescriptionLimits.intensity)))
        #expect(try row(.rate).contains(range(PrescriptionLimits.rate)))
        #expect(try row(.width).contains(range(PrescriptionLimits.width)))
        #expect(try row(.on).contains(range(PrescriptionLimits.on)))
        #expect(try row(.off).contains(range(PrescriptionLimits.off)))
        #expect(try row(.rampUp).contains(range(PrescriptionLimits.rampUp)))
        #expect(try row(.rampDown).contains(range(PrescriptionLimits.rampDown)))
        #expect(try row(.from).contains(range(PrescriptionLimits.from)))
        #expect(try row(.until).contains(range(PrescriptionLimits.until)))
    }

    @Test func `the description has every key`() throws {
        for field in PlanField.allCases { #expect(try !row(field).isEmpty, "\(field.key)") }
    }
}
