import Units
import Wire

/// What the bench says.
extension Bench {
    func send(bytes: [UInt8]) throws(Finding) {
        do throws(LineFailure) {
            try line.send(bytes)
        } catch {
            throw .lost(error)
        }
    }

    /// The bytes of the next frame with `message`, which can then be damaged or cut.
    func bytes(
        _ message: some Message, sequence: UInt32 = 0, epoch: UInt32? = nil, seed: SessionSeed? = nil
    ) -> [UInt8] {
        let frame = message.frame(
            number: nextFrameNumber(), epoch: epoch ?? self.epoch, sequence: sequence, seed: seed ?? self.seed)
        return (0..<frame.count).map { frame[$0] }
    }

    func send(_ message: some Message, sequence: UInt32 = 0, epoch: UInt32? = nil) throws(Finding) {
        try send(bytes: bytes(message, sequence: sequence, epoch: epoch))
    }

    /// The bytes of a frame whose content no message has, with a good checksum.
    ///
    /// - Parameter content: everything from the opcode on, without the checksum.
    func frame(of content: [UInt8], seed: SessionSeed? = nil) -> [UInt8] {
        let checksum = Checksum.crc32c(content.span, count: content.count, seed: (seed ?? self.seed).value)
        let raw = content + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
        var line: [UInt8] = []
        for piece in raw.split(separator: 0, omittingEmptySubsequences: false) {
            line.append(UInt8(piece.count + 1))
            line += piece
        }
        return line + [0]
    }

    /// The header's bytes of a frame with any opcode, and with a sequence number if one is given.
    func header(_ opcode: UInt8, sequence: UInt32? = nil) -> [UInt8] {
        let number = nextFrameNumber()
        var bytes = [opcode, UInt8(truncatingIfNeeded: number), UInt8(number >> 8)]
        for value in [epoch, sequence].compactMap({ $0 }) {
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        return bytes
    }

    /// A STOP run of as many zeros as a host sends.
    func sendStopRun(zeros: Int = Protocol.stopRunSent) throws(Finding) {
        try send(bytes: [UInt8](repeating: 0, count: zeros))
    }

    /// Leases output by the newest sample, or by the one that is given.
    func lease(_ sample: UInt32? = nil) throws(Finding) {
        guard let newest else { throw .deviates(expected: "fast telemetry", seen: "none") }
        evaluations += 1
        try send(Lease(sample: sample ?? newest.sample.sample, evaluation: evaluations))
    }

    /// Closes the line and opens it again.
    func reopen() throws(Finding) {
        do throws(LineFailure) {
            try line.reopen()
        } catch {
            throw .lost(error)
        }
    }

    /// Sends the next command, again where no answer comes, and gives the result.
    @discardableResult
    func command(_ message: some Message, within limit: Duration = Tolerance.retry) throws(Finding) -> CommandResult {
        sequence += 1
        return try result(of: message, sequence: sequence, within: limit).result
    }

    /// Sends a command under any number, again where no answer comes.
    func result<Command: Message>(
        of message: Command, sequence: UInt32, within limit: Duration = Tolerance.retry
    ) throws(Finding) -> Acknowledgement {
        let mark = mark
        for _ in 0..<Tolerance.attempts {
            try send(message, sequence: sequence)
            let answer = try find(within: limit, from: mark) { (heard: Heard) -> Acknowledgement? in
                heard.message.acknowledgement.flatMap { $0.about == sequence ? $0 : nil }
            }
            if let answer { return answer }
        }
        throw .deviates(
            expected: "an Acknowledgement of \(Command.opcode), command \(sequence)",
            seen: "none, sent \(Tolerance.attempts) times")
    }

    /// Sends a command that must have this result.
    func command(_ message: some Message, mustGive wanted: CommandResult) throws(Finding) {
        try expect("the result of \(type(of: message).opcode)", command(message), wanted)
    }
}
