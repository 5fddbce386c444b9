import Control
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
    var device: SimulatedApplicator
    var toDevice: VirtualLine
    var toHost: VirtualLine
    var now = Instant.zero
    var timer: Instant?
    var stored: [(at: Instant, request: RequestID, isStored: Bool)] = []
    var chance: RandomStream
    var person = Operator()
    var incidents: [Incident]
    var startedAt: Instant?
    var isPlugged = false
    var deviceRuns = true
    var hostFreeAt = Instant.zero
    var hostLives = true
    var boots: UInt64 = 1
    var events: [TimedEvent] = []
    var refusals: [Refusal] = []
    var trace = TraceHash()

    /// A run of `scenario` that has not begun.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        device = VirtualTreatment.device(scenario, boot: 1, at: .zero)
        toDevice = VirtualLine(baud: scenario.baud, latency: scenario.lineLatency)
        toHost = VirtualLine(baud: scenario.baud, latency: scenario.lineLatency)
        chance = RandomStream(seed: scenario.seed, purpose: 0x484F_5354)
        incidents = scenario.incidents
    }

    /// Plays it to its end, or to the scenario's limit.
    public mutating func run() -> RunReport {
        plug()
        let end = Instant.zero + scenario.limit
        while now < end, !isOver { step(until: end) }
        return report()
    }

    static func device(_ scenario: Scenario, boot: UInt64, at now: Instant) -> SimulatedApplicator {
        let profile = scenario.profile
        return SimulatedApplicator(
            bootID: scenario.seed &* 1000 &+ boot, profile: profile, patient: scenario.patient, seed: scenario.seed,
            isCooperative: scenario.patientIsCooperative, clock: scenario.clock, at: now)
    }

    /// Goes to the next moment at which something happens, and lets it happen.
    mutating func step(until end: Instant) {
        var next = end
        if deviceRuns { next = min(next, device.nextEvent) }
        next = min(next, toDevice.nextArrival ?? end)
        if hostLives {
            next = min(next, max(toHost.nextArrival ?? end, hostFreeAt), max(timer ?? end, hostFreeAt))
            if let first = stored.first { next = min(next, max(first.at, hostFreeAt)) }
        }
        if let incident = incidents.first, let startedAt { next = min(next, startedAt + incident.at) }
        now = max(now, next)
        serveDevice()
        serveIncidents()
        if hostLives, now >= hostFreeAt { serveHost() }
        sendFromDevice()
    }

    private mutating func serveDevice() {
        while let bytes = toDevice.take(at: now) {
            note(bytes, 1)
            if deviceRuns { device.receive(bytes.span, at: now) }
        }
        if deviceRuns { device.advance(to: now) }
    }

    private mutating func serveHost() {
        if let bytes = toHost.take(at: now) {
            note(bytes, 2)
            machine.receive(bytes.span, at: hostTime, into: &effects)
            perform()
        }
        if let deadline = timer, deadline <= now {
            timer = nil
            machine.reduce(.timer, at: hostTime, into: &effects)
            perform()
        }
        if let first = stored.first, first.at <= now {
            stored.removeFirst()
            machine.reduce(.intentStored(first.request, first.isStored), at: hostTime, into: &effects)
            perform()
        }
    }

    /// When the host gets to it: a little after it happened.
    var hostTime: Instant { now }

    private mutating func sendFromDevice() {
        guard deviceRuns else { return }
        let count = device.withPending { (bytes: Span<UInt8>) -> Int in bytes.count }
        guard count > 0 else { return }
        if isPlugged {
            var line = toHost
            device.withPending { line.send($0, at: now) }
            toHost = line
        }
        device.sent(count)
    }

    mutating func note(_ bytes: [UInt8], _ direction: UInt8) {
        trace.add(direction)
        trace.add(now.nanoseconds)
        for byte in bytes { trace.add(byte) }
    }

    private func report() -> RunReport {
        let shown = machine.snapshot(at: now)
        var deliveries = PerZone<ZoneDelivery?>(repeating: nil)
        for place in ZoneSet.all { deliveries[place] = shown.zones[place]?.delivery }
        var truth = device
        return RunReport(
            state: machine.state, result: shown.result, firstCause: shown.firstCause?.cause, events: events,
            refusals: refusals, deliveries: deliveries, truth: truth.report(at: now), trace: trace,
            simulated: now - .zero, lostEffects: effects.lost)
    }
}
