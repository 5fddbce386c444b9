import Glibc
import Testing

@testable import Varlink

private let bench = "io.example.Bench"

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    @Test func `a service describes itself and every interface`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let info = try await client.call("org.varlink.service.GetInfo")
        #expect(
            JSONValue.object(info).text
                == #"{"vendor":"Example","product":"Bench","version":"1.2.3","url":"https://example.io","#
                + #""interfaces":["org.varlink.service","io.example.Bench"]}"#)
        for name in ["org.varlink.service", "io.example.Bench"] {
            let reply = try await client.call(
                "org.varlink.service.GetInterfaceDescription", ["interface": .string(name)])
            let text = try #require(reply["description"]?.string)
            #expect(try InterfaceDescription(parsing: text).name == name)
            if name == "io.example.Bench" { #expect(text == Bench.text, "the text comes back to the letter") }
        }
        await bench.close()
    }

    @Test(arguments: [
        (#"{"method":"io.example.Gone.Do"}"#, "InterfaceNotFound", #"{"interface":"io.example.Gone"}"#),
        (#"{"method":"\#(bench).Gone"}"#, "MethodNotFound", #"{"method":"io.example.Bench.Gone"}"#),
        (#"{"method":"\#(bench).Later"}"#, "MethodNotImplemented", #"{"method":"io.example.Bench.Later"}"#),
        (#"{"method":"\#(bench).Watch"}"#, "ExpectedMore", "{}"),
        (#"{"method":"\#(bench).Watch","more":false}"#, "ExpectedMore", "{}"),
        (#"{"method":"\#(bench).Echo","parameters":{"text":1}}"#, "InvalidParameter", #"{"parameter":"text"}"#),
        (#"{"method":"\#(bench).Echo","parameters":{"txet":"a"}}"#, "InvalidParameter", #"{"parameter":"txet"}"#),
        (#"{"method":"\#(bench).Typed"}"#, "InvalidParameter", #"{"parameter":"values"}"#),
        (
            #"{"method":"\#(bench).Typed","parameters":{"values":[1,2.5]}}"#, "InvalidParameter",
            #"{"parameter":"values[1]"}"#
        ),
        (
            #"{"method":"org.varlink.service.GetInterfaceDescription"}"#, "InvalidParameter",
            #"{"parameter":"interface"}"#
        ),
        (
            #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"a.b"}}"#,
            "InterfaceNotFound", #"{"interface":"a.b"}"#
        ),
        (#"{"method":"org.varlink.service.Gone"}"#, "MethodNotFound", #"{"method":"org.varlink.service.Gone"}"#),
        (#"{"method":"nodots"}"#, "InvalidParameter", #"{"parameter":"method"}"#),
        (#"{"method":"\#(bench)."}"#, "InvalidParameter", #"{"parameter":"method"}"#),
        ("{}", "InvalidParameter", #"{"parameter":"method"}"#),
        ("[1,2]", "InvalidParameter", #"{"parameter":"method"}"#),
        ("null", "InvalidParameter", #"{"parameter":"method"}"#),
        (#"{"method":"\#(bench).Echo","parameters":[]}"#, "InvalidParameter", #"{"parameter":"parameters"}"#),
    ])
    func `what cannot be done is answered by name and the connection goes on`(
        call: String, error: String, parameters: String
    ) async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(call, #"{"method":"io.example.Bench.Echo","parameters":{"text":"on"}}"#)
        #expect(await client.receive() == #"{"error":"org.varlink.service.\#(error)","parameters":\#(parameters)}"#)
        #expect(await client.receive() == #"{"parameters":{"text":"on"}}"#)
        await bench.close()
    }

    @Test(arguments: [
        #"{"method":"io.example.Bench.Echo"}"#,
        #"{"method":"io.example.Bench.Echo","parameters":null}"#,
        #"{"method":"io.example.Bench.Echo","parameters":{}}"#,
        #"{"method":"io.example.Bench.Echo","parameters":{},"more":false,"oneway":false}"#,
        #"{"method":"io.example.Bench.Echo","more":true}"#,
    ])
    func `a call may come in every form that clients send`(call: String) async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(call)
        #expect(await client.receive() == #"{"parameters":{}}"#)
        await bench.close()
    }

    @Test func `a handler's own error is answered with its parameters`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let expected = VarlinkErrorReply(name: "io.example.Bench.Failed", parameters: ["why": "asked to"])
        await #expect(throws: VarlinkError.errorReply(expected)) { try await client.call("io.example.Bench.Fail") }
        await bench.close()
    }

    @Test func `pipelined calls are answered in order, and one at a time`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        let echoes = (0..<200).map { #"{"method":"io.example.Bench.Echo","parameters":{"text":"\#($0)"}}"# }
        let calls = [#"{"method":"io.example.Bench.Hold"}"#, #"{"method":"io.example.Bench.Stop"}"#] + echoes
        await client.send(calls.flatMap { [UInt8]($0.utf8) + [0] })
        let held = await bench.held.next()
        #expect(bench.stops.count == 0, "the second call waits for the answer to the first")
        held.succeed()
        #expect(await client.receive() == #"{"parameters":{}}"#)
        #expect(await client.receive() == #"{"parameters":{}}"#)
        for index in 0..<200 { #expect(await client.receive() == #"{"parameters":{"text":"\#(index)"}}"#) }
        await bench.close()
    }

    @Test func `calls that wait behind one another have a bound and none is lost`() async throws {
        var limits = VarlinkLimits.standard
        limits.unansweredBytes = 1000
        let bench = try Bench(limits: limits)
        let client = try RawClient(bench.path)
        await client.send(#"{"method":"io.example.Bench.Hold"}"#)
        let held = await bench.held.next()
        for index in 0..<100 {
            await client.send(#"{"method":"io.example.Bench.Echo","parameters":{"text":"\#(index)"}}"#)
        }
        held.succeed()
        #expect(await client.receive() == #"{"parameters":{}}"#)
        for index in 0..<100 { #expect(await client.receive() == #"{"parameters":{"text":"\#(index)"}}"#) }
        await bench.close()
    }

    @Test func `a call split at any byte is one call`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        let call = [UInt8](#"{"method":"io.example.Bench.Echo","parameters":{"text":"ä"}}"#.utf8) + [0]
        for split in 1..<call.count {
            await client.send([UInt8](call[..<split]))
            await client.send([UInt8](call[split...]))
            #expect(await client.receive() == #"{"parameters":{"text":"ä"}}"#, "split at \(split)")
        }
        await bench.close()
    }

    @Test func `a client that has said its last is still answered`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(
            #"{"method":"io.example.Bench.Hold"}"#, #"{"method":"io.example.Bench.Echo","parameters":{"text":"2"}}"#)
        client.endSending()
        await bench.held.next().succeed()
        #expect(await client.receive() == #"{"parameters":{}}"#)
        #expect(await client.receive() == #"{"parameters":{"text":"2"}}"#)
        #expect(await client.receive() == nil)
        await bench.close()
    }

    @Test func `a oneway call is carried out and not answered`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(
            #"{"method":"io.example.Bench.Stop","oneway":true}"#,
            #"{"method":"io.example.Bench.Gone","oneway":true}"#,
            #"{"method":"io.example.Bench.Forget","oneway":true}"#,
            #"{"method":"io.example.Bench.Stop","oneway":true,"more":true}"#,
            #"{"method":"io.example.Bench.Echo","parameters":{"text":"next"}}"#)
        #expect(await client.receive() == #"{"parameters":{"text":"next"}}"#)
        #expect(await bench.stops.next().oneway)
        #expect(bench.stops.count == 0, "more and oneway together are no call")
        await bench.close()
    }

    @Test(arguments: ["garbage", "", "{", "{\"method\"", "\u{1}\u{2}", "{}{}"])
    func `garbage closes its own connection and no other`(garbage: String) async throws {
        let bench = try Bench()
        let bad = try RawClient(bench.path)
        let good = try RawClient(bench.path)
        await bad.send(garbage, #"{"method":"io.example.Bench.Stop"}"#)
        #expect(await bad.receive() == nil)
        guard case .connectionDropped(let peer, .notJSON) = await bench.reports.next() else {
            Issue.record("another report")
            return
        }
        #expect(peer.pid == getpid())
        #expect(bench.stops.count == 0, "nothing after the garbage is carried out")
        await good.send(#"{"method":"io.example.Bench.Echo"}"#)
        #expect(await good.receive() == #"{"parameters":{}}"#)
        await bench.close()
    }

    @Test func `a message beyond the limits closes its own connection and no other`() async throws {
        let bench = try Bench()
        let good = try RawClient(bench.path)
        let long = try RawClient(bench.path)
        await long.send([UInt8](repeating: 0x20, count: (1 << 20) + 1))
        #expect(await long.receive() == nil)
        #expect(
            await bench.reports.next()
                == .connectionDropped(peer: selfPeer, reason: .messageTooLong(limit: 1 << 20)))
        let deep = try RawClient(bench.path)
        await deep.send(String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000))
        #expect(await deep.receive() == nil)
        #expect(
            await bench.reports.next()
                == .connectionDropped(peer: selfPeer, reason: .notJSON(reason: "nested deeper than 32", offset: 32)))
        await good.send(#"{"method":"io.example.Bench.Echo"}"#)
        #expect(await good.receive() == #"{"parameters":{}}"#)
        await bench.close()
    }

    @Test func `a message of the whole limit is answered`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let frame = #"{"method":"io.example.Bench.Echo","parameters":{"text":""}}"#
        let text = String(repeating: "x", count: (1 << 20) - frame.utf8.count)
        let reply = try await client.call("io.example.Bench.Echo", ["text": .string(text)], timeout: nil)
        #expect(reply["text"]?.string?.utf8.count == text.utf8.count)
        await bench.close()
    }

    @Test func `a reply that is let go closes the connection and is reported`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(#"{"method":"io.example.Bench.Forget"}"#)
        #expect(await client.receive() == nil)
        #expect(await bench.reports.next() == .unanswered(method: "io.example.Bench.Forget", reason: nil))
        await bench.close()
    }

    @Test func `a handler knows who calls and through which socket`() async throws {
        let bench = try Bench()
        try bench.server.listen(at: bench.scratch("b"), name: "other", mode: 0o666)
        for (path, name) in [(bench.path, "bench"), (bench.scratch("b"), "other")] {
            let client = try await VarlinkClient.connect(to: path)
            let who = try await client.call("io.example.Bench.Who")
            let expected: JSONObject = [
                "pid": .integer(Int64(getpid())), "uid": .integer(Int64(getuid())), "gid": .integer(Int64(getgid())),
                "socket": .string(name),
            ]
            #expect(who == expected)
        }
        await bench.close()
    }

    private var selfPeer: VarlinkPeer { VarlinkPeer(pid: getpid(), uid: getuid(), gid: getgid()) }
}
