import Glibc
import Synchronization

/// A program in a process of its own, its output in two files.
final class Child: Sendable {
    /// How a process ended.
    enum Ending: Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    let name: String
    let processID: pid_t
    private let outputPath: String
    private let errorPath: String
    private let ending = Mutex<Ending?>(nil)

    /// What it has written to standard output so far.
    var output: String { TextFile.read(outputPath) ?? "" }
    /// What it has written to standard error so far.
    var complaints: String { TextFile.read(errorPath) ?? "" }

    /// Starts `arguments[0]`, a path; output goes to `log` with `.out` and `.err` behind it.
    init(_ arguments: [String], log: String) throws(BenchError) {
        outputPath = log + ".out"
        errorPath = log + ".err"
        name = arguments.first.flatMap { $0.split(separator: "/").last.map(String.init) } ?? ""
        processID = try Child.spawn(arguments, output: outputPath, errors: errorPath)
    }

    /// How it ended; nil while it runs.
    func poll() -> Ending? { ending.withLock { Child.reap(processID, &$0, options: WNOHANG) } }

    /// Sends a signal, unless it has ended: its number may be another's by then.
    func send(_ signal: Int32) {
        ending.withLock { ending in
            if Child.reap(processID, &ending, options: WNOHANG) == nil { kill(processID, signal) }
        }
    }

    /// Waits for the end.
    func end(within limit: Duration) async throws -> Ending {
        try await eventually("the end of \(name)", within: limit) { self.poll() }
    }

    /// Ends it in any case, and waits until it has.
    func destroy() {
        send(SIGKILL)
        _ = ending.withLock { Child.reap(processID, &$0, options: 0) }
    }

    private static func reap(_ child: pid_t, _ ending: inout Ending?, options: Int32) -> Ending? {
        if ending != nil { return ending }
        var status: Int32 = 0
        var found: pid_t
        repeat { found = unsafe waitpid(child, &status, options) } while found == -1 && errno == EINTR
        guard found == child else { return nil }
        let signal = status & 0x7f
        ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: signal)
        return ending
    }

    private static func spawn(_ arguments: [String], output: String, errors: String) throws(BenchError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // The threads of the test runner block or ignore signals, and a child would inherit that.
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var vector = unsafe arguments.map { unsafe strdup($0) }
        unsafe vector.append(nil)
        defer { for index in arguments.indices { unsafe free(vector[index]) } }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, arguments[0], &actions, &attributes, vector, environ)
        guard code == 0 else { throw .notStarted(program: arguments[0], errno: code) }
        return child
    }
}
