import Foundation
import PlanFiles
import Testing
import Treatment

struct TextRefusalTests {
    @Test(arguments: [
        ("12 mA", "&x 12 mA", "p.yaml:10: '&x' is an anchor or an alias, and every value is said where it stands"),
        ("12 mA", "*x", "p.yaml:10: '*x' is an anchor or an alias, and every value is said where it stands"),
        (
            "12 mA", "\"1#2\" : &x 12 mA",
            "p.yaml:10: '&x' is an anchor or an alias, and every value is said where it stands"
        ),
        ("12 mA", "!!str 12 mA", "p.yaml:10: '!!str' is a tag, and none is needed"),
        ("12 mA", "! 12 mA", "p.yaml:10: '!' is a tag, and none is needed"),
        (
            "name:", "%YAML 1.1\n---\nname:",
            "p.yaml:1: there are no directives here (remove the line that begins with '%')"
        ),
        (
            "- zone: submentum", "- zone: submentum\n---\nname: x",
            "p.yaml:22: a second document begins, allowed one in a file"
        ),
        ("Sample", "Sa\u{0}mple", "p.yaml:1: the character U+0 does not print (remove it)"),
        ("Sample", "Sample # \u{202E}", "p.yaml:1: the character U+202E does not print (remove it)"),
        ("Sample", "Sam\u{2028}ple", "p.yaml:1: the character U+2028 does not print (remove it)"),
        ("Sample", "Sam\rple", "p.yaml:1: the character U+D does not print (remove it)"),
        ("Sample", String(repeating: "x", count: 195), "p.yaml:1: the line is longer than 200 characters"),
        (
            "Sample", String(repeating: "[", count: 65),
            "p.yaml:1: more than 64 opening brackets (write sections on lines of their own)"
        ),
        (
            "  rate: 50 Hz", "\trate: 50 Hz",
            "p.yaml:11: the text is not YAML: found a tab character that violates indentation"
        ),
        ("Sample", "\"Sample", "p.yaml:22: the text is not YAML: found unexpected end of stream"),
    ]) func `text that no plan needs is refused before it is parsed`(old: String, new: String, message: String) {
        #expect(refusal(of: SampleText.replacing(old, new)) == [message])
    }

    @Test(arguments: [
        "Sample # don't: R&D, 2 * 3, a & b", "R&D", "Go! # now", "\"a # b\"", "A*B", "50 % [x", "Sämple – süß ✓",
    ]) func `what only looks like it is accepted`(name: String) {
        let text = SampleText.replacing("Sample", name.contains("[x") ? "A # \(name)" : name)
        #expect(refusal(of: text) == [])
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n...\n"]) func `an empty file is refused`(text: String) {
        #expect(refusal(of: text).count == 1)
        #expect(refusal(of: text).first?.hasPrefix("p.yaml:") == true)
    }

    @Test func `a text of references within references is refused at once`() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1..<40 {
            text += "a\(level): &a\(level) {? [*a\(level - 1), *a\(level - 1)] : x}\n"
        }
        #expect(refusal(of: text).first?.hasPrefix("p.yaml:1: '&a0' is an anchor") == true)
    }

    @Test func `text nested as deep as the gate allows is refused without a crash`() {
        var text = ""
        for depth in 0..<95 { text += String(repeating: "  ", count: depth) + "a:\n" }
        #expect(refusal(of: text).isEmpty == false)
        #expect(refusal(of: String(repeating: "- ", count: 99) + "x").isEmpty == false)
        #expect(refusal(of: String(repeating: "? ", count: 99) + "x").isEmpty == false)
        #expect(refusal(of: String(repeating: "{a: ", count: 49)).isEmpty == false)
    }

    @Test func `bytes that are no UTF-8 are refused with their line`() {
        var bytes = Array(SampleText.plan.utf8)
        bytes[20] = 0xFF
        #expect(throws: PlanFileError.notUTF8(file: "p.yaml", line: 2)) {
            try PlanFile.parse(bytes: bytes, fileName: "p.yaml")
        }
    }

    @Test func `a file of exactly the greatest size is read and one byte more is refused`() {
        let padding = PlanFile.largestSize - SampleText.plan.utf8.count
        let lines = String(repeating: "#\n", count: padding / 2) + (padding.isMultiple(of: 2) ? "" : "\n")
        #expect(refusal(of: SampleText.plan + lines) == [])
        #expect(
            refusal(of: SampleText.plan + lines + "\n")
                == ["p.yaml: is larger than 65536 bytes, and no plan is (check that it is one)"]
        )
    }

    @Test func `only regular files are read`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plans-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "p.yaml").path
        try Data(SampleText.plan.utf8).write(to: URL(filePath: path))
        #expect(try PlanFile.read(path: path).plan.name == "Sample")
        #expect(throws: PlanFileError.notARegularFile(file: folder.path)) { try PlanFile.read(path: folder.path) }
        #expect(throws: PlanFileError.notARegularFile(file: "/dev/zero")) { try PlanFile.read(path: "/dev/zero") }
        #expect(throws: PlanFileError.unreadable(file: "/no/such", reason: "No such file or directory")) {
            try PlanFile.read(path: "/no/such")
        }
        let large = folder.appending(path: "large.yaml").path
        try Data(count: PlanFile.largestSize + 1).write(to: URL(filePath: large))
        #expect(throws: PlanFileError.tooLarge(file: large)) { try PlanFile.read(path: large) }
    }

    @Test func `no change of one byte makes the reader fail otherwise than by refusing`() {
        let bytes = Array(SampleText.plan.utf8)
        for place in bytes.indices {
            for value in [UInt8(0), 0x0A, 0x22, 0x23, 0x26, 0x2D, 0x3A, 0x5B, 0x7B, 0x80, 0xFF] {
                var changed = bytes
                changed[place] = value
                do throws(PlanFileError) {
                    _ = try PlanFile.parse(bytes: changed, fileName: "p.yaml")
                } catch {
                    #expect(error.message.hasPrefix("p.yaml"))
                }
            }
        }
    }
}
