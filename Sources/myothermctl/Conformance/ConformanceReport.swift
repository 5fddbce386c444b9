import Conformance
import Varlink
import Wire

/// What an examination found, for people and for programs.
struct ConformanceReport {
    let path: String
    let device: ExaminedDevice
    var results: [CheckResult] = []

    /// The exit code: 0 only when every check that was asked for has passed.
    var isPassed: Bool { results.allSatisfy { $0.outcome == .pass } }

    /// Who was examined.
    var heading: String {
        let boot = String(device.answer.bootID, radix: 16)
        return "\(device.model) \(device.serialNumber), firmware \(device.firmware), boot id \(boot), on \(path)"
    }

    /// How many checks were made, and what they ended in.
    var summary: String {
        let failed = count(.fail)
        let skipped = count(.skipped)
        let rest = (failed > 0 ? ", \(failed) failed" : "") + (skipped > 0 ? ", \(skipped) skipped" : "")
        return "conformance: \(results.count) checks, \(count(.pass)) passed\(rest)"
    }

    /// The whole report as one object.
    var json: JSONObject {
        [
            "path": .string(path),
            "device": .object(deviceJSON),
            "checks": .array(results.map { .object(ConformanceReport.json($0)) }),
            "counts": .object([
                "pass": .integer(count(.pass)), "fail": .integer(count(.fail)), "skipped": .integer(count(.skipped)),
            ]),
        ]
    }

    private var deviceJSON: JSONObject {
        [
            "model": .string(device.model), "serialNumber": .string(device.serialNumber),
            "firmware": .string(device.firmware), "bootId": .string(String(device.answer.bootID, radix: 16)),
            "schemaHash": .string(String(device.answer.schemaHash, radix: 16)),
            "revision": .integer(Int64(device.answer.revision)), "zones": .integer(Int64(device.zones.count)),
        ]
    }

    private static func json(_ result: CheckResult) -> JSONObject {
        [
            "id": .string(result.check.id), "section": .string(result.check.section),
            "title": .string(result.check.title), "outcome": .string(result.outcome.rawValue),
            "detail": .string(result.detail),
        ]
    }

    private func count(_ outcome: CheckResult.Outcome) -> Int64 {
        Int64(results.count { $0.outcome == outcome })
    }
}

extension CheckResult {
    /// The check in a line, and what was expected and seen in lines below it.
    var lines: [String] {
        let word =
            switch outcome {
            case .pass: "pass"
            case .fail: "FAIL"
            case .skipped: "skip"
            }
        var lines = ["\(word)  \(check.columns)"]
        if let expected, let seen {
            lines += ["      expected  \(expected)", "      seen      \(seen)"]
        } else if !detail.isEmpty {
            lines.append("      \(detail)")
        }
        return lines
    }
}

extension Check {
    /// Section, name and title, in columns.
    var columns: String { "\(section.padded(to: 12))  \(id.padded(to: 26))  \(title)" }
}

extension String {
    /// The text with blanks behind it, up to `width` characters.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
