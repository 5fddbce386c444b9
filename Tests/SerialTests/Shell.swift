import Glibc
import Testing

/// A child process that holds a file open, without a lock, until it is told to end: a terminal program.
final class Shell {
    let processID: Int32
    private let channel: Int32

    /// Starts a shell that opens `path`, and returns once it has.
    init(holding path: String) throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        try #require(unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0)
        channel = ends[0]
        processID = try Self.start("exec 3<>\"$1\"; echo ready; read line", path, on: ends[1])
        close(ends[1])
        try #require(wait(for: POLLIN, on: channel), "the shell says that it is ready")
        var answer = [UInt8](repeating: 0, count: 5)
        let count = unsafe read(channel, &answer, answer.count)
        try #require(count == 5)
    }

    /// Ends it, and returns once it has ended.
    deinit {
        close(channel)
        var status: Int32 = 0
        while unsafe waitpid(processID, &status, 0) < 0 && errno == EINTR {}
    }

    /// Starts `script` with one argument; its input and output are `descriptor`.
    private static func start(_ script: String, _ argument: String, on descriptor: Int32) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        let command: [String] = ["sh", "-c", script, "sh", argument]
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        var child: pid_t = 0
        let result = unsafe posix_spawn(&child, "/bin/sh", &actions, nil, &words, environ)
        try #require(result == 0)
        return child
    }
}
