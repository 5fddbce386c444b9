public import Foundation

/// How the daemon ended, as the service manager saw it: written after its end, told to the operator from the next start on.
///
/// A small file beside the records, one line for each bad end; a person's acknowledgement removes it.
public struct LastEnd: Equatable, Sendable {
    /// Why the service ended: `watchdog`, `signal`, `core-dump`, `exit-code`, `timeout`, … (systemd.exec(5), SERVICE_RESULT).
    public var result: String
    /// The signal or the exit code.
    public var status: String
    /// When, in ISO 8601.
    public var at: String
    /// Whether every device that was there measured zero after the STOP that followed.
    public var isZero: Bool

    static let fileName = "last-end"
    /// More bad ends than anybody reads.
    private static let most = 5

    /// What the service manager told the command that runs after the service; nil where it told nothing.
    public init?(environment: [String: String], isZero: Bool, at date: Date = Date()) {
        guard let result = environment["SERVICE_RESULT"] else { return nil }
        self.init(
            result: LastEnd.word(result), status: LastEnd.word(environment["EXIT_STATUS"] ?? ""),
            at: date.formatted(.iso8601), isZero: isZero)
    }

    init(result: String, status: String, at: String, isZero: Bool) {
        (self.result, self.status, self.at, self.isZero) = (result, status, at, isZero)
    }

    /// What was noted in the state directory, oldest first.
    static func read(in directory: String) -> [LastEnd] {
        guard let data = FileManager.default.contents(atPath: "\(directory)/\(fileName)"), data.count < 65_536 else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap(LastEnd.init(line:)).suffix(most)
    }

    private init?(line: Substring) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 4, words[3] == "zero" || words[3] == "unconfirmed" else { return nil }
        self.init(result: words[1], status: words[2], at: words[0], isZero: words[3] == "zero")
    }

    /// Notes it in the state directory behind those before, unless it was a good end with everything at zero.
    ///
    /// - Throws: what the file system refused.
    public func write(in directory: String) throws {
        guard result != "success" || !isZero else { return }
        let ends = (LastEnd.read(in: directory) + [self]).suffix(LastEnd.most)
        let lines = ends.map { "\($0.at) \($0.result) \($0.status) \($0.isZero ? "zero" : "unconfirmed")\n" }
        try Data(lines.joined().utf8).write(
            to: URL(fileURLWithPath: "\(directory)/\(LastEnd.fileName)"), options: .atomic)
    }

    /// Forgets what was noted, because a person has acknowledged it.
    static func forget(in directory: String) {
        try? FileManager.default.removeItem(atPath: "\(directory)/\(fileName)")
    }

    /// What an operator should know of it.
    var sentence: String {
        let end =
            switch result {
            case "watchdog":
                "At \(at) the control loop stood still and the service manager ended myothermd (watchdog); report this if it "
                    + "comes again."
            case "signal", "core-dump": "At \(at) myothermd was ended by signal \(status)."
            case "oom-kill": "At \(at) the system ran out of memory and ended myothermd."
            case "success": "At \(at) myothermd ended."
            default: "At \(at) myothermd ended badly (\(result) \(status))."
            }
        return isZero
            ? end
            : end + " Its device was not seen to be at zero afterwards: if it has power, see to it and to the patient."
    }

    private static func word(_ text: String) -> String {
        let word = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return word.isEmpty ? "-" : word
    }
}
