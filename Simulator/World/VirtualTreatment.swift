package import Control
import Device
import Link
import Oracle
import Safety
import Tissue
import Treatment
import Units
import Wire

/// A whole treatment in one process and in virtual time: host, line, device, face, operator and store.
///
/// Nothing sleeps and nothing is drawn but from the scenario's seed: the same scenario gives the same bytes.
public struct VirtualTreatment: Sendable {
    static let hostInstance: UInt64 = 0x4D59_4F54_4845_524D
    static let today = 20_000

    let scenario: Scenario
    var machine = Machine(hostInstance: VirtualTreatment.hostInstance)
    var effects = Effects()
    /// The state that the machine entered last, as it recorded it; asking the machine would copy it.
    var state = TreatmentState.disconnected
    var device: SimulatedApplicator
    var toDevice: LineModel
    var toHost: LineModel
    var arrived: [UInt8] = []
    var now = Instant.zero
    var timer: Instant?
    var stored: [(at: Instant, request: RequestID, isStored: Bool)] = []
    var chance: RandomStream
    var person: Operator
    var storageLeft: Int
    var mainsOffAt: Instant?
    /// When the device first ran a program.
    var firstRunAt: Instant?
    /// When the device last stopped running one.
    var stoppedAt: Instant?
    /// How long a program ran.
    var energised = Duration.zero
    var incidents: [Incident]
    var startedAt: Instant?
    var isPlugged = false
    var standing = LiveFaults()
    var script: FaultScript
    var nextFault: Instant?
    var hostFreeAt = Instant.zero
    var hostLives = true
    var boots: UInt64 = 1
    var events: [TimedEvent] = []
    var refusals: [Refusal] = []
    var trace = TraceHash()
    private var recording: HostRecording?

