public import PlanFiles

/// Why one of the simulator's files cannot be used.
public enum SimulatorFileError: Error, Equatable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(file: String, reason: String)
    /// The path is a directory, a pipe or a device.
    case notARegularFile(file: String)
    /// The file has more than `limit` bytes.
    case tooLarge(file: String, limit: Int)
    /// The bytes are not UTF-8, from the given line on.
    case notUTF8(file: String, line: Int)
    /// The text says something that no such file may say; all that was found, in the order of lines, never empty.
    case refused([Problem])

    /// The whole refusal, one line for each problem.
    public var message: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .notARegularFile(let file): "\(file): is no regular file (name the file itself)"
        case .tooLarge(let file, let limit):
            "\(file): is larger than \(limit) bytes, and no such file is (check that it is one)"
        case .notUTF8(let file, let line): "\(file):\(line): is not UTF-8 (save it in that encoding)"
        case .refused(let problems): problems.map(\.message).joined(separator: "\n")
        }
    }

    /// The same refusal of a file that was read as plan files are.
    init(_ error: PlanFileError, limit: Int) {
        switch error {
        case .unreadable(let file, let reason): self = .unreadable(file: file, reason: reason)
        case .notARegularFile(let file): self = .notARegularFile(file: file)
        case .tooLarge(let file): self = .tooLarge(file: file, limit: limit)
        case .notUTF8(let file, let line): self = .notUTF8(file: file, line: line)
        case .refused(let problems): self = .refused(problems)
        }
    }
}

extension SimulatorFileError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
