import Foundation
import Testing
import Units

@testable import Treatment

/// The documents name the numbers that the code holds.
struct CourseDocumentTests {
    private func document(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    private func hours(_ duration: Duration) -> Int64 { duration.milliseconds / 3_600_000 }

    @Test func `the table of limits has the numbers of a course`() throws {
        let standard = CoursePolicy.standard
        let (sessions, days) = (CourseLimits.sessions, CourseLimits.days)
        let rows = [
            "| sessions of a course | \(standard.sessions), allowed \(sessions.lowerBound) … \(sessions.upperBound) |",
            "| days between sessions | \(standard.earliest) … \(standard.latest), proposed \(standard.preferred), "
                + "allowed \(days.lowerBound) … \(days.upperBound) |",
            "| end of a session to the next one | refused under \(hours(CourseLimits.leastSpacing)) h |",
            "| a session that was cut short | goes on for \(hours(CourseLimits.continuation)) h from its beginning |",
            "| days without a session, then another course | more than \(CourseLimits.gap) |",
        ]
        let lines = try document("limits.md").split(separator: "\n")
        for row in rows { #expect(lines.contains(Substring(row)), "expected: \(row)") }
    }

    @Test func `what is gone on with lies within the doses of one day`() {
        #expect(CourseLimits.continuation + .seconds(1800) < .seconds(86_400))
    }
}
