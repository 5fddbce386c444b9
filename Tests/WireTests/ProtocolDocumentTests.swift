import Foundation
import Testing
import Units
import Wire

@Suite struct ProtocolDocumentTests {
    private let document: ProtocolDocument

    init() throws { document = try ProtocolDocument() }

    private func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    @Test func `the document has one section for every message, in the order of the opcodes`() {
        #expect(document.entries.map(\.opcode) == Line.opcodes.map(\.rawValue))
        for (entry, opcode) in zip(document.entries, Line.opcodes) {
            #expect(entry.name.lowercased() == "\(opcode)".lowercased())
        }
    }

    @Test func `the schema hash is that of the document's byte tables`() {
        let form = document.normalForm
        #expect(form.allSatisfy { $0 < 0x80 })
        let hash = ReferenceChecksum.crc32c(form)
        #expect(Protocol.schemaHash == hash, "Protocol.schemaHash must be \(hexadecimal(hash)).")
        #expect(document.text.contains("Schema hash: **\(hexadecimal(hash))**"))
        #expect(document.text.contains("The whole text has \(form.count) bytes"))
    }

    @Test func `a changed row changes the schema hash`() {
        var changed = document
        changed.entries[3].rows[0][1] = "u64"
        #expect(ReferenceChecksum.crc32c(changed.normalForm) != Protocol.schemaHash)
    }

    @Test(arguments: Line.opcodes)
    func `every example is understood and encodes to the same bytes`(_ opcode: Opcode) throws {
        let entry = try #require(document.entries.first { $0.opcode == opcode.rawValue })
        #expect(try Line.reencoded(entry.example) == entry.example)
    }

    @Test(arguments: Line.opcodes)
    func `every example is what the code sends for the values beside it`(_ opcode: Opcode) throws {
        let entry = try #require(document.entries.first { $0.opcode == opcode.rawValue })
        #expect(entry.example == Examples.line(opcode))
    }

    @Test(arguments: Line.opcodes)
    func `the rows of every table fill the payload without a gap`(_ opcode: Opcode) throws {
        let entry = try #require(document.entries.first { $0.opcode == opcode.rawValue })
        let zonePart = entry.rows.lastIndex { $0[0] == "0" } ?? entry.rows.count
        var offset = opcode.isCommand ? 11 : 7
        for row in entry.rows[..<zonePart] {
            #expect(row[0] == String(offset), "\(row)")
            offset += try #require(size(row[1]), "\(row)")
        }
        var zoneOffset = 0
        for row in entry.rows[zonePart...] {
            #expect(row[0] == String(zoneOffset), "\(row)")
            zoneOffset += try #require(size(row[1]), "\(row)")
        }
        let zones = zonePart < entry.rows.count ? 2 : 0
        let raw = ReferenceStuffing.removed(entry.example)
        #expect(raw.count == offset + zones * zoneOffset + 4)
    }

    /// The bytes of a type; those of a zone part are counted by its own table.
    private func size(_ type: String) -> Int? {
        if type.hasSuffix("× n") { return 0 }
        if type.hasSuffix(" bytes") { return Int(type.dropLast(6)) }
        return Int(type.dropFirst()).map { $0 / 8 }
    }

    @Test(arguments: Line.opcodes)
    func `the comment in the source has the same table as the document`(_ opcode: Opcode) throws {
        let entry = try #require(document.entries.first { $0.opcode == opcode.rawValue })
        var rows = try sourceRows(of: entry.name)
        if opcode == .fastTelemetry { rows += try sourceRows(of: "ZoneSample") }
        if opcode == .slowTelemetry { rows += try sourceRows(of: "ZoneTotals") }
        #expect(rows == entry.rows)
    }

    /// The rows of the byte table in the comment above `struct name`.
    private func sourceRows(of name: String) throws -> [[String]] {
        let folder = ProtocolDocument.root.appending(path: "Sources/Wire/Messages")
        var rows: [[String]] = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            rows = []
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init) {
                if line.hasPrefix("/// |") {
                    rows.append(ProtocolDocument.cells(String(line.dropFirst(4))))
                } else if line.hasPrefix("public struct \(name):") {
                    return rows.filter { $0.first != "offset" && $0.first != "---" }
                } else if !line.hasPrefix("///") {
                    rows = []
                }
            }
        }
        Issue.record("No source file declares \(name).")
        return rows
    }

    @Test func `the worked examples hold the numbers that the code computes`() {
        #expect(document.text.contains("| session seed | **\(hexadecimal(Line.seed.value))** |"))
        let hashes = [1, 2].map { hexadecimal(Examples.envelopeHash(zones: $0)) }
        #expect(document.text.contains("(the example of 0x11) | \(hashes[0]) |"))
        #expect(document.text.contains("(first payload byte 01) | \(hashes[1]) |"))
        let check = ReferenceChecksum.crc32c(Array("123456789".utf8), seed: 1)
        #expect(document.text.contains("`crc32c(\"123456789\", 1)` = \(hexadecimal(check))"))
    }

    @Test func `the train of the document has the pulses that the code counts`() throws {
        let train = try #require(PulseTrain(rate: .hertz(52)))
        #expect(train.pulseCount(from: .zero, length: .seconds(2)) == 104)
        #expect(document.text.contains("It has 104 pulses."))
        #expect(train.firstPulse(notBefore: .milliseconds(50)) == 3)
        #expect(train.start(ofPulse: 3) == .microseconds(57_692))
        #expect(document.text.contains("Zone 0 fires pulse 3 at 57,692 µs"))
        let ramp = CurrentRamp(from: .microamps(10_000), to: .microamps(12_500))
        #expect(ramp.current(at: .microseconds(26_923)) == .microamps(11_346))
        #expect(Current.microamps(11_346).scaled(perMille: PerMille(rawValue: 800)) == .microamps(9_076))
        #expect(document.text.contains("amplitude 11,346 µA. With a ceiling of 800 ‰: 9,076 µA"))
    }

    @Test func `every state, result and trip cause of the code stands in the document`() {
        for code in 0...17 { #expect(document.text.contains("\n| \(code) | \(resultName(code)) |"), "\(code)") }
        for code in 0...5 as ClosedRange<UInt8> {
            let name = DeviceState(rawValue: code).map { "\($0)" } ?? ""
            #expect(document.text.contains("\n| \(code) | \(name) |"))
        }
        #expect(DeviceState(rawValue: 6) == nil)
        #expect(document.text.contains("\n| \(DeviceCause.pulseFault.rawValue) | pulseFault |"))
        #expect(document.text.contains("\n| \(DeviceCause.leaseExpired.rawValue) | leaseExpired |"))
    }

    private func resultName(_ code: Int) -> String {
        let names: [(CommandResult, String)] = [
            (.done, "done"), (.wrongState, "wrongState"), (.notLeased, "notLeased"), (.late, "late"),
            (.tooFarAhead, "tooFarAhead"), (.outOfOrder, "outOfOrder"), (.envelopeExceeded, "envelopeExceeded"),
            (.hashMismatch, "hashMismatch"), (.buttonUntested, "buttonUntested"),
            (.selfTestMissing, "selfTestMissing"), (.sequenceConflict, "sequenceConflict"),
            (.malformed, "malformed"), (.limitExceeded, "limitExceeded"), (.zoneUnknown, "zoneUnknown"),
            (.tripLatched, "tripLatched"), (.causeRemains, "causeRemains"), (.notReady, "notReady"),
            (.approvalMissing, "approvalMissing"),
        ]
        return names.first { Int($0.0.rawValue) == code }?.1 ?? "missing"
    }
}
