import Device
import Link
import Oracle
import Units
import Wire
import World

/// One simulated device that lives in real time: the device, its line, what is broken, and the port where a host meets it.
final class ServedDevice {
    private var device: SimulatedApplicator
    private var script: FaultScript
    private var toDevice: LineModel
    private var toHost: LineModel
    private let port: any HostPort
    private let oracle: OracleFile?
    private let startedAt: Instant
    private var bootID: UInt64
    private var standing = LiveFaults()
    private var nextFault: Instant?
    private var passed: Instant
    private var outbox: [UInt8] = []
    private var inbox: [UInt8] = []

    /// Bytes that no host read in time.
    private(set) var forgotten: Int64 = 0

    /// A device that has not begun.
    init(
        device: SimulatedApplicator, bootID: UInt64, faults: FaultScript, line: LineTraits, seed: UInt64,
        port: any HostPort, oracle: OracleFile?, startedAt: Instant
    ) {
        self.device = device
        self.bootID = bootID
        script = faults
        toDevice = LineModel(line, way: .toDevice, seed: seed)
        toHost = LineModel(line, way: .toHost, seed: seed)
        self.port = port
        self.oracle = oracle
        self.startedAt = startedAt
        passed = startedAt
        nextFault = faults.faults.isEmpty ? nil : startedAt
    }

    /// Frames for which the firmware had no room on their way out.
    var overflows: Int64 { Int64(device.applicator.endpoint.out.overflows) }

    /// What to poll for the host; nil while the UART still carries what came before, or the cable is pulled.
    func polled(at now: Instant) -> Int32? { toDevice.idleFrom <= now ? port.polled : nil }

    /// When something happens next.
    func nextMoment(after now: Instant) -> Instant {
        var next = device.nextEvent
        if let arrival = toDevice.nextArrival { next = min(next, arrival) }
        if let arrival = toHost.nextArrival { next = min(next, arrival) }
        if let nextFault { next = min(next, nextFault) }
        // The UARTs take more when they are through with what they have.
        if toDevice.idleFrom > now { next = min(next, toDevice.idleFrom) }
        if toHost.idleFrom > now, device.withPending({ $0.count }) > 0 { next = min(next, toHost.idleFrom) }
        return next
    }

    /// Does all that is due by `now`, each at its own moment.
    func passTime(to now: Instant) throws(SimulatorError) {
        var due = max(nextMoment(after: passed), passed)
        while due <= now {
            try step(to: due)
            passed = due
            due = nextMoment(after: passed)
        }
        try handOver(at: now)
    }

    /// Takes what the host wrote, at `now`.
    func readHost(at now: Instant) throws(SimulatorError) {
        var input = InlineArray<256, UInt8>(repeating: 0)
        var span = input.mutableSpan
        let wasConnected = port.isConnected
        let count = try port.read(into: &span)
        // The next host must not hear what was under way to this one.
        if wasConnected, !port.isConnected { cutLine() }
        guard count > 0 else { return }
        toDevice.send(input.span.extracting(first: count), at: now)
        try passTime(to: now)
    }

    private func step(to now: Instant) throws(SimulatorError) {
        if let nextFault, nextFault <= now { try change(at: now) }
        device.advance(to: now)
        if script.waitsForRun, device.isRunning {
            script.runBegan(at: now - startedAt)
            try change(at: now)
        }
        // Outside of self, so that the device may take it, and back again, so that nothing is allocated.
        var bytes = inbox
        inbox = []
        while toDevice.take(at: now, into: &bytes) {
            device.receive(bytes.span, at: now)
            bytes.removeAll(keepingCapacity: true)
        }
        inbox = bytes
        if !device.isHung, toHost.idleFrom <= now {
            let isHeard = port.isConnected
            let count = device.withPending { (bytes: Span<UInt8>) -> Int in
                if isHeard { toHost.send(bytes, at: now) }
                return bytes.count
            }
            if count > 0 { device.sent(count) }
        }
        while toHost.take(at: now, into: &outbox) {}
    }

    /// Gives the host what arrived, in one piece.
    private func handOver(at now: Instant) throws(SimulatorError) {
        guard !outbox.isEmpty else { return }
        var bytes = outbox
        outbox = []
        switch try port.write(bytes.span, at: now) {
        case .took(let count): bytes.removeFirst(min(count, bytes.count))
        case .forgot(let count):
            forgotten += count
            bytes.removeAll(keepingCapacity: true)
        }
        outbox = bytes
    }
}

/// What breaks, and what is asked by a person.
extension ServedDevice {
    /// Breaks and mends what the script says.
    private func change(at now: Instant) throws(SimulatorError) {
        let elapsed = now - startedAt
        for _ in 0..<script.takeResets(upTo: elapsed) {
            bootID = bootID == .max ? 1 : bootID + 1
            device.restart(bootID: bootID, at: now)
        }
        let step = script.takeClockStep(upTo: elapsed)
        if step != .zero { device.stepClock(by: step, at: now) }
        let faults = script.faults(at: elapsed)
        let wasUnplugged = standing.isUnplugged
        standing = faults
        nextFault = script.nextChange(after: elapsed).map { startedAt + $0 }
        device.set(faults, at: now)
        toDevice.faults = faults.line.toDevice
        toHost.faults = faults.line.toHost
        if faults.isUnplugged, !wasUnplugged { unplug() }
        if !faults.isUnplugged, wasUnplugged {
            try port.plug(as: script.plugName(at: elapsed))
            Notice.ready(port.name)
        }
    }

    private func unplug() {
        port.unplug()
        cutLine()
    }

    private func cutLine() {
        toDevice.cut()
        toHost.cut()
        outbox.removeAll(keepingCapacity: true)
    }

    /// One more thing breaks now.
    func add(_ fault: TimedFault, at now: Instant) throws(SimulatorError) {
        try passTime(to: now)
        script.add(fault, at: now - startedAt)
        try change(at: now)
        try passTime(to: now)
    }

    /// Mends everything that was broken by `add`, or only pulled cables, and gives its number.
    func mend(onlyCable: Bool, at now: Instant) throws(SimulatorError) -> Int {
        try passTime(to: now)
        let count = script.removeAdded { fault in
            guard onlyCable else { return true }
            if case .unplug = fault.what { return true }
            return false
        }
        try change(at: now)
        return count
    }

    /// Whether the cable is pulled.
    var isUnplugged: Bool { standing.isUnplugged }

    /// The judge's report at `now`, as one line of JSON.
    func report(at now: Instant) -> String {
        device.advance(to: now)
        return device.report(at: now).json()
    }

    /// Writes the oracle's file, where one was named, and says whether one was.
    func writeReport(at now: Instant) throws(SimulatorError) -> Bool {
        guard let oracle else { return false }
        device.advance(to: now)
        try oracle.write(device.report(at: now))
        return true
    }

    /// How it is, as a line of parts `key=value`.
    func status(at now: Instant) -> String {
        let time = device.clock.deviceTime(at: now).microseconds
        return """
            port=\(port.name) state=\(device.applicator.state) boot=\(String(bootID, radix: 16)) time=\(time)us \
            hung=\(device.isHung) unplugged=\(isUnplugged) faults=\(script.faults.count) \
            lost=\(device.lostBytes) damaged=\(toDevice.damaged + toHost.damaged) forgotten=\(forgotten)
            """
    }
}
