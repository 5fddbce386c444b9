import Foundation

/// `docs/protocol.md`, taken apart: for every message its heading, the rows of its byte tables, and its example.
struct ProtocolDocument {
    /// One section `### 0xNN Name`.
    struct Entry {
        var opcode: UInt8
        var name: String
        /// The cells of the byte tables, the header rows left out.
        var rows: [[String]] = []
        /// The example's bytes.
        var example: [UInt8] = []
    }

    var entries: [Entry] = []
    var text: String

    /// The document of the checkout that this test was compiled from.
    init() throws {
        text = try String(contentsOf: ProtocolDocument.root.appending(path: "docs/protocol.md"), encoding: .utf8)
        var isTable = false
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isExample = line == "```hex"
            } else if isExample, !entries.isEmpty {
                entries[entries.count - 1].example += line.split(separator: " ").compactMap { UInt8($0, radix: 16) }
            } else if line.hasPrefix("## ") || line.hasPrefix("### ") {
                isTable = false
                begin(line)
            } else if isInMessages, line.hasPrefix("|") {
                let cells = ProtocolDocument.cells(line)
                if cells == ["offset", "type", "field"] {
                    isTable = true
                } else if isTable, cells.first != "---" {
                    entries[entries.count - 1].rows.append(cells)
                }
            } else {
                isTable = false
            }
        }
        entries.removeAll { $0.name.isEmpty }
    }

    /// Whether the last heading was that of a message.
    private var isInMessages: Bool { entries.last.map { !$0.name.isEmpty } ?? false }

    private mutating func begin(_ heading: String) {
        let words = heading.split(separator: " ")
        guard words.count == 3, words[0] == "###", words[1].hasPrefix("0x"),
            let code = UInt8(words[1].dropFirst(2), radix: 16)
        else {
            if isInMessages { entries.append(Entry(opcode: 0, name: "")) }
            return
        }
        entries.append(Entry(opcode: code, name: String(words[2])))
    }

    /// The normal form of all byte tables, as section 20 gives it.
    var normalForm: [UInt8] {
        var form = ""
        for entry in entries.sorted(by: { $0.opcode < $1.opcode }) {
            let hex = String(entry.opcode, radix: 16, uppercase: true)
            form += "0x" + (hex.count < 2 ? "0" : "") + hex + " " + entry.name + "\n"
            for row in entry.rows { form += row.map(ProtocolDocument.reduced).joined(separator: " ") + "\n" }
        }
        return Array(form.utf8)
    }

    /// The directory that holds `docs` and `Sources`.
    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// The cells of a table's row.
    static func cells(_ line: String) -> [String] {
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func reduced(_ cell: String) -> String {
        var result = ""
        for scalar in cell.unicodeScalars {
            switch scalar {
            case "A"..."Z": result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
            case "µ": result += "u"
            case "×": result += "x"
            default: continue
            }
        }
        return result
    }
}
