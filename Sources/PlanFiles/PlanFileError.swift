/// Why a plan file cannot be used.
public enum PlanFileError: Error, Equatable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(file: String, reason: String)
    /// The path is a directory, a pipe or a device.
    case notARegularFile(file: String)
    /// The file has more bytes than `PlanFile.largestSize`.
    case tooLarge(file: String)
    /// The bytes are not UTF-8, from the given line on.
    case notUTF8(file: String, line: Int)
    /// The text says something that no plan may say; all that was found, in the order of lines, never empty.
    case refused([Problem])

    /// The whole refusal, one line for each problem.
    public var message: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .notARegularFile(let file): "\(file): is no regular file (name the plan file itself)"
        case .tooLarge(let file):
            "\(file): is larger than \(PlanFile.largestSize) bytes, and no plan is (check that it is one)"
        case .notUTF8(let file, let line): "\(file):\(line): is not UTF-8 (save it in that encoding)"
        case .refused(let problems): problems.map(\.message).joined(separator: "\n")
        }
    }
}

extension PlanFileError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
