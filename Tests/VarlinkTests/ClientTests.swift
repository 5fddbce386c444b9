import Glibc
import Testing

@testable import Varlink

@Suite(.timeLimit(.minutes(1))) struct ClientTests {
    private let echo = "io.example.Bench.Echo"
    private let hold = "io.example.Bench.Hold"

    @Test func `typed calls carry types both ways`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: "unix:\(bench.path)")
        let sum = try await client.call(
            "io.example.Bench.Typed", encoding: Bench.Values(values: [1, 2, 39]), as: Bench.Sum.self)
        #expect(sum.sum == 42)
        await bench.close()
    }

    @Test func `a reply that is not of the type names its field`() async throws {
        struct Other: Codable { var total: Int }
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        await #expect(throws: VarlinkError.unexpectedField(path: "total", expected: "expected this field")) {
            try await client.call(
                "io.example.Bench.Typed", encoding: Bench.Values(values: []), as: Other.self)
        }
        await bench.close()
    }

    @Test func `where nobody is the message says so`() async throws {
        let scratch = Scratch()
        await #expect(throws: VarlinkError.socketNotFound(path: scratch("a"))) {
            try await VarlinkClient.connect(to: scratch("a"))
        }
        do { _ = try ListeningSocket.open(path: scratch("a"), mode: 0o600, group: nil) }
        #expect(throws: VarlinkError.connectionRefused(path: scratch("a"))) {
            try VarlinkClient.connectAndWait(to: scratch("a"))
        }
        await #expect(throws: VarlinkError.self) {
            try await VarlinkClient.connect(to: scratch(String(repeating: "x", count: 107)))
        }
    }

    // As root no permission is ever missing, so that the translation is tested and not the kernel.
    @Test(arguments: [
        (ENOENT, VarlinkError.socketNotFound(path: "/p")), (ENOTDIR, .socketNotFound(path: "/p")),
        (ECONNREFUSED, .connectionRefused(path: "/p")), (EACCES, .permissionDenied(path: "/p")),
        (EPERM, .permissionDenied(path: "/p")), (EAGAIN, .serverBusy(path: "/p")),
        (ENOMEM, .system(call: "connect", path: "/p", code: ENOMEM)),
    ])
    func `the kernel's refusals have names`(code: Int32, error: VarlinkError) {
        #expect(VarlinkError.connecting(path: "/p", code: code) == error)
    }

    @Test func `a call that was given up keeps its place and its reply is passed over`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let limit = Duration.milliseconds(10)
        await #expect(throws: VarlinkError.timedOut(method: hold, after: limit)) {
            try await client.call(hold, timeout: limit)
        }
        async let next = client.call(echo, ["text": "mine"])
        await bench.held.next().succeed()
        #expect(try await next == ["text": "mine"])
        await bench.close()
    }

    @Test func `a cancelled call ends and the connection goes on`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let call = Task { [hold] () throws(VarlinkError) in try await client.call(hold, timeout: nil) }
        let held = await bench.held.next()
        call.cancel()
        await #expect(throws: VarlinkError.cancelled(method: hold)) { try await call.value }
        held.succeed()
        #expect(try await client.call(echo).isEmpty)
        await bench.close()
    }

    @Test func `calls of many tasks get their own replies`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask { [echo] in
                    try await client.call(echo, ["text": .string("\(index)")]) == ["text": .string("\(index)")]
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
        await bench.close()
    }

    @Test func `a connection with a stream refuses other calls and says what to do`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let replies = client.callMore("io.example.Bench.Watch")
        let watched = await bench.watched.next()
        let busy = VarlinkError.connectionBusy(method: "io.example.Bench.Watch")
        await #expect(throws: busy) { try await client.call(echo) }
        await #expect(throws: busy) { try await client.callOneway(echo) }
        var second = client.callMore("io.example.Bench.Watch").makeAsyncIterator()
        await #expect(throws: busy) { try await second.next() }
        #expect(watched.offer { _ in ["value": 1, "dropped": 0] } == .accepted)
        var iterator = replies.makeAsyncIterator()
        #expect(try await iterator.next()?["value"] == 1)
        await bench.close()
    }

    @Test func `a connection that ends fails every call that waits, and every later one`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        async let first = client.call(hold)
        let held = await bench.held.next()
        await bench.server.close(grace: .milliseconds(1))
        #expect(!held.succeed())
        let ended = VarlinkError.connectionClosed(method: hold)
        do {
            _ = try await first
            Issue.record("it cannot have been answered")
        } catch {
            #expect(error as? VarlinkError == ended)
        }
        await #expect(throws: ended) { try await client.call(hold) }
        client.close()
        client.close()
        await #expect(throws: ended) { try await client.call(hold) }
    }

    @Test func `a oneway call goes out and is not waited for`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        try await client.callOneway("io.example.Bench.Stop")
        #expect(await bench.stops.next().oneway)
        await bench.close()
    }

    @Test func `a program without tasks can call, too`() async throws {
        let bench = try Bench()
        try blockingCalls(to: bench.path)
        #expect(bench.stops.count == 1)
        bench.server.closeAndWait()
    }

    private func blockingCalls(to path: String) throws {
        let client = try VarlinkClient.connectAndWait(to: path)
        #expect(try client.callAndWait(echo, ["text": "x"]) == ["text": "x"])
        try client.callOnewayAndWait("io.example.Bench.Stop")
        #expect(try client.callAndWait(echo).isEmpty)
        #expect(throws: VarlinkError.timedOut(method: hold, after: .milliseconds(10))) {
            try client.callAndWait(hold, timeout: .milliseconds(10))
        }
        client.close()
    }

    @Test func `every error says something`() {
        let errors: [VarlinkError] = [
            .socketNotFound(path: "/p"), .connectionRefused(path: "/p"), .permissionDenied(path: "/p"),
            .timedOut(method: "a.b.C", after: .seconds(1)), .errorReply(.methodNotFound("a.b.C")),
            .badInterface(line: 3, column: 4, reason: "r"),
        ]
        for error in errors { #expect("\(error)".count > 20) }
        #expect(
            "\(VarlinkError.errorReply(.methodNotFound("a.b.C")))"
                == #"the service answered org.varlink.service.MethodNotFound {"method":"a.b.C"}"#)
    }
}

@Suite(.timeLimit(.minutes(1))) struct RudeServerTests {
    private func failure(after bytes: [UInt8]) async throws -> VarlinkError? {
        let scratch = Scratch()
        let server = try RudeServer(scratch("a"))
        server.answer(with: bytes)
        let client = try await VarlinkClient.connect(to: scratch("a"))
        do throws(VarlinkError) {
            _ = try await client.call("a.b.C", timeout: nil)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["garbage", "", "{"])
    func `an answer that is no JSON fails the call`(answer: String) async throws {
        guard case .notJSON = try await failure(after: [UInt8](answer.utf8) + [0]) else {
            Issue.record("another failure")
            return
        }
    }

    @Test(arguments: ["[]", #"{"continues":true}"#, #"{"error":5}"#, #"{"parameters":[]}"#])
    func `an answer that is no reply fails the call`(answer: String) async throws {
        guard case .notAReply = try await failure(after: [UInt8](answer.utf8) + [0]) else {
            Issue.record("another failure")
            return
        }
    }

    @Test func `an answer without end fails the call`() async throws {
        let error = try await failure(after: [UInt8](repeating: 0x20, count: (1 << 20) + 1))
        #expect(error == .messageTooLong(limit: 1 << 20))
    }
}
