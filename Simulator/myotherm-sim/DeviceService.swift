import Device
import Glibc
import Link
import Oracle
import Units
import Wire
import World

/// The loop that lets a simulated device live in real time.
///
/// It sleeps until the next moment at which something happens in the device, on the line or in the script of faults, and
/// then goes through all that is due in the order of time, each at its own moment: a loop that was late, or a process
/// that was stopped for a while, changes when a host hears of things, but not what the device did.
struct DeviceService: ~Copyable {
    private var device: SimulatedApplicator
    private var faults: FaultScript
    private var line: ServedLine
    private var wakeups: Wakeups
    private let oracle: OracleFile?
    private let startedAt: Instant
    private var hasRun = false
    private var nextFault: Instant?

    /// A service that has not begun.
    init(
        device: SimulatedApplicator, faults: FaultScript, line: consuming ServedLine, wakeups: consuming Wakeups,
        oracle: OracleFile?, startedAt: Instant
    ) {
        self.device = device
        self.faults = faults
        self.line = line
        self.wakeups = wakeups
        self.oracle = oracle
        self.startedAt = startedAt
        nextFault = startedAt
    }

    /// Serves until a signal ends it.
    mutating func run() throws(SimulatorError) {
        while true {
            let wakeup = try wakeups.wait(until: nextMoment(), orReadable: line.readable)
            let now = Wakeups.now
            try passTime(to: now)
            if wakeup.isReadable {
                try line.read(at: now)
                try passTime(to: now)
            }
            guard let signal = wakeup.signal else { continue }
            guard signal == SIGUSR1 else { return try end(by: signal, at: now) }
            report(at: now)
        }
    }

    private func nextMoment() -> Instant {
        var next = device.nextEvent
        if let arrival = line.nextArrival { next = min(next, arrival) }
        if let nextFault { next = min(next, nextFault) }
        return next
    }

    /// Does all that is due by `now`.
    private mutating func passTime(to now: Instant) throws(SimulatorError) {
        var due = nextMoment()
        while due <= now {
            if let nextFault, nextFault <= due { change(at: due) }
            device.advance(to: due)
            noteRun(at: due)
            try line.carry(&device, at: due)
            due = nextMoment()
        }
    }

    /// Breaks and mends what the script says.
    private mutating func change(at now: Instant) {
        let elapsed = now - startedAt
        device.set(faults.faults(at: elapsed), at: now)
        nextFault = faults.nextChange(after: elapsed).map { startedAt + $0 }
    }

    private mutating func noteRun(at now: Instant) {
        guard !hasRun, device.applicator.state == .running else { return }
        hasRun = true
        faults.runBegan(at: now - startedAt)
        change(at: now)
    }

    /// Writes the oracle's file; failing that, the device goes on and says so.
    private mutating func report(at now: Instant) {
        guard let oracle else {
            Notice.print("SIGUSR1 asks for the oracle's file, but none was named. Start with --oracle FILE.")
            return
        }
        device.advance(to: now)
        do { try oracle.write(device.report(at: now)) } catch { Notice.print("\(error)") }
    }

    private mutating func end(by signal: Int32, at now: Instant) throws(SimulatorError) {
        device.advance(to: now)
        if let oracle { try oracle.write(device.report(at: now)) }
        let seconds = (now - startedAt).milliseconds / 1000
        Notice.print(
            "ended by signal \(signal) after \(seconds) s; \(line.forgotten) bytes were not read in time, "
                + "\(device.applicator.endpoint.out.overflows) frames found no room")
    }
}
