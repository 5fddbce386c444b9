import CLinux
import Control
import Serial
import Synchronization
import Testing
import Units

@testable import Daemon

/// The loop on a real pty, driven turn by turn instead of by its own thread.
@Suite struct `The control loop` {
    /// Collects what the loop gives.
    final class Witness: Sendable {
        struct Seen: Sendable {
            var states: [TreatmentState] = []
            var linesLost = 0
            var answers: [(request: UInt32, answer: Answer)] = []
        }

        let seen = Mutex(Seen())

        var hands: Hands {
            Hands(
                record: { [self] event, _ in
                    if case .entered(let state) = event { seen.withLock { $0.states.append(state) } }
                },
                publish: { _ in },
                answer: { [self] request, answer in seen.withLock { $0.answers.append((request.rawValue, answer)) } },
                lineLost: { [self] _ in seen.withLock { $0.linesLost += 1 } },
                holdHost: { _ in },
                emergency: Emergency { _, _ in })
        }
    }

    private func attached() throws -> (ControlLoop, Terminal, Witness) {
        let terminal = try Terminal()
        let witness = Witness()
        let loop = try ControlLoop(machine: Machine(hostInstance: 7), hands: witness.hands)
        let port = try SerialPort.open(path: terminal.path, baud: .standard921600)
        loop.inbox.put(.attach(OpenLine(port), today: 20_000))
        loop.takeTurn(.inbox)
        return (loop, terminal, witness)
    }

    @Test func `greets a line with a STOP run before anything else`() throws {
        let (loop, terminal, witness) = try attached()
        let bytes = terminal.readAll()
        #expect(bytes.count > 32 && bytes.prefix(32).allSatisfy { $0 == 0 })
        #expect(witness.seen.withLock { $0.states } == [.identifying])
        _ = loop
    }

    @Test func `lets a line that hung up go, and asks for another once`() throws {
        let (loop, terminal, witness) = try attached()
        terminal.close()
        loop.takeTurn(.line)
        loop.takeTurn([.line, .room, .timer])
        #expect(witness.seen.withLock { $0.linesLost } == 1)
        #expect(witness.seen.withLock { $0.states } == [.identifying, .disconnected])
        #expect(loop.line == nil)
    }

    @Test func `keeps what a full line does not take, and sends it when there is room`() throws {
        let (loop, terminal, _) = try attached()
        _ = terminal.readAll()
        let line = try #require(loop.line)
        // The kernel carries bytes on in its own time, and makes room again after the buffer was found full.
        for second in Int64(1)...100 where !loop.lineIsFull {
            // The slave's buffer is filled behind the loop's back.
            for block in [[UInt8](repeating: 0x55, count: 512), [0x55]] {
                while case .wrote = line.write(block.span) {}
            }
            // The device is asked again who it is; a stop would throw away what is stuffed.
            loop.machine.reduce(.timer, at: HostClock.now + .seconds(second), into: &loop.effects)
            loop.perform()
        }
        #expect(loop.lineIsFull)
        let waiting = loop.machine.pendingBytes
        #expect(waiting > 0)
        _ = terminal.readAll()
        loop.takeTurn(.room)
        #expect(!loop.lineIsFull && loop.machine.pendingBytes == 0)
        #expect(terminal.readAll().count >= waiting)
    }

    @Test(.timeLimit(.minutes(1)))
    func `ends its turn while a device floods the line, and has served time and messages`() throws {
        let (loop, terminal, _) = try attached()
        _ = terminal.readAll()
        let flood = Flood(into: terminal.descriptor)
        defer { flood.end() }
        for _ in 0..<20 {
            loop.timer.set(HostClock.now - .seconds(1))
            let ticks = loop.machine.snapshot(at: HostClock.now).timing.ticks.count
            loop.takeTurn([.timer, .line, .inbox])
            #expect(loop.machine.snapshot(at: HostClock.now).timing.ticks.count == ticks + 1)
        }
    }

    @Test func `a stop goes before what waits with it, and what was asked for before it is not done`() throws {
        let (loop, _, witness) = try attached()
        let numbers = 1...5 as ClosedRange<UInt32>
        for number in numbers {
            let command = number == 4 ? OperatorCommand.stop : .start(token: 9)
            loop.inbox.put(.command(command, RequestID(rawValue: number)))
        }
        loop.takeTurn(.inbox)
        let answers = witness.seen.withLock { $0.answers }
        #expect(answers.map(\.request) == [4, 1, 2, 3, 5])
        #expect(answers.first?.answer == .done)
        for answer in answers[1...3] { #expect(answer.answer == .refused(.stopped)) }
        #expect(answers.last?.answer == .refused(.wrongState(.identifying)))
    }

    @Test func `begins and ends on its own thread`() throws {
        let loop = try ControlLoop(machine: Machine(hostInstance: 7), hands: Witness().hands)
        loop.start(priority: nil)
        #expect(loop.close())
    }
}
