import Foundation
import Safety
import Testing

@testable import Daemon

/// The ids of the log's entries, and what the journal explains them with.
@Suite struct `The message catalog` {
    private var ids: [String] {
        Cause.allCases.map { "\(MessageID($0))" } + LogEvent.allCases.map { "\(MessageID($0))" }
    }

    @Test func `gives every cause and every event an id of its own`() {
        #expect(Set(ids).count == Cause.allCases.count + LogEvent.allCases.count)
        for id in ids {
            #expect(id.utf8.count == 32 && id.allSatisfy(\.isHexDigit) && !id.contains(where: \.isUppercase))
        }
    }

    @Test func `never gives them another one`() {
        #expect("\(MessageID(.overTemperature))" == "4a4c453a57a78810b1bcdf6ad81a1b6a")
        #expect("\(MessageID(.treatmentEnded))" == "7c183b3e5f3a87fc88ffaab23bd69181")
    }

    @Test func `is the one that is committed`() throws {
        // `#filePath` is this file; the repository is three folders further up.
        let repository = "\(#filePath)".split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        let committed = try String(contentsOfFile: "\(repository)/systemd/myotherm.catalog", encoding: .utf8)
        #expect(
            committed == Catalog.text,
            "'myothermd catalog >systemd/myotherm.catalog' mends it; an id that was released must stay")
    }

    @Test func `explains each of them once`() {
        let lines = Catalog.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) }.sorted() == ids.sorted())
    }

    @Test func `names no field that entries do not have`() {
        let known = Set(LogEntry.Field.allCases.map(\.rawValue))
        let parts = Catalog.text.split(separator: "@", omittingEmptySubsequences: false)
        for index in stride(from: 1, to: parts.count, by: 2) { #expect(known.contains(String(parts[index]))) }
        #expect(parts.count % 2 == 1)
    }
}
