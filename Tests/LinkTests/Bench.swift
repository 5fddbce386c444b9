@_spi(Energy) import Link
import Testing
import Units
import Wire

/// A host's end and a device's end on a simulated line in virtual time, with the least firmware that answers.
struct Bench {
    static let step = Duration.microseconds(500)
    static let origin = Instant.nanoseconds(1_000_000_000)

    var host = HostEndpoint(hostInstance: 0xA11CE)
    var device = DeviceEndpoint(bootID: 0xB007)
    var down: ByteLine
    var up: ByteLine
    var now = Bench.origin
    /// How fast the device's clock runs too fast, in parts per million.
    var driftPartsPerMillion: Int64 = 200
    /// Whether the firmware answers commands; the endpoint still takes them.
    var answersCommands = true
    var answersStop = true
    var serves = true

    var executed: [(command: HostCommand, sequence: UInt32, epoch: UInt32)] = []
    var results: [(command: HostCommand, result: CommandResult)] = []
    var faults: [LinkFault] = []
    var leases: [UInt32] = []
    var ceilings: [Ceiling] = []
    var stopRuns: [Instant] = []
    var stops: [Stop] = []
    var conflicts: [UInt32] = []
    var epochsAhead = 0
    var exchanges: [ClockExchange] = []
    var answers: [HelloAnswer] = []
    var mostCommandBytes = 0

    private var cuts: RandomStream
    private var sample: UInt32 = 0
    private var nextSample = Bench.origin
    private var nextHello = Bench.origin

    init(seed: UInt64 = 1) {
        down = ByteLine(seed: seed)
        up = ByteLine(seed: seed &+ 1000)
        cuts = RandomStream(seed: seed, purpose: 7)
    }

    /// A bench whose session is open and whose host may send.
    static func inSession(seed: UInt64 = 1) -> Bench {
        var bench = Bench(seed: seed)
        bench.open()
        bench.run(for: .milliseconds(20))
        return bench
    }

    func deviceTime(_ instant: Instant) -> DeviceInstant {
        let elapsed = (instant - Bench.origin).nanoseconds
        return .microseconds(77_000_000 + (elapsed + elapsed * driftPartsPerMillion / 1_000_000) / 1000)
    }

    /// Says hello until a session is open, for at most two seconds.
    mutating func open() {
        for turn in 0..<4000 where !host.isReady {
            if turn.isMultiple(of: 100) { host.hello(at: now) }
            tick()
        }
    }

    mutating func run(for duration: Duration) {
        let end = now + duration
        while now < end { tick() }
    }

    mutating func tick() {
        now = now + Bench.step
        flush()
        deliverToDevice()
        telemetry()
        up.write(Bench.drain(&device.out), at: now)
        deliverToHost()
        if serves, let fault = host.service(at: now) { faults.append(fault) }
        flush()
    }

    /// Puts what the host's end wants to send on the line.
    mutating func flush() {
        down.write(Bench.drain(&host.out), at: now)
        mostCommandBytes = max(mostCommandBytes, down.commandBytes(at: now))
    }

    static func drain(_ out: inout OutBuffer) -> [UInt8] {
        let bytes = pending(out)
        out.removeFirst(bytes.count)
        return bytes
    }

    static func pending(_ out: OutBuffer) -> [UInt8] {
        out.withPending { span in (0..<span.count).map { span[$0] } }
    }

    /// What the device has sent and nobody has written: for tests that hand bytes over themselves.
    mutating func give(_ bytes: [UInt8]) {
        var cursor = 0
        while cursor < bytes.count {
            let inbound = device.receive(bytes.span, from: &cursor, at: deviceTime(now))
            act(on: inbound)
        }
    }

    mutating func giveHost(_ bytes: [UInt8]) {
        var cursor = 0
        while cursor < bytes.count { note(host.receive(bytes.span, from: &cursor, at: now)) }
    }

    private mutating func deliverToDevice() {
        var rest = down.take(at: now)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int(cuts.next(in: 1...40)))
            give(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
    }

    private mutating func deliverToHost() {
        var rest = up.take(at: now)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int(cuts.next(in: 1...150)))
            giveHost(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
    }
}

/// Steps that a test expects to succeed, or to be refused.
extension Bench {
    mutating func send(_ command: HostCommand, at location: SourceLocation = #_sourceLocation) {
        let wasSent = host.send(command, at: now)
        #expect(wasSent, sourceLocation: location)
    }

    mutating func expectRefusal(of command: HostCommand, at location: SourceLocation = #_sourceLocation) {
        let wasSent = host.send(command, at: now)
        #expect(!wasSent, sourceLocation: location)
    }

    mutating func sendEnergy(
        _ command: HostCommand, deadline: Instant? = nil, at location: SourceLocation = #_sourceLocation
    ) {
        let wasSent = host.sendEnergy(command, deadline: deadline, at: now)
        #expect(wasSent, sourceLocation: location)
    }

    mutating func expectService(
        at moment: Instant, finds expected: LinkFault?, at location: SourceLocation = #_sourceLocation
    ) {
        let found = host.service(at: moment)
        #expect(found == expected, sourceLocation: location)
    }
}

/// The firmware's part and the controller's part, no more of each than the line needs.
extension Bench {
    private mutating func act(on inbound: DeviceInbound) {
        switch inbound {
        case .nothing, .indicate, .describe: break
        case .stopRun: stopRuns.append(now)
        case .stop(let stop):
            stops.append(stop)
            device.enterEpoch(stop.epoch)
            if answersStop { answerHello() }
        case .hello(let hello):
            device.openSession(hello)
            answerHello()
        case .lease(let lease): leases.append(lease.sample)
        case .ceiling(let ceiling): ceilings.append(ceiling)
        case .command(let command, let sequence):
            executed.append((command, sequence, device.epoch))
            if answersCommands { device.answer(sequence, with: .done) }
        case .sequenceConflict(let sequence): conflicts.append(sequence)
        case .epochAhead: epochsAhead += 1
        }
    }

    private mutating func note(_ inbound: HostInbound) {
        switch inbound {
        case .answer(let answer):
            answers.append(answer)
            if host.bootID == nil, answer.hostInstance == host.hostInstance { host.openSession(with: answer) }
        case .fast(_, let exchange, _): if let exchange { exchanges.append(exchange) }
        case .result(let command, let result): results.append((command, result))
        case .nothing, .slow, .selfTest, .device, .applicator, .zone: break
        }
    }

    mutating func answerHello() {
        device.send(
            HelloAnswer(
                bootID: device.bootID, hostInstance: device.hostInstance ?? 0, lastSequence: device.lastTaken,
                state: device.isHalted ? .halted : .idle, outputIsZero: true, isHalted: device.isHalted,
                firstCause: .none))
    }

    private mutating func telemetry() {
        guard device.hostInstance != nil else {
            guard now >= nextHello else { return }
            nextHello = nextHello + .milliseconds(100)
            answerHello()
            return
        }
        guard now >= nextSample else { return }
        while nextSample <= now { nextSample = nextSample + .milliseconds(5) }
        sample += 1
        device.send(fast(at: deviceTime(now)))
    }

    func fast(at time: DeviceInstant) -> FastTelemetry {
        FastTelemetry(
            sample: sample, time: time, state: .idle, flags: TelemetryFlags(outputIsZero: true), firstCause: .none,
            leaseMarginMilliseconds: 0, echoFrame: device.echoFrame,
            echoArrival: UInt32(truncatingIfNeeded: device.echoArrival.microseconds), lastTaken: device.lastTaken,
            executedBehind: 0, zoneCount: 4, zones: PerZone(repeating: ZoneSample()))
    }
}
