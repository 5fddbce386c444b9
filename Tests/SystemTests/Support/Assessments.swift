import Foundation
import Testing

/// The assessments of these tests: made of the example in which nothing stands against a treatment.
enum Assessments {
    /// One of so many days ago.
    static func clear(of patient: String = Plans.patient, daysAgo: Int = 0) throws -> String {
        let path = try #require(Programs.example("assessments/clear.yaml"))
        return try #require(TextFile.read(path))
            .replacing(/(?m)^patient:.*$/, with: "patient: \(patient)")
            .replacing(/(?m)^assessed:.*$/, with: "assessed: \(day(daysAgo))")
    }

    /// The same, of today, with botulinum toxin in many shallow injections into the skin of the forehead so many days ago.
    static func skinBotox(daysAgo: Int) throws -> String {
        try clear().replacing(
            "toxinIntradermal: no",
            with: "toxinIntradermal: [{on: \(day(daysAgo)), zones: [forehead], depth: 1 mm}]")
    }

    /// The date of so many days ago, where this machine stands.
    static func day(_ daysAgo: Int) -> String {
        let date = Calendar(identifier: .gregorian).date(byAdding: .day, value: -daysAgo, to: Date()) ?? Date()
        return date.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    }
}
