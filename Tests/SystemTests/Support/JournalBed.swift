import Glibc
import Testing
import Varlink

/// A real journald of a bench's own: in a mount namespace in which `/run` is a folder of the bench.
///
/// It is an instance for a journal namespace: such a one leaves the kernel's messages and its auditing alone.
struct JournalBed: Sendable {
    private static let program = "/lib/systemd/systemd-journald"
    /// Whether there is one, and a user who may start it.
    static let isPossible = unsafe geteuid() == 0 && access(program, X_OK) == 0
    private static let name = "bench"

    private let bench: Bench
    private let journald: Child
    private var run: String { "\(bench.directory)/run" }
    private var log: String { "\(bench.directory)/log" }

    /// Starts it.
    ///
    /// - Throws: a cancellation of the test, where this user or this machine does not allow namespaces.
    init(_ bench: Bench) async throws {
        self.bench = bench
        let directory = bench.directory
        for folder in ["run", "run/systemd", "run/systemd/journal.\(Self.name)", "log"] {
            unsafe mkdir("\(directory)/\(folder)", 0o755)
        }
        unsafe symlink("journal.\(Self.name)", "\(directory)/run/systemd/journal")
        let script = "mount --bind \"$0/run\" /run && mount --bind \"$0/log\" /var/log && exec \"$@\""
        let journald = try bench.start(
            "/usr/bin/unshare", ["--mount", "/bin/sh", "-c", script, directory, Self.program, Self.name])
        self.journald = journald
        try await eventually("journald", within: .seconds(10)) {
            if let ending = journald.poll() { try Test.cancel("no journald here: \(ending) \(journald.complaints)") }
            return unsafe access("\(directory)/run/systemd/journal/socket", F_OK) == 0 ? true : nil
        }
    }

    /// What runs a program as a service of systemd has it: standard error leads to the journal.
    var service: [String] {
        let script =
            "mount --bind \"$0\" /run && JOURNAL_STREAM=\"$(stat -L -c %d:%i /proc/self/fd/2)\" && export JOURNAL_STREAM "
            + "&& exec \"$@\""
        return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, run]
    }

    /// Does as if journald hung, or lets it go on.
    func hang(_ hangs: Bool) { journald.send(hangs ? SIGSTOP : SIGCONT) }

    /// The entries of the daemon so far, oldest first.
    func entries() async throws -> [JSONValue] {
        try await journalctl(["--output", "json", "SYSLOG_IDENTIFIER=myothermd"]).split(separator: "\n")
            .map { try JSONValue(parsing: Array($0.utf8)) }
    }

    /// The same as a person reads them, with what the catalog `text` explains.
    func explained(by text: String) async throws -> String {
        try TextFile.write(text, to: "\(bench.directory)/myotherm.catalog")
        let folder = "\(bench.directory)/image/usr/lib/systemd/catalog"
        let root = "\(bench.directory)/image"
        let making = try bench.start(
            "/bin/sh",
            [
                "-c", "mkdir -p \"$1\" && cp \"$2\" \"$1\" && journalctl --update-catalog --root \"$0\"", root, folder,
                "\(bench.directory)/myotherm.catalog",
            ])
        #expect(try await making.end(within: .seconds(10)) == .exited(0), "\(making.complaints)")
        let script = "mount --bind \"$0/var/lib/systemd/catalog\" /var/lib/systemd/catalog && exec \"$@\""
        let arguments = ["journalctl", "--no-pager", "-x", "-D", folderOfJournal, "SYSLOG_IDENTIFIER=myothermd"]
        let reading = try bench.start("/usr/bin/unshare", ["--mount", "/bin/sh", "-c", script, root] + arguments)
        #expect(try await reading.end(within: .seconds(10)) == .exited(0), "\(reading.complaints)")
        return reading.output
    }

    /// It flushes what it has at its start into the folder that stands for `/var/log`.
    private var folderOfJournal: String {
        let machine = TextFile.read("/etc/machine-id")?.split(separator: "\n").first ?? ""
        return "\(log)/journal/\(machine).\(Self.name)"
    }

    private func journalctl(_ arguments: [String]) async throws -> String {
        let reading = try bench.start("/usr/bin/env", ["journalctl", "--no-pager", "-D", folderOfJournal] + arguments)
        #expect(try await reading.end(within: .seconds(10)) == .exited(0), "\(reading.complaints)")
        return reading.output
    }
}
