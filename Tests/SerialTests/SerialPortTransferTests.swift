import Glibc
import Serial
import Testing

extension Lines {
    struct Transfer {
        private let allValues = (0...255).map { UInt8($0) }

        @Test func `every byte value reaches the device unchanged`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write(allValues, to: port) == .wrote(256))
            #expect(collect(256, from: terminal) == allValues)
        }

        @Test func `every byte value reaches the host unchanged`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write(allValues, to: terminal) == .wrote(256))
            #expect(collect(256, from: port) == allValues)
        }

        @Test(arguments: [0x00, 0x03, 0x04, 0x0a, 0x0d, 0x11, 0x13, 0x1a, 0x1c, 0x7f, 0xff] as [UInt8])
        func `a value that terminals act on passes alone and is not echoed`(_ value: UInt8) throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write([value, 0x55], to: terminal) == .wrote(2))
            #expect(collect(2, from: port) == [value, 0x55])
            #expect(write([value, 0xaa], to: port) == .wrote(2))
            #expect(collect(2, from: terminal) == [value, 0xaa])
            #expect(readOnce(terminal) == .nothing)
            #expect(readOnce(port) == .nothing)
        }

        @Test func `a quiet line reads as nothing, not as a hang-up`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(readOnce(port) == .nothing)
            #expect(readOnce(terminal) == .nothing)
        }

        @Test func `a read takes what fits and leaves the rest`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write([1, 2, 3, 4, 5], to: terminal) == .wrote(5))
            try #require(wait(for: POLLIN, on: port.descriptor))
            var buffer: [UInt8] = [0, 0]
            var span = buffer.mutableSpan
            let first = port.read(into: &span)
            #expect(first == .bytes(2))
            #expect(buffer == [1, 2])
            #expect(collect(3, from: port) == [3, 4, 5])
        }

        @Test func `writing nothing takes nothing`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write([], to: port) == .wrote(0))
        }

        @Test func `a full line takes a part, then nothing, and all once it is read`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            // A pattern of prime length, so that a part lost or given twice cannot go unseen.
            let sent = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
            var taken = 0
            var received: [UInt8] = []
            var parts = 0
            var refusals = 0
            while taken < sent.count {
                switch port.write(sent.span.extracting(taken..<sent.count)) {
                case .wrote(let count):
                    taken += count
                    if taken < sent.count { parts += 1 }
                case .wouldBlock:
                    refusals += 1
                    let read = collect(1, from: terminal)
                    try #require(!read.isEmpty, "a full line has something to read")
                    received += read
                case .hangUp, .failed:
                    Issue.record("the line must not fail")
                    return
                }
            }
            received += collect(sent.count - received.count, from: terminal)
            #expect(parts > 0)
            #expect(refusals > 0)
            #expect(received == sent)
        }

        @Test func `the device's end closing is a hang-up for reading and writing`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            terminal.close()
            try #require(wait(for: POLLIN, on: port.descriptor))
            #expect(readOnce(port) == .hangUp)
            #expect(write([1], to: port) == .hangUp)
            #expect(readOnce(port) == .hangUp, "a hang-up is for good")
        }

        @Test func `a hold on the slave does not hide the device's end closing`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            terminal.close()
            try #require(wait(for: POLLIN, on: port.descriptor))
            #expect(readOnce(port) == .hangUp)
        }

        @Test func `the path of a line that is hung up is gone`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let path = terminal.slavePath
            let port = try SerialPort.open(path: path, baud: .standard921600)
            terminal.close()
            // The kernel gives the number to no other pty while this end is still open.
            #expect(refusal(opening: path) == .noSuchPath(path: path))
            port.close()
        }

        @Test func `discarding the output tells what was queued before and after`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write([1, 2, 3], to: port) == .wrote(3))
            // A pty hands over at once: it has no queue to be measured.
            #expect(port.outputQueued() == .bytes(0))
            let outcome = port.discardOutput()
            #expect(outcome.before == .bytes(0))
            #expect(outcome.after == .bytes(0))
            #expect(outcome.refusal == nil)
        }

        @Test func `a port with unread output closes although nobody reads`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            let chunk = [UInt8](repeating: 0x55, count: 4_096)
            while case .wrote = write(chunk, to: port) {}
            port.close()
            #expect(refusal(opening: terminal.slavePath) == nil)
        }

        @Test func `a pty has no modem lines and says so`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            let control = LineControl(descriptor: port.descriptor)
            #expect(control.state() == nil)
            #expect(control.set(.dataTerminalReady, on: false) == .unsupported)
            #expect(control.set(.requestToSend, on: true) == .unsupported)
            port.close()
        }

        @Test func `a pty accepts a break and delivers nothing`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            let control = LineControl(descriptor: port.descriptor)
            #expect(control.setBreak(on: true) == .applied)
            #expect(control.setBreak(on: false) == .applied)
            #expect(write([9], to: port) == .wrote(1))
            #expect(collect(1, from: terminal) == [9])
        }
    }
}
