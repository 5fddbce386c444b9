import CLinux
import Glibc
import Serial
import Testing

extension Lines {
    /// The one call in which the control loop waits.
    @Suite struct `The wait` {
        private let timer = myotherm_timer_create()
        private let event = myotherm_event_create()

        @Test func `returns for each of its three descriptors alone`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: true)
            let line = terminal.descriptor
            #expect(myotherm_event_signal(event) == 0)
            #expect(myotherm_wait(line, 0, timer, event) == Int32(myotherm_wait_event))
            _ = myotherm_event_read(event)
            #expect(myotherm_timer_set(timer, 1) == 0)
            #expect(myotherm_wait(line, 0, timer, event) == Int32(myotherm_wait_timer))
            _ = myotherm_timer_read(timer)
            #expect(myotherm_wait(line, 1, timer, event) == Int32(myotherm_wait_room))
            terminal.close()
        }

        @Test func `finds a line readable that hung up`() throws {
            let terminal = try PseudoTerminal.open(holdsSlave: false)
            let port = try SerialPort.open(path: terminal.slavePath, baud: .standard921600)
            terminal.close()
            #expect(myotherm_wait(port.descriptor, 0, timer, event) & Int32(myotherm_wait_line) != 0)
            port.close()
        }

        @Test func `waits without a line`() {
            #expect(myotherm_event_signal(event) == 0)
            #expect(myotherm_wait(-1, 1, timer, event) == Int32(myotherm_wait_event))
        }
    }

    /// What the control thread asks of the kernel.
    @Suite struct `Real time` {
        @Test func `a refusal is a number, and leaves the policy as it was`() {
            let before = myotherm_realtime_read()
            #expect(before.error == 0)
            #expect(myotherm_realtime_ask(200) == -EINVAL)
            #expect(myotherm_realtime_read().is_realtime == before.is_realtime)
        }

        @Test func `memory is locked only where no limit could make later mappings fail`() {
            let result = myotherm_realtime_lock_memory()
            #expect(result == 0 || result == -EPERM)
            if result == 0 { #expect(munlockall() == 0) }
        }
    }
}
