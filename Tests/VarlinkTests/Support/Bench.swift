import Synchronization
import Varlink

/// A server with one interface that has a method of every kind, on a socket of its own.
final class Bench: Sendable {
    static let text = """
        # For tests.
        interface io.example.Bench

        # Answers with what it was given.
        method Echo(text: ?string) -> (text: ?string)
        # Is answered when the test says so.
        method Hold() -> ()
        # [Requires 'more' flag]
        method Watch() -> (value: int, dropped: int, padding: ?string)
        method Stop() -> ()
        method Fail() -> ()
        method Later() -> ()
        # Is never answered, by mistake.
        method Forget() -> ()
        method Who() -> (pid: int, uid: int, gid: int, socket: string)
        method Typed(values: []int) -> (sum: int)

        error Failed (why: string)
        """

    let scratch = Scratch()
    let server: VarlinkServer
    let held = Mailbox<VarlinkReply>()
    let watched = Mailbox<VarlinkReply>()
    let reports = Mailbox<VarlinkReport>()
    let stops = Mailbox<VarlinkCall>()
    var path: String { scratch("a") }

    struct Values: Codable, Sendable { var values: [Int] }
    struct Sum: Codable, Sendable { var sum: Int }

    init(limits: VarlinkLimits = .standard, listens: Bool = true) throws {
        let interface = try VarlinkInterface(
            text: Self.text,
            methods: [
                .callback("Echo") { call, reply in reply.succeed(call.parameters) },
                .callback("Hold") { [held] _, reply in held.post(reply) },
                .streaming("Watch") { [watched] _, reply in watched.post(reply) },
                .callback("Stop", isUrgent: true) { [stops] call, reply in
                    stops.post(call)
                    reply.succeed()
                },
                .asynchronous("Fail") { _ throws(VarlinkErrorReply) in
                    throw VarlinkErrorReply(name: "io.example.Bench.Failed", parameters: ["why": "asked to"])
                },
                .notImplemented("Later"),
                .callback("Forget") { _, _ in },
                .callback("Who") { call, reply in
                    reply.succeed([
                        "pid": .integer(Int64(call.peer.pid)), "uid": .integer(Int64(call.peer.uid)),
                        "gid": .integer(Int64(call.peer.gid)), "socket": .string(call.socket),
                    ])
                },
                .typed("Typed") { (values: Values, _) throws(VarlinkErrorReply) in
                    Sum(sum: values.values.reduce(0, +))
                },
            ])
        server = try VarlinkServer(
            identity: .init(vendor: "Example", product: "Bench", version: "1.2.3", url: "https://example.io"),
            interfaces: [interface], limits: limits, report: { [reports] in reports.post($0) })
        if listens { try server.listen(at: path, name: "bench") }
    }

    /// Ends the server, and with it every wait of a client.
    func close() async { await server.close() }
}

/// Things that arrive on some thread, waited for by a test.
final class Mailbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var waiters: [CheckedContinuation<Item, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.items.count } }

    func post(_ item: Item) {
        let waiter = state.withLock { state -> CheckedContinuation<Item, Never>? in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.items.append(item)
            return nil
        }
        waiter?.resume(returning: item)
    }

    func next() async -> Item {
        await withCheckedContinuation { waiter in
            let item = state.withLock { state -> Item? in
                guard state.items.isEmpty else { return state.items.removeFirst() }
                state.waiters.append(waiter)
                return nil
            }
            if let item { waiter.resume(returning: item) }
        }
    }
}
