import Testing

@testable import Varlink

@Suite struct MessageFramerTests {
    private static let messages = ["{}", "", #"{"a":"ä"}"#, "x", String(repeating: "y", count: 40)]
    private static let stream: [UInt8] = messages.flatMap { [UInt8]($0.utf8) + [0] }

    private func drain(_ framer: inout MessageFramer) throws -> [String] {
        var found: [String] = []
        while let message = try framer.next() { found.append(String(decoding: message, as: UTF8.self)) }
        return found
    }

    @Test func `joined messages come apart`() throws {
        var framer = MessageFramer(limit: 40)
        framer.append(Self.stream)
        #expect(try drain(&framer) == Self.messages)
        #expect(framer.bufferedCount == 0)
    }

    @Test func `messages split at any two places come whole`() throws {
        for first in 0...Self.stream.count {
            for second in first...Self.stream.count {
                var framer = MessageFramer(limit: 40)
                var found: [String] = []
                for part in [Self.stream[..<first], Self.stream[first..<second], Self.stream[second...]] {
                    framer.append(part)
                    found += try drain(&framer)
                }
                #expect(found == Self.messages, "split at \(first) and \(second)")
            }
        }
    }

    @Test func `messages that come byte by byte come whole, a thousand times`() throws {
        var framer = MessageFramer(limit: 40)
        for _ in 0..<1000 {
            var found: [String] = []
            for byte in Self.stream {
                framer.append(CollectionOfOne(byte))
                found += try drain(&framer)
            }
            #expect(found == Self.messages)
        }
    }

    @Test func `messages handed out late stay apart from what follows`() throws {
        var framer = MessageFramer(limit: 8)
        var found: [String] = []
        for index in 0..<200 {
            framer.append("\(index)\0".utf8)
            if index % 7 == 0 { found += try drain(&framer) }
        }
        found += try drain(&framer)
        #expect(found == (0..<200).map(String.init))
    }

    @Test func `a message of the limit passes and one byte more does not`() throws {
        var framer = MessageFramer(limit: 4)
        framer.append("1234\0".utf8)
        #expect(try drain(&framer) == ["1234"])
        framer.append("12345".utf8)
        #expect(throws: VarlinkError.messageTooLong(limit: 4)) { try framer.next() }
        var whole = MessageFramer(limit: 4)
        whole.append("12345\0".utf8)
        #expect(throws: VarlinkError.messageTooLong(limit: 4)) { try whole.next() }
    }
}

@Suite struct CallMessageTests {
    private func call(_ text: String) throws -> CallMessage { try CallMessage(json: JSONValue(parsing: text)) }

    @Test(arguments: [
        #"{"method":"a.b.C"}"#,
        #"{"method":"a.b.C","parameters":null}"#,
        #"{"method":"a.b.C","parameters":{}}"#,
        #"{"method":"a.b.C","parameters":{},"more":false,"oneway":false,"upgrade":false}"#,
        #"{"method":"a.b.C","more":null,"oneway":null,"upgrade":null}"#,
        #"{"method":"a.b.C","later":{"versions":["may","add"]}}"#,
    ])
    func `clients may leave out what says nothing, and may write it`(text: String) throws {
        let call = try call(text)
        #expect(call == CallMessage(method: "a.b.C"))
        #expect(call.interface == "a.b")
        #expect(call.member == "C")
    }

    @Test(arguments: [
        ("[]", "method"), ("null", "method"), ("\"a.b.C\"", "method"), ("{}", "method"),
        (#"{"method":1}"#, "method"), (#"{"method":""}"#, "method"),
        (#"{"method":"a.b.C","parameters":[]}"#, "parameters"),
        (#"{"method":"a.b.C","parameters":"x"}"#, "parameters"),
        (#"{"method":"a.b.C","more":1}"#, "more"), (#"{"method":"a.b.C","more":"true"}"#, "more"),
        (#"{"method":"a.b.C","oneway":0}"#, "oneway"), (#"{"method":"a.b.C","more":true,"oneway":true}"#, "oneway"),
        (#"{"method":"a.b.C","upgrade":true}"#, "upgrade"),
    ])
    func `JSON that is no call is an invalid parameter`(text: String, parameter: String) throws {
        #expect(throws: VarlinkErrorReply.invalidParameter(parameter)) { try call(text) }
    }

    @Test func `a call is read as it was written`() throws {
        let message = CallMessage(method: "a.b.C", parameters: try JSONObject(encoding: ["x": 1]), more: true)
        #expect(message.json.text == #"{"method":"a.b.C","parameters":{"x":1},"more":true}"#)
        #expect(try CallMessage(json: message.json) == message)
    }

    @Test func `a reply is read as it was written`() throws {
        let last = ReplyMessage(parameters: JSONObject(), continues: false)
        #expect(last.json.text == #"{"parameters":{}}"#)
        #expect(try ReplyMessage(json: last.json) == last)
        let error = ReplyMessage(error: .methodNotFound("a.b.C"))
        #expect(
            error.json.text
                == #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"a.b.C"}}"#)
        #expect(try ReplyMessage(json: error.json) == error)
        #expect(try ReplyMessage(json: JSONValue(parsing: "{}")) == last)
        #expect(try ReplyMessage(json: JSONValue(parsing: #"{"parameters":null}"#)) == last)
    }

    @Test(arguments: [
        "[]", #"{"parameters":1}"#, #"{"continues":1}"#, #"{"error":1}"#, #"{"error":"a.b.C","continues":true}"#,
    ])
    func `JSON that is no reply is refused`(text: String) {
        #expect(throws: VarlinkError.self) { try ReplyMessage(json: JSONValue(parsing: text)) }
    }

    @Test func `addresses are taken with and without their scheme`() throws {
        #expect(try UnixPath.parse("unix:/run/a;mode=0600") == "/run/a")
        #expect(try UnixPath.parse("/run/a") == "/run/a")
        #expect(throws: VarlinkError.self) { try UnixPath.parse("unix:") }
        #expect(throws: VarlinkError.self) { try UnixPath.parse("unix:@abstract") }
        #expect(throws: VarlinkError.self) { try UnixPath.parse("/" + String(repeating: "x", count: 107)) }
        #expect(throws: Never.self) { try UnixPath.parse("/" + String(repeating: "x", count: 106)) }
    }
}
