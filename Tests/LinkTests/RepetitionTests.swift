@_spi(Energy) import Link
import Testing
import Units
import Wire

/// What a device says to a command that comes again.
struct RepetitionTests {
    /// The acknowledgements that the device has ready.
    func acknowledgements(_ bench: inout Bench) -> [(about: UInt32, result: CommandResult)] {
        var decoder = FrameDecoder()
        let seed = SessionSeed(bootID: bench.device.bootID, hostInstance: bench.host.hostInstance)
        var found: [(UInt32, CommandResult)] = []
        for byte in Bench.drain(&bench.device.out) where decoder.push(byte) == .frame {
            guard let header = try? decoder.header(seed: seed), header.opcode == .acknowledgement,
                let answer = try? decoder.message(Acknowledgement.self, after: header)
            else { continue }
            found.append((answer.about, answer.result))
        }
        return found
    }

    func frame(_ message: some Message, sequence: UInt32, on bench: Bench) -> [UInt8] {
        let seed = SessionSeed(bootID: bench.device.bootID, hostInstance: bench.host.hostInstance)
        let frame = message.frame(number: 9, epoch: bench.device.epoch, sequence: sequence, seed: seed)
        return (0..<frame.count).map { frame[$0] }
    }

    @Test func `a repeated command gets the result that it had, and is not executed again`() {
        var bench = Bench.inSession()
        bench.answersCommands = false
        let bytes = frame(Pause(), sequence: 1, on: bench)
        bench.give(bytes)
        bench.device.answer(1, with: .wrongState)
        #expect(acknowledgements(&bench).map(\.result) == [.wrongState])
        bench.give(bytes)
        bench.give(bytes)
        #expect(acknowledgements(&bench).map(\.result) == [.wrongState, .wrongState])
        #expect(bench.executed.count == 1)
    }

    @Test func `a command that comes again before it has a result gets no invented one`() {
        var bench = Bench.inSession()
        bench.answersCommands = false
        let bytes = frame(SelfTest(.sensors), sequence: 1, on: bench)
        bench.give(bytes)
        bench.give(bytes)
        #expect(acknowledgements(&bench).isEmpty)
        bench.device.answer(1, with: .done)
        #expect(acknowledgements(&bench).map(\.result) == [.done])
        #expect(bench.executed.count == 1)
    }

    @Test func `the same number with other bytes is a conflict`() {
        var bench = Bench.inSession()
        bench.give(frame(Pause(), sequence: 1, on: bench))
        _ = acknowledgements(&bench)
        bench.give(frame(Disarm(), sequence: 1, on: bench))
        #expect(bench.conflicts == [1])
        #expect(acknowledgements(&bench).map(\.result) == [.sequenceConflict])
        #expect(bench.executed.map(\.command) == [pause])
    }

    @Test func `a command behind a gap is not taken`() {
        var bench = Bench.inSession()
        bench.give(frame(Pause(), sequence: 2, on: bench))
        #expect(bench.executed.isEmpty)
        #expect(bench.device.lastTaken == 0)
        bench.give(frame(Disarm(), sequence: 1, on: bench))
        bench.give(frame(Pause(), sequence: 2, on: bench))
        #expect(bench.executed.map(\.command) == [disarm, pause])
    }

    /// The first command of the session, a self-test with this payload.
    func selfTest(_ payload: [UInt8], on bench: Bench) -> [UInt8] {
        let seed = SessionSeed(bootID: bench.device.bootID, hostInstance: bench.host.hostInstance)
        var raw = FrameBuffer()
        for byte in [Opcode.selfTest.rawValue, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0] + payload { raw.append(byte) }
        let checksum = raw.withBytes { Checksum.crc32c($0, count: raw.count, seed: seed.value) }
        for shift in [0, 8, 16, 24] as [UInt32] { raw.append(UInt8(truncatingIfNeeded: checksum >> shift)) }
        return stuffed((0..<raw.count).map { raw[$0] })
    }

    @Test func `a command with a value out of range is answered as malformed, and the next one is taken`() {
        var bench = Bench.inSession()
        bench.give(selfTest([99], on: bench))
        let answers = acknowledgements(&bench)
        #expect(answers.map(\.about) == [1])
        #expect(answers.map(\.result) == [.malformed])
        #expect(bench.executed.isEmpty)
        bench.give(frame(Pause(), sequence: 2, on: bench))
        #expect(bench.executed.map(\.command) == [pause])
    }

    @Test func `a command of another length is dropped and counted, and not taken`() {
        var bench = Bench.inSession()
        let damaged = bench.device.damagedFrames
        for payload in [[], [3, 0]] as [[UInt8]] { bench.give(selfTest(payload, on: bench)) }
        #expect(bench.device.damagedFrames == damaged + 2)
        #expect(bench.device.lastTaken == 0)
        #expect(acknowledgements(&bench).isEmpty)
        bench.give(frame(Pause(), sequence: 1, on: bench))
        #expect(bench.executed.map(\.command) == [pause])
    }

    @Test func `without a session a frame that cannot be checked is not counted`() {
        let inSession = Bench.inSession()
        var device = DeviceEndpoint(bootID: inSession.device.bootID)
        let bytes = frame(Pause(), sequence: 1, on: inSession)
        var cursor = 0
        #expect(device.receive(bytes.span, from: &cursor, at: .zero) == .nothing)
        #expect(device.damagedFrames == 0)
    }

    /// The first command's answer is lost again and again while others are answered: it must still be in the device's
    /// memory when it is asked for.
    @Test func `no command gets so far ahead that an older one's result is forgotten`() {
        var bench = Bench.inSession()
        bench.serves = false
        bench.answersCommands = false
        bench.send(pause)
        bench.run(for: .milliseconds(10))
        bench.answersCommands = true
        var sent = 0
        for number in 0..<30 {
            if bench.host.sendEnergy(segment(Int64(number)), deadline: nil, at: bench.now) { sent += 1 }
            bench.run(for: .milliseconds(10))
        }
        #expect(sent == 7)
        bench.device.answer(1, with: .wrongState)
        _ = Bench.drain(&bench.device.out)
        bench.serves = true
        bench.run(for: .milliseconds(20))
        #expect(bench.results.contains { $0.command == pause && $0.result == .wrongState })
        bench.sendEnergy(segment(99))
    }

    /// COBS of a short frame, written down a second time.
    func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.split(separator: 0, omittingEmptySubsequences: false).flatMap { [UInt8($0.count + 1)] + $0 } + [0]
    }
}
