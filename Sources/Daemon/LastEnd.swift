public import Foundation

/// How the daemon ended last, as the service manager saw it: written after its end, told to the operator at the next start.
///
/// A small file of lines `key=value` beside the records. A bad end stays until a status has told of it; a good one in
/// between does not hide it.
public struct LastEnd: Equatable, Sendable {
    /// Why the service ended: `watchdog`, `signal`, `core-dump`, `exit-code`, `timeout`, … (systemd.exec(5), SERVICE_RESULT).
    public var result: String
    /// The signal or the exit code.
    public var status: String
    /// When, in ISO 8601.
    public var at: String

    static let fileName = "last-end"

    /// What the service manager told the command that runs after the service; nil where it told nothing.
    public init?(environment: [String: String], at date: Date = Date()) {
        guard let result = environment["SERVICE_RESULT"] else { return nil }
        self.init(result: result, status: environment["EXIT_STATUS"] ?? "", at: date.formatted(.iso8601))
    }

    init(result: String, status: String, at: String) {
        self.result = result
        self.status = status
        self.at = at
    }

    /// What was noted in the state directory; nil where nothing was.
    static func read(in directory: String) -> LastEnd? {
        guard let data = FileManager.default.contents(atPath: "\(directory)/\(fileName)"), data.count < 4096 else {
            return nil
        }
        var values: [Substring: Substring] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let result = values["result"] else { return nil }
        return LastEnd(
            result: String(result), status: String(values["status"] ?? ""), at: String(values["at"] ?? ""))
    }

    /// Notes it in the state directory, unless it was a good end.
    ///
    /// - Throws: what the file system refused.
    public func write(in directory: String) throws {
        guard result != "success" else { return }
        let text = "result=\(result)\nstatus=\(status)\nat=\(at)\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(LastEnd.fileName)"), options: .atomic)
    }

    /// Forgets what was noted, because it was told.
    static func forget(in directory: String) {
        try? FileManager.default.removeItem(atPath: "\(directory)/\(fileName)")
    }

    /// What an operator should know of it.
    var sentence: String {
        switch result {
        case "watchdog":
            "At \(at) the control loop had stopped and the service manager ended myothermd (watchdog). It was started again; "
                + "the device had switched output off by itself. Report this if it comes again."
        case "signal", "core-dump": "At \(at) myothermd was ended by signal \(status), and was started again."
        case "oom-kill": "At \(at) the system ran out of memory and ended myothermd; it was started again."
        default: "At \(at) myothermd ended badly (\(result) \(status)), and was started again."
        }
    }
}
