import CLinux
import Glibc
import Serial
import Testing

/// The tests that make ptys and start children.
///
/// One at a time: a child between fork and exec holds copies of every descriptor, and with them the locks of a test
/// that runs beside it.
@Suite(.serialized)
enum Lines {}

/// The longest that a test waits for something that must come; reaching it is a failure, never a pass.
private let patience: Int32 = 10_000

/// Waits until `descriptor` is readable, writable or hung up.
func wait(for events: Int32, on descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return unsafe poll(&entry, 1, patience) == 1
}

/// What poll says of `descriptor` now.
func pollNow(_ descriptor: Int32) -> Int32 {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
    _ = unsafe poll(&entry, 1, 0)
    return Int32(entry.revents)
}

/// Opens a port at 921,600 baud and closes it again: the refusal, or nil if there was none.
func refusal(opening path: String) -> SerialError? {
    do throws(SerialError) {
        let port = try SerialPort.open(path: path, baud: .standard921600)
        port.close()
        return nil
    } catch {
        return error
    }
}

/// Reads from the device's end until `count` bytes are there, or nothing comes any more.
func collect(_ count: Int, from terminal: borrowing PseudoTerminal) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < count, wait(for: POLLIN, on: terminal.descriptor) {
        var span = buffer.mutableSpan
        guard case .bytes(let got) = terminal.read(into: &span) else { break }
        bytes += buffer[..<got]
    }
    return bytes
}

/// Reads from the host's end until `count` bytes are there, or nothing comes any more.
func collect(_ count: Int, from port: borrowing SerialPort) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < count, wait(for: POLLIN, on: port.descriptor) {
        var span = buffer.mutableSpan
        guard case .bytes(let got) = port.read(into: &span) else { break }
        bytes += buffer[..<got]
    }
    return bytes
}

/// One attempt to read from the host's end.
func readOnce(_ port: borrowing SerialPort) -> ReadOutcome {
    var buffer = [UInt8](repeating: 0, count: 256)
    var span = buffer.mutableSpan
    return port.read(into: &span)
}

/// One attempt to read from the device's end.
func readOnce(_ terminal: borrowing PseudoTerminal) -> ReadOutcome {
    var buffer = [UInt8](repeating: 0, count: 256)
    var span = buffer.mutableSpan
    return terminal.read(into: &span)
}

/// Opens a pty's slave as a program would that knows nothing of locks.
func openPlainly(_ path: String) throws -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    try #require(descriptor >= 0, "\(path) opens")
    return descriptor
}

/// Gives up root for good, in a child process of its own.
func becomeNobody() throws {
    let nobody: UInt32 = 65_534
    try #require(setgroups(0, nil) == 0 && setgid(nobody) == 0 && setuid(nobody) == 0)
}

/// One attempt to write at the host's end.
func write(_ bytes: [UInt8], to port: borrowing SerialPort) -> WriteOutcome {
    port.write(bytes.span)
}

/// One attempt to write at the device's end.
func write(_ bytes: [UInt8], to terminal: borrowing PseudoTerminal) -> WriteOutcome {
    terminal.write(bytes.span)
}
