import CLinux
import Glibc
import Units

/// What wakes the one thread: hosts, a deadline, a signal.
///
/// Between two of them it sleeps.
struct Wakeups: ~Copyable {
    private let timer: Int32
    private let signals: Int32
    private var deadline: Instant?

    /// Takes the signals that end the simulator or ask for a report.
    ///
    /// What is open when it fails closes with the process: without this there is no simulator.
    static func open() throws(SimulatorError) -> Wakeups {
        let signals = myotherm_signals_create()
        guard signals >= 0 else { throw .system(.signals, errno: -signals) }
        let ignored = myotherm_signals_ignore_pipe()
        guard ignored == 0 else { throw .system(.signals, errno: -ignored) }
        let timer = myotherm_timer_create()
        guard timer >= 0 else { throw .system(.timer, errno: -timer) }
        return Wakeups(timer: timer, signals: signals)
    }

    private init(timer: Int32, signals: Int32) {
        self.timer = timer
        self.signals = signals
    }

    deinit {
        _ = close(timer)
        _ = close(signals)
    }

    /// The moment on the clock that all deadlines are on.
    static var now: Instant { .nanoseconds(myotherm_clock_monotonic_ns()) }

    /// Sleeps until `deadline`, a signal, or something on `polled`, whose answers it leaves there.
    ///
    /// - Returns: the signal that came; nil without one.
    mutating func wait(until deadline: Instant, on polled: inout [pollfd]) throws(SimulatorError) -> Int32? {
        if self.deadline != deadline {
            let armed = myotherm_timer_set(timer, deadline.nanoseconds)
            guard armed == 0 else { throw .system(.timer, errno: -armed) }
            self.deadline = deadline
        }
        let own = polled.count
        polled.append(pollfd(fd: signals, events: Int16(POLLIN), revents: 0))
        polled.append(pollfd(fd: timer, events: Int16(POLLIN), revents: 0))
        defer { polled.removeLast(2) }
        let count = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, nfds_t($0.count), -1) }
        guard count >= 0 else {
            guard errno == EINTR else { throw .system(.poll, errno: errno) }
            for index in 0..<own { polled[index].revents = 0 }
            return nil
        }
        // The deadline has passed: even the same one must be armed anew.
        if polled[own + 1].revents != 0 { self.deadline = nil }
        return polled[own].revents != 0 ? try takeSignal() : nil
    }

    private func takeSignal() throws(SimulatorError) -> Int32? {
        let signal = myotherm_signals_read(signals)
        guard signal >= 0 else { throw .system(.signals, errno: -signal) }
        return signal == 0 ? nil : signal
    }
}
