import Dispatch
import Glibc
import Testing

@testable import Varlink

/// The server against clients that somebody else wrote.
///
/// A python without the module is a failure and not a reason to skip: whoever names a python wants this test.
@Suite(.timeLimit(.minutes(1))) struct InteropTests {
    private static let python: String? = {
        guard let value = unsafe getenv("MYOTHERM_PYTHON") else { return nil }
        return unsafe String(cString: value)
    }()

    @Test(.enabled(if: python != nil, "set MYOTHERM_PYTHON to a python that has the PyPI module `varlink`"))
    func `the PyPI client introspects, calls and watches`() async throws {
        let python = try #require(Self.python)
        let script = "\(#filePath)".split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/interop.py"
        let bench = try Bench()
        let producer = Task {
            let reply = await bench.watched.next()
            for number: Int64 in 1...3 {
                reply.offer { ["value": .integer(number), "dropped": .integer(Int64($0))] }
            }
            reply.succeed(["value": 4, "dropped": .integer(Int64(reply.dropped))])
        }
        let log = bench.scratch("b")
        let status = await Self.run([python, script, bench.path], log: log)
        #expect(status == 0, "\(Self.text(of: log))")
        #expect(bench.stops.count == 3)
        if status != 0 { bench.watched.post(VarlinkReply(slot: ReplySlot { _ in })) }
        await producer.value
        await bench.close()
    }

    /// Runs a program with its output in a file, and returns its exit code.
    private static func run(_ arguments: [String], log: String) async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "child").async { continuation.resume(returning: spawn(arguments, log: log)) }
        }
    }

    private static func spawn(_ arguments: [String], log: String) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var vector = unsafe arguments.map { unsafe strdup($0) }
        unsafe vector.append(nil)
        defer { for index in arguments.indices { unsafe free(vector[index]) } }
        var child: pid_t = 0
        guard unsafe posix_spawn(&child, arguments[0], &actions, nil, vector, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) == -1 && errno == EINTR {}
        return status == 0 ? 0 : max(1, status >> 8)
    }

    private static func text(of path: String) -> String {
        guard let file = unsafe fopen(path, "r") else { return "it did not start" }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
