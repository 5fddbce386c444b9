import CLinux
import Glibc
import Units

/// What wakes the one thread: the terminal, a deadline, a signal.
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

    /// Sleeps until `deadline`, a signal, or bytes from `descriptor` when it is asked for them.
    ///
    /// Without that, a descriptor with bytes is left alone until it can be read.
    mutating func wait(until deadline: Instant, orReadable descriptor: Int32?) throws(SimulatorError) -> Wakeup {
        if self.deadline != deadline {
            let armed = myotherm_timer_set(timer, deadline.nanoseconds)
            guard armed == 0 else { throw .system(.timer, errno: -armed) }
            self.deadline = deadline
        }
        var polled: [3 of pollfd] = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        var span = polled.mutableSpan
        let count = unsafe span.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, nfds_t($0.count), -1) }
        guard count >= 0 else {
            guard errno == EINTR else { throw .system(.poll, errno: errno) }
            return Wakeup(signal: nil, isReadable: false)
        }
        let signal = polled[0].revents != 0 ? try takeSignal() : nil
        // The deadline has passed: even the same one must be armed anew.
        if polled[1].revents != 0 { self.deadline = nil }
        return Wakeup(signal: signal, isReadable: polled[2].revents != 0)
    }

    private func takeSignal() throws(SimulatorError) -> Int32? {
        let signal = myotherm_signals_read(signals)
        guard signal >= 0 else { throw .system(.signals, errno: -signal) }
        return signal == 0 ? nil : signal
    }
}

/// Why the thread runs again; a deadline says nothing more than that.
struct Wakeup {
    /// The signal that came.
    let signal: Int32?
    /// Whether bytes can be read.
    let isReadable: Bool
}
