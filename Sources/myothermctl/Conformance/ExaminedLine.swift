import CLinux
import Conformance
import Glibc
import Serial
import Units

/// The serial line of a device that is examined: this process alone owns it, and waits on it by `poll`.
final class ExaminedLine: DeviceLine {
    private let path: String
    private let baud: BaudRate
    private let isCalledOff: () -> Bool
    private var port: OpenPort?

    /// Opens the line at `path`.
    ///
    /// - Parameter isCalledOff: whether somebody wants the examination to end; asked often.
    init(path: String, baud: BaudRate, isCalledOff: @escaping () -> Bool) throws(SerialError) {
        self.path = path
        self.baud = baud
        self.isCalledOff = isCalledOff
        port = OpenPort(try SerialPort.open(path: path, baud: baud))
    }

    var now: Instant { .nanoseconds(myotherm_clock_monotonic_ns()) }

    func send(_ bytes: [UInt8]) throws(LineFailure) {
        var rest = bytes[...]
        let deadline = now + ExaminedLine.sendLimit
        while !rest.isEmpty {
            switch try open({ $0.write(Array(rest).span) }) {
            case .wrote(let count): rest = rest.dropFirst(count)
            case .wouldBlock:
                guard now < deadline else { throw .gone("\(path) takes no bytes") }
                try wait(for: POLLOUT, until: deadline)
            case .hangUp: throw .gone("\(path) was hung up")
            case .failed(let errno): throw .gone("\(path) cannot be written (errno \(errno))")
            }
        }
    }

    func receive(until deadline: Instant) throws(LineFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1024)
        while true {
            var span = buffer.mutableSpan
            switch try open({ $0.read(into: &span) }) {
            case .bytes(let count): return Array(buffer.prefix(count))
            case .nothing: break
            case .hangUp: throw .gone("\(path) was hung up")
            case .failed(let errno): throw .gone("\(path) cannot be read (errno \(errno))")
            }
            if isCalledOff() { throw .interrupted }
            guard now < deadline else { return [] }
            try wait(for: POLLIN, until: min(deadline, now + ExaminedLine.patience))
        }
    }

    /// Waits until what was sent has left, which closing would discard: the last of it is a STOP.
    func finish() {
        let deadline = now + ExaminedLine.sendLimit
        while let port, case .bytes(let count) = port.port.outputQueued(), count > 0, now < deadline { usleep(1000) }
        // What a USB bridge has taken in is not counted.
        usleep(ExaminedLine.bridge)
    }

    func reopen() throws(LineFailure) {
        finish()
        port = nil
        do throws(SerialError) {
            port = OpenPort(try SerialPort.open(path: path, baud: baud))
        } catch {
            throw .gone("\(error)")
        }
    }

    /// Does something with the port, which is open unless the line could not be opened again.
    private func open<Outcome>(_ work: (borrowing SerialPort) -> Outcome) throws(LineFailure) -> Outcome {
        guard let port else { throw .gone("\(path) is closed") }
        return work(port.port)
    }

    /// Waits until the line is ready or the time is over.
    private func wait(for events: Int32, until deadline: Instant) throws(LineFailure) {
        let descriptor = try open { $0.descriptor }
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        let left = (deadline - now).clampedToPositive.milliseconds
        _ = unsafe poll(&entry, 1, Int32(left + 1))
    }

    /// How long the line may refuse bytes.
    private static let sendLimit = Units.Duration.milliseconds(500)
    /// What a bridge may take for the bytes of a STOP run and a frame, in µs.
    private static let bridge: UInt32 = 20_000
    /// How often it is asked whether the examination was called off.
    private static let patience = Units.Duration.milliseconds(50)
}

/// A port that can be held where there may be none; it closes with the last who holds it.
private final class OpenPort {
    let port: SerialPort

    init(_ port: consuming SerialPort) { self.port = port }
}
