import CSystemd
import Glibc

/// Where entries go.
enum LogOutput: Equatable, Sendable {
    /// To journald, with all fields.
    case journal
    /// To standard error, as lines.
    case standardError

    /// The journal when standard error leads there, by what systemd says of the stream that it made of it; a person's
    /// terminal, a file and a pipe get lines.
    static var ofThisProcess: LogOutput {
        guard let stream = unsafe getenv("JOURNAL_STREAM") else { return .standardError }
        var device: UInt64 = 0
        var inode: UInt64 = 0
        guard unsafe myotherm_journal_identify(STDERR_FILENO, &device, &inode) == 0 else { return .standardError }
        return unsafe isStream(String(cString: stream), device: device, inode: inode) ? .journal : .standardError
    }

    /// Whether `JOURNAL_STREAM`, device and inode in decimal with a colon in between, names this one (systemd.exec(5)).
    static func isStream(_ text: String, device: UInt64, inode: UInt64) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && UInt64(parts[0]) == device && UInt64(parts[1]) == inode
    }

    /// Writes an entry; may block for as long as whoever reads takes.
    func write(_ entry: LogEntry) {
        switch self {
        case .journal: if !LogOutput.send(entry.journalFields) { LogOutput.print(entry) }
        case .standardError: LogOutput.print(entry)
        }
    }

    /// Whether journald took it.
    private static func send(_ fields: [String]) -> Bool {
        let taken = fields.prefix(Int(myotherm_journal_fields))
        let bytes = taken.flatMap(\.utf8)
        let lengths = taken.map { UInt32($0.utf8.count) }
        return unsafe myotherm_journal_send(bytes, lengths, Int32(taken.count)) == 0
    }

    /// A full disk or a closed pipe behind standard error ends no treatment.
    private static func print(_ entry: LogEntry) {
        let line = Array("myothermd: \(entry.message)\n".utf8)
        var begin = 0
        while begin < line.count {
            let written = unsafe line.withUnsafeBytes { bytes in
                unsafe Glibc.write(STDERR_FILENO, bytes.baseAddress.map { unsafe $0 + begin }, bytes.count - begin)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            begin += written
        }
    }
}
