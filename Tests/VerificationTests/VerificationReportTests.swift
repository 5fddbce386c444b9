import Foundation
import Testing
import Verification

struct VerificationReportTests {
    /// A tolerance twenty times the usual one: the same cases in a fraction of the time.
    private static let report = Result { try VerificationReport(tolerance: 2e-3) }

    @Test func `every temperature is within half a percent of its closed form`() throws {
        let report = try VerificationReportTests.report.get()
        #expect(report.rows.count >= 80)
        for row in report.rows {
            #expect(row.error <= 0.005, "\(row.name) at \(row.seconds) s, \(row.depthMetres) m")
        }
    }

    @Test func `no error is much greater than the solver's own estimate of it`() throws {
        for row in try VerificationReportTests.report.get().rows {
            let error = (row.computed - row.expected).magnitude
            #expect(error <= 1.5 * row.estimated + 2e-3, "\(row.name) at \(row.seconds) s, \(row.depthMetres) m")
        }
    }

    @Test func `the balance of heat closes in every case`() throws {
        let report = try VerificationReportTests.report.get()
        for entry in report.entries { #expect(entry.solution.energyImbalance <= 1e-3, "\(entry.solution.name)") }
    }

    @Test func `the order of convergence is two, in space on graded grids and in time`() throws {
        let report = try VerificationReportTests.report.get()
        #expect(report.convergence.count == 4)
        for one in report.convergence { #expect(one.observed >= 1.9 && one.observed < 2.3, "\(one.name)") }
    }

    @Test func `the listed vectors are met to the listed digits`() throws {
        let listed: [(name: String, seconds: Double, rise: Double)] = [
            ("surface flux", 10, 3.016), ("surface flux", 60, 7.388), ("surface flux", 300, 16.521),
            ("surface flux with blood", 10, 2.996), ("surface flux with blood", 60, 7.105),
            ("surface flux with blood", 300, 13.752), ("surface flux with blood", 1200, 18.418),
            ("lumped heat with blood", 60, 0.752), ("lumped heat with blood", 300, 3.006),
            ("lumped heat with blood", 1200, 6.078),
        ]
        let rows = try VerificationReportTests.report.get().rows
        for vector in listed {
            let row = try #require(rows.first { $0.name == vector.name && $0.seconds == vector.seconds })
            // The list was computed with rounded properties; that alone is up to 0.04 %.
            #expect((row.computed - vector.rise).magnitude < 1.5e-3 * vector.rise, "\(vector)")
        }
    }

    @Test func `the JSON says the same as the report`() throws {
        let report = try VerificationReportTests.report.get()
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        #expect(parsed["holds"] as? Bool == report.holds)
        #expect((parsed["cases"] as? [Any])?.count == report.entries.count)
        let worst = try #require(parsed["worstErrorShare"] as? Double)
        #expect((worst - report.worstError).magnitude < 1e-12)
        #expect((parsed["convergence"] as? [Any])?.count == 4)
    }

    @Test func `the text ends with what was found`() throws {
        let report = try VerificationReportTests.report.get()
        #expect(report.text.hasSuffix("holds"))
        #expect(report.text.hasSuffix(report.summary))
        #expect(report.holds)
    }
}
