import Foundation
import Safety
import Testing

struct CauseTests {
    @Test(arguments: Cause.allCases)
    func `every cause says in sentences what happened and what to do`(cause: Cause) {
        for text in ["\(cause.sentence)", "\(cause.hint)"] {
            #expect(text.count > 10)
            #expect(text.hasSuffix("."))
            #expect(text.first?.isUppercase == true)
            #expect(!text.contains("  "))
        }
    }

    @Test func `no two causes read the same`() {
        #expect(Set(Cause.allCases.map { "\($0.sentence)" }).count == Cause.allCases.count)
    }

    @Test(arguments: Cause.allCases)
    func `every cause belongs to a hazard of the hazard file`(cause: Cause) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/hazards.md")
        let matrix = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let row = try #require(matrix.first { $0.hasPrefix("| \(cause.hazard) |") })
        #expect(row.contains("`\(cause)`"))
    }
}
