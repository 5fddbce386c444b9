import Foundation
import Oracle
import Safety
import Testing
import World

/// The tables of the hazard file and those in the sources are the same.
struct HazardDocumentTests {
    /// The cells of the table under `heading`, without the marks around code.
    private func rows(under heading: String) throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/hazards.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") })
        let lines = section.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
        return lines.map { line in
            line.replacing("`", with: "").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test func `what each fault may be called stands in both places alike`() throws {
        let written = try rows(under: "What each fault may be called")
        #expect(written.map { $0[0] } == FirstCauses.rows.map(\.row))
        for (row, known) in zip(written, FirstCauses.rows) {
            #expect(row[2].components(separatedBy: ", ") == known.causes.map { "\($0)" }, "\(known.row)")
        }
    }

    @Test func `every kind of fault has a row, and only one`() {
        for kind in FaultKind.allCases {
            #expect(FirstCauses.rows.count { $0.kinds.contains(kind) } == 1, "\(kind)")
            #expect(!kind.firstCauses.isEmpty)
        }
    }

    @Test func `what cannot be prevented stands in both places alike`() throws {
        let written = try rows(under: "What cannot be prevented")
        #expect(written.count == CampaignExceptions.all.count)
        for (row, known) in zip(written, CampaignExceptions.all) {
            let kinds = known.kinds.isEmpty ? ["any", "or none"] : known.kinds.map(\.rawValue)
            #expect(
                row[0] == kinds.joined(separator: ", ")
                    + (known.needsHiddenPad ? " of half a pad or less from the beginning" : ""))
            #expect(row[1] == known.mode.rawValue)
            #expect(row[2].components(separatedBy: ", ") == known.invariants.map(\.rawValue))
            #expect(row[3].count > 80, "a reason is more than a word")
        }
        let withBoth = CampaignExceptions.all.filter { $0.mode == .both }
        #expect(withBoth.map(\.kinds) == [[.contactPartial]] && withBoth.allSatisfy(\.needsHiddenPad))
        #expect(withBoth.map(\.invariants) == [[.powerDensity, .meanPowerDensity]])
    }

    @Test func `an exception covers what it names, in its mode and with its fault, and nothing else`() {
        #expect(CampaignExceptions.cover([.excessPower], of: [.weld], in: .device))
        #expect(CampaignExceptions.cover([.deepDose], of: [], in: .device))
        #expect(!CampaignExceptions.cover([.excessPower], of: [.heat], in: .device))
        #expect(!CampaignExceptions.cover([.excessPower, .lease], of: [.weld], in: .device))
        #expect(!CampaignExceptions.cover([.excessPower], of: [.weld], in: .both))
        #expect(!CampaignExceptions.cover([.deepDose], of: [], in: .host))
        #expect(CampaignExceptions.cover([.lease], of: [], in: .none))
        let partial = [FaultKind.contactPartial]
        #expect(CampaignExceptions.cover([.meanPowerDensity], of: partial, padIsHidden: true, in: .both))
        #expect(!CampaignExceptions.cover([.meanPowerDensity], of: partial, in: .both))
        #expect(!CampaignExceptions.cover([.skinTemperature], of: partial, padIsHidden: true, in: .both))
    }

    @Test func `every interlock of the matrix that judges samples is counted by its name`() throws {
        let written = try rows(under: "Matrix").filter { !$0[1].contains("(") && !$0[1].contains(" ") }
        #expect(written.map { $0[1] } == InterlockName.table.map(\.interlock))
        for (row, known) in zip(written, InterlockName.table) {
            #expect(row[2].components(separatedBy: ", ") == known.causes.map { "\($0)" }, "\(known.interlock)")
        }
    }
}
