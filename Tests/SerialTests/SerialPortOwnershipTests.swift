import CLinux
import Glibc
import Serial
import Testing

extension Lines {
    struct Ownership {
        @Test func `a second opening is refused and names this process`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            guard case .busy(let path, let holder?) = refusal(opening: terminal.slavePath) else {
                Issue.record("the second opening must be refused as busy, with a holder")
                return
            }
            #expect(path == terminal.slavePath)
            #expect(holder.processID == getpid())
            #expect(!holder.name.isEmpty)
            port.close()
        }

        @Test func `a refused opening leaves the owner's line as it was`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard3000000)
            #expect(write([7, 8], to: terminal) == .wrote(2))
            try #require(wait(for: POLLIN, on: port.descriptor))
            #expect(refusal(opening: terminal.slavePath) != nil)
            let mode = myotherm_line_read(port.descriptor)
            #expect(mode.output_baud == 3_000_000)
            #expect(collect(2, from: port) == [7, 8])
        }

        @Test func `a closed port can be opened again`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            port.close()
            #expect(refusal(opening: terminal.slavePath) == nil)
        }

        @Test func `a port that goes out of scope gives the line back`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            func leave() throws {
                _ = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            }
            try leave()
            #expect(refusal(opening: terminal.slavePath) == nil)
        }

        @Test func `another process that asked for no lock is found and named`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let shell = try Shell(holding: terminal.slavePath)
            let holder = LineHolder(processID: shell.processID, name: "sh")
            #expect(refusal(opening: terminal.slavePath) == .busy(path: terminal.slavePath, by: holder))
        }

        @Test func `the path in a refusal is the one that was given`() throws {
            let scratch = try Scratch()
            var terminal = try PseudoTerminal.open(holdsSlave: true)
            try terminal.placeLink(at: scratch.file("line"))
            let shell = try Shell(holding: terminal.slavePath)
            let holder = LineHolder(processID: shell.processID, name: "sh")
            #expect(refusal(opening: scratch.file("line")) == .busy(path: scratch.file("line"), by: holder))
        }

        @Test func `a process that let go is no hindrance`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            _ = try Shell(holding: terminal.slavePath)
            #expect(refusal(opening: terminal.slavePath) == nil)
        }

        @Test func `the simulator's own hold on the slave is no rival`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let holdsSlave = terminal.holdsSlave
            #expect(holdsSlave)
            #expect(refusal(opening: terminal.slavePath) == nil)
        }

        @Test func `a user without permission learns which group owns the node`() async {
            await #expect(processExitsWith: .success) {
                let terminal = try PseudoTerminal.open(holdsSlave: false)
                let path = terminal.slavePath
                // Root becomes nobody; any other user is the node's owner and is shut out as that.
                let isRoot = geteuid() == 0
                try #require(unsafe chmod(path, isRoot ? 0o660 : 0o060) == 0)
                if isRoot {
                    try becomeNobody()
                }
                guard case .noPermission(path, let node?) = refusal(opening: path) else {
                    Issue.record("the opening must be refused for want of permission")
                    return
                }
                #expect(!node.group.isEmpty)
                #expect(node.groupMayUse)
                #expect(SerialError.noPermission(path: path, node: node).description.contains("group \(node.group)"))
            }
        }

        @Test func `a line marked exclusive by another is busy`() async {
            await #expect(processExitsWith: .success) {
                let terminal = try PseudoTerminal.open(holdsSlave: false)
                let path = terminal.slavePath
                let other = try openPlainly(path)
                try #require(myotherm_ownership_set_exclusive(other, 1) == 0)
                if geteuid() == 0 {
                    // The mark does not stop root.
                    try #require(unsafe chmod(path, 0o666) == 0)
                    try becomeNobody()
                }
                guard case .busy(path, _) = refusal(opening: path) else {
                    Issue.record("the opening must be refused as busy")
                    return
                }
            }
        }
    }
}
