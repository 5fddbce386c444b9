import Testing

@testable import Varlink

@Suite(.timeLimit(.minutes(1))) struct StreamTests {
    private static let watch = #"{"method":"io.example.Bench.Watch","more":true}"#
    private static let stop = #"{"method":"io.example.Bench.Stop"}"#

    private func value(_ number: Int, padding: String? = nil) -> @Sendable (UInt64) -> JSONObject {
        { dropped in
            var object: JSONObject = ["value": .integer(Int64(number)), "dropped": .integer(Int64(dropped))]
            if let padding { object["padding"] = .string(padding) }
            return object
        }
    }

    @Test func `a stream continues until its last reply and the connection goes on`() async throws {
        let bench = try Bench()
        let client = try RawClient(bench.path)
        await client.send(Self.watch, #"{"method":"io.example.Bench.Echo"}"#)
        let reply = await bench.watched.next()
        for number in 1...3 {
            #expect(reply.offer(value(number)) == .accepted)
            #expect(
                await client.receive()
                    == #"{"parameters":{"value":\#(number),"dropped":0},"continues":true}"#)
        }
        reply.succeed(value(4)(0))
        #expect(await client.receive() == #"{"parameters":{"value":4,"dropped":0}}"#)
        #expect(await client.receive() == #"{"parameters":{}}"#)
        await bench.close()
    }

    @Test func `a stream may end with an error`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let replies = client.callMore("io.example.Bench.Watch").makeAsyncIterator()
        let reply = await bench.watched.next()
        reply.offer(value(1))
        reply.fail(.permissionDenied)
        var iterator = replies
        #expect(try await iterator.next()?["value"] == 1)
        await #expect(throws: VarlinkError.errorReply(.permissionDenied)) { try await iterator.next() }
        #expect(try await client.call("io.example.Bench.Echo").isEmpty)
        await bench.close()
    }

    @Test func `a Stop on a second connection does not wait for a stream`() async throws {
        let bench = try Bench()
        let watcher = try RawClient(bench.path)
        await watcher.send(Self.watch, Self.stop)
        let reply = await bench.watched.next()
        reply.offer(value(1))
        #expect(await watcher.receive() != nil)
        let second = try RawClient(bench.path)
        await second.send(Self.stop)
        #expect(await second.receive() == #"{"parameters":{}}"#)
        #expect(bench.stops.count == 1, "the one behind the stream waits, the one beside it does not")
        #expect(reply.offer(value(2)) == .accepted)
        #expect(await watcher.receive() == #"{"parameters":{"value":2,"dropped":0},"continues":true}"#)
        await bench.close()
    }

    @Test func `a reader that sleeps gets the latest value, is told what it missed, and holds up nobody`() async throws
    {
        let bench = try Bench()
        let sleeper = try RawClient(bench.path)
        await sleeper.send(Self.watch)
        let slow = await bench.watched.next()
        // 64 MiB do not fit the kernel's buffers, whatever their size: most of these must be dropped.
        let padding = String(repeating: "x", count: 64 << 10)
        for number in 1...1000 { #expect(slow.offer(value(number, padding: padding)) != .closed) }

        let awake = try RawClient(bench.path)
        await awake.send(Self.watch)
        let quick = await bench.watched.next()
        for number in 1...10 {
            #expect(quick.offer(value(number)) == .accepted)
            #expect(await awake.receive() == #"{"parameters":{"value":\#(number),"dropped":0},"continues":true}"#)
        }
        let commander = try RawClient(bench.path)
        await commander.send(Self.stop)
        #expect(await commander.receive() == #"{"parameters":{}}"#)

        slow.succeed(value(1001)(slow.dropped))
        var received: [Int64] = []
        var dropped: Int64 = 0
        while received.last != 1001, let text = await sleeper.receive() {
            let parameters = try #require(JSONValue(parsing: text)["parameters"])
            received.append(try #require(parameters["value"]?.integer))
            dropped = try #require(parameters["dropped"]?.integer)
        }
        #expect(received == received.sorted())
        #expect(received.suffix(2) == [1000, 1001], "the value that waited was the latest")
        #expect(dropped > 900)
        #expect(Int64(received.count - 1) + dropped == 1000, "each value was received or counted")
        await bench.close()
    }

    @Test func `the producer hears when a watcher leaves`() async throws {
        let bench = try Bench()
        let left = Mailbox<Bool>()
        do {
            let client = try RawClient(bench.path)
            await client.send(Self.watch)
            let reply = await bench.watched.next()
            reply.whenPeerLeaves { left.post(true) }
            reply.offer(value(1))
            #expect(await client.receive() != nil)
            bench.watched.post(reply)
        }
        #expect(await left.next())
        #expect(await bench.watched.next().offer(value(2)) == .closed)
        await bench.close()
    }

    @Test func `a watcher that leaves with calls behind its stream is noticed all the same`() async throws {
        var limits = VarlinkLimits.standard
        limits.unansweredBytes = 100
        let bench = try Bench(limits: limits)
        let left = Mailbox<Bool>()
        do {
            let client = try RawClient(bench.path)
            await client.send(Self.watch)
            let reply = await bench.watched.next()
            reply.whenPeerLeaves { left.post(true) }
            for _ in 0..<20 { await client.send(Self.stop) }
            bench.watched.post(reply)
        }
        #expect(await left.next())
        #expect(bench.stops.count == 0)
        await bench.close()
    }

    @Test func `a client reads a stream to its end, however slowly`() async throws {
        var limits = VarlinkLimits.standard
        limits.bufferedReplies = 2
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path, limits: limits)
        let replies = client.callMore("io.example.Bench.Watch")
        let reply = await bench.watched.next()
        for number in 1...500 { reply.offer(value(number)) }
        reply.succeed(value(501)(reply.dropped))
        var numbers: [Int64] = []
        for try await reply in replies { numbers.append(try #require(reply["value"]?.integer)) }
        #expect(numbers == numbers.sorted())
        #expect(numbers.suffix(2) == [500, 501])
        await bench.close()
    }

    @Test func `a client that stops reading a stream leaves`() async throws {
        let bench = try Bench()
        let left = Mailbox<Bool>()
        let client = try await VarlinkClient.connect(to: bench.path)
        try await readOne(client, of: bench, left: left)
        #expect(await left.next())
        await bench.close()
    }

    private func readOne(_ client: VarlinkClient, of bench: Bench, left: Mailbox<Bool>) async throws {
        let replies = client.callMore("io.example.Bench.Watch")
        let reply = await bench.watched.next()
        reply.whenPeerLeaves { left.post(true) }
        reply.offer(value(1))
        for try await _ in replies { break }
        bench.watched.post(reply)
    }

    @Test func `a stream that falls silent is given up`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let silence = Duration.milliseconds(10)
        var iterator = client.callMore("io.example.Bench.Watch", silence: silence).makeAsyncIterator()
        let expected = VarlinkError.timedOut(method: "io.example.Bench.Watch", after: silence)
        await #expect(throws: expected) { try await iterator.next() }
        await bench.close()
    }

    @Test func `a cancelled reader ends`() async throws {
        let bench = try Bench()
        let client = try await VarlinkClient.connect(to: bench.path)
        let replies = client.callMore("io.example.Bench.Watch")
        let reader = Task { () throws(VarlinkError) in
            var iterator = replies.makeAsyncIterator()
            return try await iterator.next()
        }
        let watched = await bench.watched.next()
        reader.cancel()
        await #expect(throws: VarlinkError.cancelled(method: "io.example.Bench.Watch")) { try await reader.value }
        watched.succeed()
        await bench.close()
    }
}
