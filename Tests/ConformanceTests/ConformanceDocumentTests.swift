import Conformance
import Foundation
import Testing
import World

/// `docs/conformance.md` against the code: the document's tables are the written list.
@Suite struct ConformanceDocumentTests {
    private static func text(of name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    /// The rows below the table's header whose first cell is `first`, each as its cells.
    private static func rows(behind first: String, in text: String) -> [[String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let header = lines.firstIndex(where: { $0.hasPrefix("| \(first) |") }) else { return [] }
        return lines[(header + 2)...].prefix { $0.hasPrefix("| ") }.map { line in
            line.dropFirst(2).dropLast(2).components(separatedBy: " | ").map { $0.replacing("`", with: "") }
        }
    }

    @Test func `the document's table of checks is the list in the code`() throws {
        let rows = Self.rows(behind: "check", in: try Self.text(of: "conformance.md"))
        let titles = Check.all.map { $0.title.replacing("`", with: "") }
        #expect(rows.map { $0[0] } == Check.all.map(\.id))
        #expect(rows.map { $0[1] } == Check.all.map(\.section))
        #expect(rows.map { $0[2] } == titles)
    }

    @Test func `the document's table of wrong devices is the one that the tests go by`() throws {
        let rows = Self.rows(behind: "kind", in: try Self.text(of: "conformance.md"))
        #expect(rows.map { $0[0] } == WrongKind.allCases.map(\.rawValue))
        for (row, kind) in zip(rows, WrongKind.allCases) {
            #expect(Set(row[2].components(separatedBy: ", ")) == WrongDeviceTests.failures[kind], "\(kind.rawValue)")
        }
    }

    @Test func `every section that a check names is a heading of the protocol's document`() throws {
        let headings = try Self.text(of: "protocol.md").split(separator: "\n").filter { $0.hasPrefix("#") }
        let numbers = Set(headings.compactMap { $0.split(separator: " ").dropFirst().first })
        for check in Check.all {
            for section in check.section.components(separatedBy: ", ") {
                let isThere = numbers.contains("\(section)") || numbers.contains("\(section).")
                #expect(isThere, "\(check.id): \(section)")
            }
        }
    }
}
