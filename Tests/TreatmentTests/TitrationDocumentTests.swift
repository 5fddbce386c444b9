import Foundation
import Testing
import Units

@testable import Treatment

/// The documents name the numbers of a titration that the code holds.
struct TitrationDocumentTests {
    private func lines(_ name: String) throws -> [Substring] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8).split(separator: "\n")
    }

    @Test func `the table of limits has the numbers of a titration`() throws {
        let limits = TitrationLimits.self
        let chin = limits.submentumCurrent.microamps / 1000
        let rows = [
            "| greatest current of a titration | the plan's, at most \(limits.current.microamps / 1000) mA; "
                + "under the chin \(chin) mA |",
            "| least current worth a titration | \(limits.leastCap.microamps / 1000) mA |",
            "| step of a titration | a \(limits.steps)th of its greatest current |",
            "| contractions and blanks of one zone | \(limits.presentations) |",
            "| how long a range is good for | \(limits.validity.milliseconds / 60_000) min until its treatment is armed |",
        ]
        let lines = try lines("limits.md")
        for row in rows { #expect(lines.contains(Substring(row)), "expected: \(row)") }
    }

    @Test func `four zones that take the longest fit into the time that a range is good for`() {
        let longest = TitrationLimits.period * Int64(TitrationLimits.presentations)
        #expect(longest * 4 < TitrationLimits.validity)
    }

    @Test func `a mark's window is within the presentation, and behind the one before`() {
        #expect(TitrationLimits.windowOpens < TitrationLimits.windowCloses)
        #expect(TitrationLimits.windowCloses < TitrationLimits.period)
        #expect(TitrationLimits.ramp * 2 <= TitrationLimits.on && TitrationLimits.on < TitrationLimits.windowCloses)
    }
}
