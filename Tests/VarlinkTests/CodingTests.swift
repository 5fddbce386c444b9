import Testing
import Varlink

private struct Zone: Codable, Equatable, Sendable {
    var name: String
    var limitMilliC: Int32
    var note: String?
}

private enum Mode: String, Codable, Sendable { case idle, running }

private struct Sample: Codable, Equatable, Sendable {
    var zones: [Zone]
    var mode: Mode
    var byName: [String: UInt8]
    var ratio: Double
    var isArmed: Bool
    var extra: JSONValue?
}

@Suite struct CodingTests {
    private static let sample = Sample(
        zones: [Zone(name: "left", limitMilliC: 41_000, note: nil), Zone(name: "right", limitMilliC: -5, note: "x")],
        mode: .running, byName: ["a": 255], ratio: 0.5, isArmed: true, extra: ["free": [1, nil]])

    private static let text =
        #"{"zones":[{"name":"left","limitMilliC":41000},{"name":"right","limitMilliC":-5,"note":"x"}],"#
        + #""mode":"running","byName":{"a":255},"ratio":0.5,"isArmed":true,"extra":{"free":[1,null]}}"#

    @Test func `a type is written in the order of its fields, without those that are nil`() throws {
        #expect(try JSONValue(encoding: Self.sample).text == Self.text)
    }

    @Test func `a type is read back as it was`() throws {
        #expect(try JSONValue(parsing: Self.text).decoded(as: Sample.self) == Self.sample)
    }

    @Test func `an optional field may be null or missing`() throws {
        let zone = Zone(name: "a", limitMilliC: 1, note: nil)
        #expect(try JSONValue(parsing: #"{"name":"a","limitMilliC":1,"note":null}"#).decoded() == zone)
        #expect(try JSONValue(parsing: #"{"name":"a","limitMilliC":1}"#).decoded() == zone)
    }

    @Test(arguments: [
        (#""limitMilliC":-5"#, #""limitMilliC":-5.0"#, "zones[1].limitMilliC"),
        (#""limitMilliC":-5"#, #""limitMilliC":"-5""#, "zones[1].limitMilliC"),
        (#""limitMilliC":-5"#, #""limitMilliC":2147483648"#, "zones[1].limitMilliC"),
        (#""limitMilliC":-5"#, #""limitMilliC":null"#, "zones[1].limitMilliC"),
        (#""name":"left","#, "", "zones[0].name"),
        (#""mode":"running""#, #""mode":"flying""#, "mode"),
        (#""mode":"running","#, "", "mode"),
        (#""a":255"#, #""a":256"#, "byName.a"),
        (#""a":255"#, #""a":-1"#, "byName.a"),
        (#""isArmed":true"#, #""isArmed":1"#, "isArmed"),
        (#""ratio":0.5"#, #""ratio":[]"#, "ratio"),
        (#""byName":{"a":255}"#, #""byName":[]"#, "byName"),
    ])
    func `a field that does not fit is named`(part: String, replacement: String, path: String) throws {
        let pieces = Self.text.split(separator: part, omittingEmptySubsequences: false)
        try #require(pieces.count == 2)
        let value = try JSONValue(parsing: pieces.joined(separator: replacement))
        let error = #expect(throws: VarlinkError.self) { try value.decoded(as: Sample.self) }
        guard case .unexpectedField(let named, let expected) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(named == path)
        #expect(!expected.isEmpty)
    }

    @Test func `an integer is taken where a float is wanted, and never the other way`() throws {
        #expect(try JSONValue.integer(3).decoded(as: Double.self) == 3)
        #expect(throws: VarlinkError.self) { try JSONValue.double(3).decoded(as: Int.self) }
    }

    @Test func `what JSON cannot hold is not written`() {
        #expect(throws: VarlinkError.self) { try JSONValue(encoding: ["x": Double.nan]) }
        #expect(throws: VarlinkError.self) { try JSONValue(encoding: [UInt64.max]) }
        #expect(throws: VarlinkError.self) { try JSONObject(encoding: [1, 2]) }
    }

    @Test func `empty types are empty objects and empty lists empty arrays`() throws {
        struct Nothing: Codable {}
        #expect(try JSONValue(encoding: Nothing()).text == "{}")
        #expect(try JSONValue(encoding: [Int]()).text == "[]")
        #expect(try JSONValue(encoding: [Int?]([1, nil])).text == "[1,null]")
        #expect(try JSONValue(parsing: "[1,null]").decoded(as: [Int?].self) == [1, nil])
    }
}
