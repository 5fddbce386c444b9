import Units
import Wire

/// A command that was sent and whose answer is not known.
struct PendingCommand: Equatable, Sendable {
    static let greatestAttempts: UInt8 = 5

    var command: HostCommand
    var sequence: UInt32
    var deadline: Instant?
    var sent: Instant
    var attempts: UInt8 = 1

    init(command: HostCommand, sequence: UInt32, deadline: Instant?, sent: Instant) {
        self.command = command
        self.sequence = sequence
        self.deadline = deadline
        self.sent = sent
    }
}

/// The commands in flight, oldest first: at most four, because 96 bytes hold no more of the shortest ones.
struct CommandWindow: Sendable {
    static let capacity = 4
    /// How many numbers the window may span: for so many the device keeps the results for commands that come again.
    static let span: UInt32 = 8

    private var entries: InlineArray<4, PendingCommand> = InlineArray(
        repeating: PendingCommand(command: .disarm(Disarm()), sequence: 0, deadline: nil, sent: .zero))
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Whether the command `sequence` may follow.
    func admits(_ sequence: UInt32) -> Bool {
        guard count > 0 else { return true }
        return count < CommandWindow.capacity && sequence &- entries[0].sequence < CommandWindow.span
    }

    var first: PendingCommand? { count > 0 ? entries[0] : nil }

    subscript(index: Int) -> PendingCommand { entries[index] }

    func count(of opcode: Opcode) -> Int {
        var found = 0
        for index in 0..<count where entries[index].command.opcode == opcode { found += 1 }
        return found
    }

    mutating func append(_ pending: PendingCommand) {
        entries[count] = pending
        count += 1
    }

    /// Only the oldest one's attempts count: nothing behind it can be taken before it is.
    mutating func markSent(_ index: Int, at now: Instant) {
        entries[index].sent = now
        if index == 0 { entries[index].attempts += 1 }
    }

    mutating func removeAll() { count = 0 }

    /// Takes out the command that an answer is about.
    mutating func remove(sequence: UInt32) -> HostCommand? {
        for index in 0..<count where entries[index].sequence == sequence {
            let command = entries[index].command
            for next in index..<(count - 1) { entries[next] = entries[next + 1] }
            count -= 1
            return command
        }
        return nil
    }

    /// Takes out the segments that the device has taken; a refused one would have tripped it, so no result is missing.
    mutating func removeSegments(upTo taken: UInt32) {
        var index = 0
        while index < count {
            if entries[index].command.opcode == .segment, entries[index].sequence <= taken {
                _ = remove(sequence: entries[index].sequence)
            } else {
                index += 1
            }
        }
    }

    /// Whether sending the window again would send something that can no longer be of use.
    func isTooLate(at now: Instant) -> Bool {
        for index in 0..<count {
            if let deadline = entries[index].deadline, now > deadline { return true }
        }
        return false
    }
}
