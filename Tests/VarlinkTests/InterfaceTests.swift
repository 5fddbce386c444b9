import Testing

@testable import Varlink

@Suite struct InterfaceTests {
    private static let text = """
        # What it is for.
        # Café: comments are UTF-8.
        interface io.example-1.Device2

        type Mode (
          idle, # waits
          # treats
          running,
          tripped
        )
        type Zone (name: string, limitMilliC: ?int, tags: []string, at: [string](x: int, y: float))
        # [Requires 'more' flag]
        method Watch(intervalMs: ?int) -> (mode: Mode, zones: []Zone, extra: ?object)
        method Stop () -> ()
        method Set(a: ?[]string, b: ?[string]int, c: (one, two), d: bool)->(done: bool)
        error E ()
        error Refused (why: Mode, code: int)
        """

    @Test func `an interface is read with all its parts`() throws {
        let interface = try InterfaceDescription(parsing: Self.text)
        #expect(interface.name == "io.example-1.Device2")
        #expect(interface.methods.map(\.name) == ["Watch", "Stop", "Set"])
        #expect(interface.types.map(\.name) == ["Mode", "Zone"])
        #expect(interface.errors.map(\.name) == ["E", "Refused"])
        #expect(interface.types.first?.shape == .words(["idle", "running", "tripped"]))
        #expect(interface.method("Stop") == .init(name: "Stop", parameters: [], reply: []))
        #expect(interface.method("Watch")?.parameters == [.init(name: "intervalMs", shape: .optional(.int))])
        #expect(
            interface.method("Set")?.parameters.map(\.shape) == [
                .optional(.array(.string)), .optional(.dictionary(.int)), .words(["one", "two"]), .bool,
            ])
    }

    @Test(arguments: [
        ("", 1, 1), ("interface", 1, 10), ("interface nodots", 1, 11), ("interface a..b", 1, 11),
        ("interface 1.b", 1, 11), ("interface a.b-", 1, 11), ("interface a.b\ninterface a.c", 2, 1),
        ("interface a.b\nmethod low() -> ()", 2, 8), ("interface a.b\nmethod M()", 2, 11),
        ("interface a.b\nmethod M(a: int,) -> ()", 2, 17), ("interface a.b\nmethod M(a: any) -> ()", 2, 13),
        ("interface a.b\nmethod M(a: ??int) -> ()", 2, 14), ("interface a.b\nmethod M(a, b) -> ()", 2, 9),
        ("interface a.b\nmethod M(a: int, b) -> ()", 2, 19), ("interface a.b\nmethod M(a: int, a: int) -> ()", 2, 18),
        ("interface a.b\nmethod M(a_: int) -> ()", 2, 10), ("interface a.b\nmethod M(a: Gone) -> ()", 2, 13),
        ("interface a.b\nmethod M(a: int -> ()", 2, 17), ("interface a.b\ntype T ()\nerror T ()", 3, 7),
        ("interface a.b\nerror E", 2, 8), ("interface a.b\ntype T int", 2, 8), ("interface a.b\n%", 2, 1),
        ("interface a.b\nmethod M(a: string?) -> ()", 2, 19),
    ])
    func `an interface that clients would not read is refused where it is wrong`(
        text: String, line: Int, column: Int
    ) {
        let error = #expect(throws: VarlinkError.self) { try InterfaceDescription(parsing: text) }
        guard case .badInterface(line, column, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `nesting without end is refused`() {
        let deep = "interface a.b\nmethod M(a: " + String(repeating: "[]", count: 100_000) + "int) -> ()"
        #expect(throws: VarlinkError.self) { try InterfaceDescription(parsing: deep) }
    }

    @Test(arguments: [
        ("Set", #"{"a":null,"c":"one","d":true}"#, nil),
        ("Set", #"{"a":["x"],"b":{"k":1},"c":"two","d":false}"#, nil),
        ("Set", #"{"c":"one"}"#, "d"),
        ("Set", #"{"c":"three","d":true}"#, "c"),
        ("Set", #"{"a":["x",1],"c":"one","d":true}"#, "a[1]"),
        ("Set", #"{"b":{"k":1.5},"c":"one","d":true}"#, "b.k"),
        ("Set", #"{"c":"one","d":"true"}"#, "d"),
        ("Set", #"{"c":"one","d":true,"e":1}"#, "e"),
        ("Stop", "{}", nil),
        ("Stop", #"{"reason":"x"}"#, "reason"),
        ("Watch", #"{"intervalMs":100.0}"#, "intervalMs"),
        ("Gone", "{}", "Gone"),
    ])
    func `parameters are held against the text`(method: String, parameters: String, fault: String?) throws {
        let interface = try InterfaceDescription(parsing: Self.text)
        let object = try #require(JSONValue(parsing: parameters).object)
        #expect(interface.faultyParameter(of: object, method: method) == fault)
    }

    @Test(arguments: [
        (#"{"mode":"idle","zones":[]}"#, nil),
        (#"{"mode":"idle","zones":[{"name":"a","tags":[],"at":{"k":{"x":1,"y":2}}}],"extra":{"any":[1]}}"#, nil),
        (#"{"mode":"off","zones":[]}"#, "mode"),
        (#"{"mode":"idle","zones":[{"name":"a","tags":[],"at":{"k":{"x":1}}}]}"#, "zones[0].at.k.y"),
        (#"{"mode":"idle","zones":[{"name":"a","tags":null,"at":{}}]}"#, "zones[0].tags"),
        (#"{"mode":"idle","zones":[],"extra":[]}"#, "extra"),
    ])
    func `replies are held against the text`(reply: String, fault: String?) throws {
        let interface = try InterfaceDescription(parsing: Self.text)
        let object = try #require(JSONValue(parsing: reply).object)
        #expect(interface.faultyField(of: object, method: "Watch") == fault)
    }

    @Test func `errors are held against the text`() throws {
        let interface = try InterfaceDescription(parsing: Self.text)
        let name = "io.example-1.Device2.Refused"
        let good = try #require(JSONValue(parsing: #"{"why":"idle","code":3}"#).object)
        #expect(interface.faultyField(of: VarlinkErrorReply(name: name, parameters: good)) == nil)
        #expect(interface.faultyField(of: VarlinkErrorReply(name: name)) == "why")
        #expect(interface.faultyField(of: VarlinkErrorReply(name: "io.example-1.Device2.No")) != nil)
    }

    @Test func `text and methods must agree`() throws {
        let text = "interface a.b\nmethod One() -> ()\nmethod Two() -> ()"
        func register(_ names: [String]) throws(VarlinkError) {
            _ = try VarlinkInterface(text: text, methods: names.map { .callback($0) { _, reply in reply.succeed() } })
        }
        #expect(throws: Never.self) { try register(["Two", "One"]) }
        for names in [["One"], ["One", "Two", "Three"], ["One", "Two", "One"]] {
            let error = #expect(throws: VarlinkError.self) { try register(names) }
            guard case .interfaceMismatch("a.b", _) = error else {
                Issue.record("\(names): \(String(describing: error))")
                continue
            }
        }
    }
}
