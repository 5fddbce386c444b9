import Testing
import Varlink

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "-0.25", "\"\"",
        "\"ä€😀\"", "[]", "[1,[2,[]],{}]", "{}", #"{"b":1,"a":{"c":[null]}}"#, #""\"\\\n\r\t\u0000\u001f""#,
    ])
    func `what is read is written as it was`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `integers are exact to the last of 64 bits`() throws {
        #expect(try JSONValue(parsing: "9007199254740993") == .integer(9_007_199_254_740_993))
        #expect(try JSONValue(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSONValue(parsing: "-9223372036854775808") == .integer(.min))
    }

    @Test func `a number beyond 64 bits is no integer`() throws {
        #expect(try JSONValue(parsing: "9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(try JSONValue(parsing: "4.0") == .double(4))
        #expect(try JSONValue(parsing: "1e3") == .double(1000))
    }

    @Test func `escapes become the characters that they name`() throws {
        #expect(try JSONValue(parsing: #""\u00e4\u20AC\ud83d\ude00\/\b\f""#) == .string("ä€😀/\u{8}\u{C}"))
    }

    @Test func `space around every part is passed over`() throws {
        let expected: JSONValue = ["a": [1, 2], "b": nil]
        #expect(try JSONValue(parsing: " \n{ \"a\" :\t[ 1 , 2 ] ,\r\n\"b\" : null } ") == expected)
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "truex", "nullnull", "01", "-", "+1", ".5", "1.", "1e", "1e+", "1e999", "0x10", "NaN",
        "Infinity", "'a'", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud83d\"",
        "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\u{1}\"", "\"\n\"", "[", "[1", "[1,", "[1,]", "[,1]",
        "[1 2]", "]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}",
        "{\"a\":1 \"b\":2}", "{}{}", "[]]", "1 2", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "\u{FEFF}{}",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: VarlinkError.self) { try JSONValue(parsing: text) }
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82],
    ])
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: VarlinkError.self) { try JSONValue(parsing: bytes) }
    }

    @Test func `every truncation of a text is refused`() throws {
        let bytes = [UInt8](#"{"method":"a.b.C","parameters":{"x":[1,-2.5e3,"\u00e4\\"],"y":true,"z":null}}"#.utf8)
        #expect(throws: Never.self) { try JSONValue(parsing: bytes) }
        for length in 0..<bytes.count {
            #expect(throws: VarlinkError.self, "cut to \(length)") { try JSONValue(parsing: [UInt8](bytes[..<length])) }
        }
    }

    @Test func `no single byte changed makes the reader fail in any other way than by throwing`() {
        let bytes = [UInt8](#"{"a":[1,-2.5e3,"\u00e4\\"],"b":true,"c":null}"#.utf8)
        for position in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = bytes
                changed[position] = byte
                do throws(VarlinkError) {
                    let value = try JSONValue(parsing: changed)
                    #expect(throws: Never.self) { try JSONValue(parsing: value.bytes) }
                } catch {
                    guard case .notJSON = error else {
                        Issue.record("\(error)")
                        continue
                    }
                }
            }
        }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `nesting is allowed up to the limit and not one deeper`(open: String, close: String) throws {
        var limits = VarlinkLimits.standard
        limits.depth = 5
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        #expect(throws: Never.self) { try JSONValue(parsing: nested(5), limits: limits) }
        #expect(throws: VarlinkError.notJSON(reason: "nested deeper than 5", offset: open.utf8.count * 5)) {
            try JSONValue(parsing: nested(6), limits: limits)
        }
    }

    @Test func `a million brackets end at the limit and not on the stack`() {
        let brackets = String(repeating: "[", count: 1_000_000)
        #expect(throws: VarlinkError.notJSON(reason: "nested deeper than 32", offset: 32)) {
            try JSONValue(parsing: brackets)
        }
    }

    @Test func `the number of values is limited`() {
        var limits = VarlinkLimits.standard
        limits.values = 4
        #expect(throws: Never.self) { try JSONValue(parsing: "[1,2,3]", limits: limits) }
        #expect(throws: VarlinkError.self) { try JSONValue(parsing: "[1,2,3,4]", limits: limits) }
    }

    @Test func `members keep their order and do not need it to be equal`() throws {
        let one = try JSONValue(parsing: #"{"b":1,"a":2}"#)
        let other = try JSONValue(parsing: #"{"a":2,"b":1}"#)
        #expect(one.object?.members.map(\.key) == ["b", "a"])
        #expect(one == other)
        #expect(try one != JSONValue(parsing: #"{"a":2,"c":1}"#))
        #expect(try one != JSONValue(parsing: #"{"a":2}"#))
    }

    @Test func `a member is replaced in place and removed by nil`() {
        var object = JSONObject()
        object["a"] = 1
        object["b"] = 2
        object["a"] = 3
        #expect(JSONValue.object(object).text == #"{"a":3,"b":2}"#)
        object["a"] = nil
        object["missing"] = nil
        #expect(JSONValue.object(object).text == #"{"b":2}"#)
    }

    @Test func `numbers that JSON cannot write become null`() {
        #expect(JSONValue.array([.double(.infinity), .double(.nan), .double(1e300)]).text == "[null,null,1e+300]")
    }
}
