import Glibc
import Testing

@testable import Varlink

@Suite(.timeLimit(.minutes(1))) struct ListeningTests {
    private let echo = "io.example.Bench.Echo"

    @Test(arguments: [UInt32(0o660), 0o600, 0o666])
    func `the socket file has the mode that was asked for, whatever the umask`(mode: UInt32) async throws {
        let bench = try Bench(listens: false)
        try bench.server.listen(at: bench.path, name: "a", mode: mode)
        #expect(Scratch.mode(of: bench.path) == UInt32(S_IFSOCK) | mode)
        await bench.close()
    }

    @Test func `closing removes the file`() async throws {
        let bench = try Bench()
        #expect(Scratch.mode(of: bench.path) != nil)
        await bench.close()
        #expect(Scratch.mode(of: bench.path) == nil)
        await bench.close()
    }

    @Test func `closing leaves a file alone that another server has put there`() async throws {
        let bench = try Bench()
        unsafe unlink(bench.path)
        let successor = try Bench(listens: false)
        try successor.server.listen(at: bench.path, name: "a")
        await bench.close()
        let client = try await VarlinkClient.connect(to: bench.path)
        #expect(try await client.call(echo).isEmpty)
        await successor.close()
    }

    @Test func `a dead server's socket is replaced`() async throws {
        let bench = try Bench(listens: false)
        do { _ = try ListeningSocket.open(path: bench.path, mode: 0o600, group: nil) }
        #expect(Scratch.mode(of: bench.path) != nil, "letting the socket go leaves the file")
        await #expect(throws: VarlinkError.connectionRefused(path: bench.path)) {
            try await VarlinkClient.connect(to: bench.path)
        }
        try bench.server.listen(at: bench.path, name: "a")
        let client = try await VarlinkClient.connect(to: bench.path)
        #expect(try await client.call(echo).isEmpty)
        await bench.close()
    }

    @Test func `a living server's socket is refused and left to it`() async throws {
        let bench = try Bench()
        let second = try Bench(listens: false)
        #expect(throws: VarlinkError.addressInUse(path: bench.path)) {
            try second.server.listen(at: bench.path, name: "a")
        }
        await second.close()
        let client = try await VarlinkClient.connect(to: bench.path)
        #expect(try await client.call(echo).isEmpty)
        await bench.close()
    }

    @Test func `what is no socket is refused and left alone`() async throws {
        let bench = try Bench(listens: false)
        let file = unsafe open(bench.path, O_CREAT | O_WRONLY, 0o600)
        close(file)
        #expect(throws: VarlinkError.notASocket(path: bench.path)) {
            try bench.server.listen(at: bench.path, name: "a")
        }
        #expect(Scratch.mode(of: bench.path) == UInt32(S_IFREG) | 0o600)
        await bench.close()
    }

    @Test func `a directory that is missing or locked is named`() async throws {
        let bench = try Bench(listens: false)
        #expect(throws: VarlinkError.system(call: "open", path: bench.scratch("x"), code: ENOENT)) {
            try bench.server.listen(at: bench.scratch("x/a"), name: "a")
        }
        let lock = unsafe open(bench.scratch.path, O_RDONLY | O_DIRECTORY)
        #expect(flock(lock, LOCK_EX) == 0)
        #expect(throws: VarlinkError.directoryLocked(path: bench.path)) {
            try bench.server.listen(at: bench.path, name: "a")
        }
        close(lock)
        #expect(throws: Never.self) { try bench.server.listen(at: bench.path, name: "a") }
        await bench.close()
    }

    @Test func `a socket that listens already is taken over and its file left alone`() async throws {
        let bench = try Bench(listens: false)
        let descriptor = try ListeningSocket.open(path: bench.path, mode: 0o600, group: nil).release()
        // Whoever connected before the server was there is served, too.
        let early = try RawClient(bench.path)
        try bench.server.adopt(descriptor: descriptor, name: "handed over")
        await early.send(#"{"method":"io.example.Bench.Who"}"#)
        #expect(try #require(await early.receive()).contains(#""socket":"handed over""#))
        await bench.close()
        #expect(Scratch.mode(of: bench.path) != nil)
    }

    @Test func `a descriptor that does not listen is refused and stays the caller's`() async throws {
        let bench = try Bench(listens: false)
        let sockets = [
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0), socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0),
            unsafe open("/dev/null", O_RDONLY),
        ]
        for descriptor in sockets {
            #expect(throws: VarlinkError.notListening(descriptor: descriptor)) {
                try bench.server.adopt(descriptor: descriptor, name: "a")
            }
            #expect(close(descriptor) == 0)
        }
        await bench.close()
    }

    @Test func `a closed server takes no more sockets`() async throws {
        let bench = try Bench()
        await bench.close()
        #expect(throws: VarlinkError.serverClosed) { try bench.server.listen(at: bench.path, name: "a") }
        #expect(Scratch.mode(of: bench.path) == nil)
    }

    @Test func `a call under way is answered before its connection is closed, and a stream is not waited for`()
        async throws
    {
        let bench = try Bench()
        let caller = try RawClient(bench.path)
        let watcher = try RawClient(bench.path)
        let idle = try RawClient(bench.path)
        await caller.send(
            #"{"method":"io.example.Bench.Hold"}"#, #"{"method":"io.example.Bench.Stop"}"#)
        await watcher.send(#"{"method":"io.example.Bench.Watch","more":true}"#)
        let held = await bench.held.next()
        let watched = await bench.watched.next()
        async let closing: Void = bench.server.close(grace: .seconds(60))
        #expect(await watcher.receive() == nil)
        #expect(await idle.receive() == nil)
        held.succeed()
        #expect(await caller.receive() == #"{"parameters":{}}"#)
        #expect(await caller.receive() == nil)
        await closing
        #expect(bench.stops.count == 0, "calls that had not begun are not begun")
        #expect(watched.offer { _ in [:] } == .closed)
    }

    @Test func `a call that is not answered does not keep the server from closing`() async throws {
        let bench = try Bench()
        let caller = try RawClient(bench.path)
        await caller.send(#"{"method":"io.example.Bench.Hold"}"#)
        let held = await bench.held.next()
        await bench.server.close(grace: .milliseconds(1))
        #expect(await caller.receive() == nil)
        #expect(!held.succeed())
    }

    @Test func `a user that hoards connections can still send a Stop`() async throws {
        var limits = VarlinkLimits.standard
        limits.connectionsPerUser = 3
        limits.reservedPerUser = 2
        let bench = try Bench(limits: limits)
        let call = #"{"method":"io.example.Bench.Echo"}"#
        let stop = #"{"method":"io.example.Bench.Stop"}"#
        var hoard: [RawClient] = []
        for _ in 0..<3 {
            let client = try RawClient(bench.path)
            await client.send(call)
            #expect(await client.receive() == #"{"parameters":{}}"#)
            hoard.append(client)
        }
        for _ in 0..<20 {
            let client = try RawClient(bench.path)
            await client.send(call, stop, #"{"method":"org.varlink.service.GetInfo"}"#)
            #expect(
                await client.receive() == #"{"error":"org.varlink.service.PermissionDenied","parameters":{}}"#)
            #expect(await client.receive() == #"{"parameters":{}}"#)
            #expect(try #require(await client.receive()).contains("Bench"))
            hoard.append(client)
        }
        #expect(bench.stops.count == 20)
        #expect(bench.server.connectionCount <= 6, "the last to be turned out may still be closing")
        #expect(await hoard[3].receive() == nil, "the oldest of the reserve made room")
        await hoard[0].send(call)
        #expect(await hoard[0].receive() == #"{"parameters":{}}"#, "the ordinary ones stay")
        await bench.close()
    }
}
