import Glibc
import Units
import World

/// The loop that lets simulated devices live in real time, all on one thread.
///
/// It sleeps until the next moment at which something happens in a device, on a line or in a script of faults, and then
/// goes through all that is due in the order of time, each at its own moment: a loop that was late, or a process that was
/// stopped for a while, changes when a host hears of things, but not what the device did.
struct DeviceService: ~Copyable {
    private let devices: [ServedDevice]
    private var wakeups: Wakeups
    private let control: ControlPort?
    private let startedAt: Instant
    private var polled: [pollfd] = []

    /// A service that has not begun.
    init(devices: [ServedDevice], wakeups: consuming Wakeups, control: ControlPort?, startedAt: Instant) {
        self.devices = devices
        self.wakeups = wakeups
        self.control = control
        self.startedAt = startedAt
    }

    /// Serves until a signal ends it.
    mutating func run() throws(SimulatorError) {
        var now = Wakeups.now
        while true {
            var deadline = Instant.nanoseconds(.max)
            polled.removeAll(keepingCapacity: true)
            for device in devices {
                deadline = min(deadline, device.nextMoment(after: now))
                polled.append(pollfd(fd: device.polled(at: now) ?? -1, events: Int16(POLLIN), revents: 0))
            }
            control?.poll(into: &polled)
            let signal = try wakeups.wait(until: deadline, on: &polled)
            now = Wakeups.now
            for (index, device) in devices.enumerated() {
                if device.nextMoment(after: now) <= now { try device.passTime(to: now) }
                if polled[index].revents != 0 { try device.readHost(at: now) }
            }
            if let control {
                let mine = polled[devices.count...]
                if mine.contains(where: { $0.revents != 0 }) { try serve(control, Array(mine), at: now) }
            }
            guard let signal else { continue }
            guard signal == SIGUSR1 else { return try end(by: signal, at: now) }
            report(at: now)
        }
    }

    private func serve(_ control: ControlPort, _ polled: [pollfd], at now: Instant) throws(SimulatorError) {
        try control.serve(polled) { (line) throws(SimulatorError) in
            try ControlCommand.perform(line, on: devices, at: now)
        }
    }

    /// Writes the oracles' files; failing that, the devices go on and say so.
    private func report(at now: Instant) {
        for device in devices {
            do {
                if try device.writeReport(at: now) { continue }
                Notice.print("SIGUSR1 asks for the oracle's file, but none was named. Start with --oracle FILE.")
            } catch { Notice.print("\(error)") }
        }
    }

    private func end(by signal: Int32, at now: Instant) throws(SimulatorError) {
        var forgotten: Int64 = 0
        var overflows: Int64 = 0
        for device in devices {
            _ = try device.writeReport(at: now)
            forgotten += device.forgotten
            overflows += device.overflows
        }
        let seconds = (now - startedAt).milliseconds / 1000
        Notice.print(
            "ended by signal \(signal) after \(seconds) s; \(forgotten) bytes were not read in time, "
                + "\(overflows) frames found no room")
    }
}