    /// A run of `scenario` that has not begun.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        device = VirtualTreatment.device(scenario, boot: 1, at: .zero)
        let traits = LineTraits(
            baud: UInt32(clamping: scenario.baud), latency: scenario.lineLatency, jitter: scenario.lineJitter,
            usb: scenario.usb)
        toDevice = LineModel(traits, way: .toDevice, seed: scenario.seed)
        toHost = LineModel(traits, way: .toHost, seed: scenario.seed)
        chance = RandomStream(seed: scenario.seed, purpose: 0x484F_5354)
        incidents = scenario.incidents
        person = Operator(scenario.habits)
        storageLeft = scenario.storageCapacity
        if scenario.hostIsRecorded { device.allow(stall: HostLatency.longestStall) }
        script = scenario.faults
        nextFault = script.faults.isEmpty ? nil : .zero
        machine.laws = scenario.law.map { [$0] } ?? []
        prescribe(scenario.program)
    }

    /// What heated instead of the host's own loops, as it is now.
    package var law: (any PowerLaw)? { machine.laws.first }

    /// Tells the judge what was prescribed.
    mutating func prescribe(_ program: Program) {
        for place in program.zones {
            guard let zone = scenario.profile.zone(of: program.zone(at: place)) else { continue }
            device.prescribe(program.envelope(of: place, area: .zero).current, in: zone)
        }
    }

    /// Plays it to its end, or to the scenario's limit.
    public mutating func run() -> RunReport {
        plug()
        let end = Instant.zero + scenario.limit
        while now < end, !isOver { step(until: end) }
        return report()
    }

    /// Plays it, and keeps what the host sent beside.
    public mutating func runRecorded() -> (report: RunReport, host: HostRecording) {
        recording = HostRecording()
        let report = run()
        return (report, recording ?? HostRecording())
    }

    /// The device of `scenario`, as it is before anything happens.
    public static func device(of scenario: Scenario) -> SimulatedApplicator { device(scenario, boot: 1, at: .zero) }

    static func device(_ scenario: Scenario, boot: UInt64, at now: Instant) -> SimulatedApplicator {
        let profile = scenario.profile
        return SimulatedApplicator(
            bootID: scenario.seed &* 1000 &+ boot, profile: profile, patient: scenario.patient, seed: scenario.seed,
            isCooperative: scenario.patientIsCooperative, limitsItself: scenario.deviceLimitsItself,
            clock: scenario.clock, at: now)
    }

    /// Goes to the next moment at which something happens, and lets it happen.
    mutating func step(until end: Instant) {
        var next = min(end, device.nextEvent)
        next = min(next, toDevice.nextArrival ?? end)
        if hostLives {
            next = min(next, max(toHost.nextArrival ?? end, hostFreeAt), max(timer ?? end, hostFreeAt))
            if let first = stored.first { next = min(next, max(first.at, hostFreeAt)) }
        }
        if let incident = incidents.first, let startedAt { next = min(next, startedAt + incident.at) }
        if let nextFault { next = min(next, nextFault) }
        if let wake = person.wakesAt, hostLives { next = min(next, max(wake, hostFreeAt)) }
        if let mainsOffAt { next = min(next, mainsOffAt) }
        let wasRunning = device.isRunning
        if wasRunning { energised += max(next, now) - now }
        now = max(now, next)
        serveDevice()
        if firstRunAt == nil, device.isRunning { firstRunAt = now }
        serveFaults()
        serveIncidents()
        if hostLives, now >= hostFreeAt {
            serveHost()
            if person.wakesAt ?? end <= now { act() }
        }
        if let due = mainsOffAt, due <= now {
            mainsOffAt = nil
            device.mainsOff(at: now)
        }
        if wasRunning, !device.isRunning { stoppedAt = now }
        sendFromDevice()
    }

    private mutating func serveDevice() {
        // Outside of self, so that the device may take it, and back again, so that nothing is allocated.
        var bytes = arrived
        arrived = []
        bytes.removeAll(keepingCapacity: true)
        while toDevice.take(at: now, into: &bytes) {
            note(bytes, 1)
            recording?.add(bytes, at: now)
            device.receive(bytes.span, at: now)
            bytes.removeAll(keepingCapacity: true)
        }
        arrived = bytes
        device.advance(to: now)
    }

    /// Time first, then what arrived, as the daemon's loop does it.
    private mutating func serveHost() {
        if let deadline = timer, deadline <= now {
            timer = nil
            machine.reduce(.timer, at: hostTime, into: &effects)
            perform()
        }
        var bytes = arrived
        arrived = []
        bytes.removeAll(keepingCapacity: true)
        if toHost.take(at: now, into: &bytes) {
            note(bytes, 2)
            machine.receive(bytes.span, at: hostTime, into: &effects)
            perform()
        }
        arrived = bytes
        if let first = stored.first, first.at <= now {
            stored.removeFirst()
            machine.reduce(.intentStored(first.request, first.isStored), at: hostTime, into: &effects)
            perform()
        }
    }

    /// When the host gets to it: a little after it happened.
    var hostTime: Instant { now }

    private mutating func sendFromDevice() {
        if device.isHung || device.pendingCount == 0 { return }
        let count = VirtualTreatment.carry(from: device, to: &toHost, isPlugged: isPlugged, at: now)
        if count > 0 { device.sent(count) }
    }

    /// Gives the line what the device has ready, and says how much that was.
    private static func carry(
        from device: borrowing SimulatedApplicator, to line: inout LineModel, isPlugged: Bool, at now: Instant
    ) -> Int {
        device.withPending { (bytes: Span<UInt8>) -> Int in
            if isPlugged { line.send(bytes, at: now) }
            return bytes.count
        }
    }

    mutating func note(_ bytes: [UInt8], _ direction: UInt8) {
        trace.add(direction)
        trace.add(now.nanoseconds)
        for byte in bytes { trace.add(byte) }
    }

    func report() -> RunReport {
        let shown = machine.snapshot(at: now)
        var deliveries = PerZone<ZoneDelivery?>(repeating: nil)
        for place in ZoneSet.all { deliveries[place] = shown.zones[place]?.delivery }
        var truth = device
        return RunReport(
            state: machine.state, result: shown.result, firstCause: shown.firstCause?.cause, events: events,
            refusals: refusals, deliveries: deliveries, truth: truth.report(at: now), trace: trace,
            simulated: now - .zero, energised: energised, lostEffects: effects.lost)
    }
}
