import Testing
import Varlink

/// Methods behind a rule.
@Suite(.timeLimit(.minutes(1))) struct `A rule` {
    private static let text = """
        interface io.example.Ruled
        method Do() -> ()
        method Watch() -> ()
        error No ()
        """

    @Test func `keeps from a method what it refuses, by the socket of the call, and lets everything else through`()
        async throws
    {
        let scratch = Scratch()
        let done = Mailbox<String>()
        let no = VarlinkErrorReply(name: "io.example.Ruled.No")
        let methods: [VarlinkMethod] = [
            .callback("Do", isUrgent: true) { call, reply in
                done.post(call.socket)
                reply.succeed()
            },
            .streaming("Watch") { call, reply in
                done.post(call.socket)
                reply.succeed()
            },
        ]
        let interface = try VarlinkInterface(
            text: Self.text,
            methods: methods.map { method in
                let ruled = method.behind { call throws(VarlinkErrorReply) in
                    if call.socket != "all" { throw no }
                }
                #expect(ruled.name == method.name && ruled.isUrgent == method.isUrgent)
                #expect(ruled.isStreaming == method.isStreaming)
                return ruled
            })
        let server = try VarlinkServer(
            identity: .init(vendor: "Example", product: "Ruled", version: "1", url: "https://example.io"),
            interfaces: [interface])
        try server.listen(at: scratch("all"), name: "all")
        try server.listen(at: scratch("some"), name: "some")
        let all = try await VarlinkClient.connect(to: scratch("all"))
        let some = try await VarlinkClient.connect(to: scratch("some"))
        await #expect(throws: VarlinkError.errorReply(no)) { try await some.call("io.example.Ruled.Do") }
        #expect(try await all.call("io.example.Ruled.Do").isEmpty)
        #expect(await done.next() == "all")
        var updates = some.callMore("io.example.Ruled.Watch").makeAsyncIterator()
        await #expect(throws: VarlinkError.errorReply(no)) { try await updates.next() }
        #expect(done.count == 0)
        await server.close()
    }
}
