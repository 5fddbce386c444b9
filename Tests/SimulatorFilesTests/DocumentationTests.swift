import Foundation
import SimulatorFiles
import Testing
import Verification
import World

/// The files that the description of the simulator shows are files that it takes.
struct SimulatorDocumentationTests {
    private func blocks(_ kind: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/simulator.md"), encoding: .utf8)
        return text.components(separatedBy: "```").filter { $0.hasPrefix(kind + "\n") }
            .map { String($0.dropFirst(kind.count + 1)) }
    }

    @Test func `every example of a patient, a script or a case can be read`() throws {
        let yaml = try blocks("yaml")
        var kinds: [String] = []
        for block in yaml {
            if block.hasPrefix("faults:") {
                #expect(try FaultScriptFile.parse(text: block, fileName: "simulator.md").faults.count > 1)
                kinds.append("faults")
            } else if block.hasPrefix("layers:") {
                #expect(try HeatCaseFile.parse(text: block, fileName: "simulator.md").layers.count == 1)
                kinds.append("case")
            } else {
                _ = try PatientFile.parse(text: block, fileName: "simulator.md")
                kinds.append("patient")
            }
        }
        #expect(kinds == ["patient", "faults", "case"])
        let json = try blocks("json")
        #expect(json.count == 1)
        #expect(try HeatCaseFile.parse(text: try #require(json.first), fileName: "simulator.md").layers.count == 2)
    }
}
