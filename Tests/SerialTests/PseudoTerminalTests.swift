import CLinux
import Glibc
import Serial
import Testing

extension Lines {
    struct DeviceEnd {
        @Test func `both ends are raw before anybody opens the slave`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let master = myotherm_line_read(terminal.descriptor).is_raw
            let slave = try openPlainly(terminal.slavePath)
            defer { close(slave) }
            #expect(master == 1)
            #expect(myotherm_line_read(slave).is_raw == 1)
        }

        @Test func `before the first host there is nothing to read`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            #expect(readOnce(terminal) == .nothing)
            #expect(pollNow(terminal.descriptor) & POLLHUP == 0)
        }

        @Test func `without a hold the host's leaving is a hang-up, and its return ends it`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let first = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            first.close()
            #expect(readOnce(terminal) == .hangUp)
            #expect(pollNow(terminal.descriptor) & POLLHUP != 0)

            let second = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(readOnce(terminal) == .nothing)
            #expect(write([5], to: second) == .wrote(1))
            #expect(collect(1, from: terminal) == [5])
        }

        @Test func `what the host wrote before it left is still read`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            #expect(write([1, 2], to: port) == .wrote(2))
            try #require(wait(for: POLLIN, on: terminal.descriptor))
            #expect(collect(2, from: terminal) == [1, 2])
            port.close()
        }

        @Test func `with a hold the host's leaving looks like silence`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            port.close()
            #expect(readOnce(terminal) == .nothing)
            #expect(pollNow(terminal.descriptor) & POLLHUP == 0)
        }

        @Test func `a device that nobody reads is told to wait, not failed`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let chunk = [UInt8](repeating: 0x55, count: 4_096)
            var last = WriteOutcome.wrote(0)
            var taken = 0
            while case .wrote(let count) = last, taken < 10_000_000 {
                last = write(chunk, to: terminal)
                taken += count
            }
            #expect(last == .wouldBlock)
        }
    }

    struct Links {
        @Test func `a link leads to the slave and goes with the terminal`() throws {
            let scratch = try Scratch()
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            try terminal.placeLink(at: scratch.file("line"))
            #expect(destination(of: scratch.file("line")) == terminal.slavePath)
            #expect(scratch.names() == ["line"])
            terminal.close()
            #expect(scratch.names() == [])
        }

        @Test func `a link that leads nowhere is replaced`() throws {
            let scratch = try Scratch()
            try #require(unsafe symlink("/nowhere/at/all", scratch.file("line")) == 0)
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            try terminal.placeLink(at: scratch.file("line"))
            #expect(destination(of: scratch.file("line")) == terminal.slavePath)
            #expect(scratch.names() == ["line"])
        }

        @Test func `a link to another pty is replaced, and its maker leaves the new one alone`() throws {
            let scratch = try Scratch()
            var old = try PseudoTerminal.open(holdsSlave: false)
            try old.placeLink(at: scratch.file("line"))
            var new = try PseudoTerminal.open(holdsSlave: false)
            try new.placeLink(at: scratch.file("line"))
            old.close()
            #expect(destination(of: scratch.file("line")) == new.slavePath)
        }

        @Test func `a regular file in the place is refused and kept`() throws {
            let scratch = try Scratch()
            try scratch.write("precious", to: "line")
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            #expect(throws: SerialError.linkOccupied(path: scratch.file("line"))) {
                try terminal.placeLink(at: scratch.file("line"))
            }
            terminal.close()
            #expect(scratch.names() == ["line"])
            #expect(destination(of: scratch.file("line")) == nil)
        }

        @Test func `a directory in the place is refused`() throws {
            let scratch = try Scratch()
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            #expect(throws: SerialError.linkOccupied(path: scratch.path)) {
                try terminal.placeLink(at: scratch.path)
            }
        }

        @Test func `a link to a real device is refused and kept`() throws {
            let scratch = try Scratch()
            try #require(unsafe symlink("/dev/null", scratch.file("line")) == 0)
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            #expect(throws: SerialError.linkOccupied(path: scratch.file("line"))) {
                try terminal.placeLink(at: scratch.file("line"))
            }
            #expect(destination(of: scratch.file("line")) == "/dev/null")
        }

        @Test func `a directory that does not exist is named as missing`() throws {
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            #expect(throws: SerialError.noSuchPath(path: "/nowhere/at/all")) {
                try terminal.placeLink(at: "/nowhere/at/all")
            }
        }

        @Test func `a second link of one terminal takes the place of the first`() throws {
            let scratch = try Scratch()
            var terminal = try PseudoTerminal.open(holdsSlave: false)
            try terminal.placeLink(at: scratch.file("first"))
            try terminal.placeLink(at: scratch.file("second"))
            try terminal.placeLink(at: scratch.file("second"))
            #expect(scratch.names() == ["second"])
            #expect(destination(of: scratch.file("second")) == terminal.slavePath)
        }
    }
}
