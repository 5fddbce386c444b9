import Control
import Device
import Link
import Tissue
public import Units
import Wire

/// One line in virtual time: the host's end and its clock, the whole device with its telemetry, and somebody who knows the
/// truth and compares.
///
/// The bytes are those of a session: `Hello`, telemetry 200 times a second with its echoes, and datagrams of the host.
/// Nothing is released, so that no clock has to be right for the line to go on.
public struct ClockTrial: Sendable {
    private let line: ClockCase
    private var host: HostEndpoint
    private var sync = ClockSync()
    private var device: SimulatedApplicator
    private var toDevice: LineModel
    private var toHost: LineModel
    private var chance: RandomStream
    private var now: Instant
    private var hostFreeAt: Instant
    private var sendAt: Instant
    private var gaps: [ClosedRange<Duration>]
    private var isPlugged = true
    /// Half the least round trip and the drift since, and as of when.
    private var least: (half: Duration, asOf: Instant)?
    private var hasExchanged = false
    private var tally = ClockTally()

    /// A trial that has not begun.
    public init(_ line: ClockCase) {
        self.line = line
        host = HostEndpoint(hostInstance: line.seed &+ 1)
        let profile = DeviceProfile.reference
        device = SimulatedApplicator(
            bootID: line.seed &* 1000 &+ 1, profile: profile, patient: Patient(seed: line.seed, at: profile.sites),
            seed: line.seed, clock: line.clock, at: line.start)
        toDevice = LineModel(line.toDevice, way: .toDevice, seed: line.seed)
        toHost = LineModel(line.toHost, way: .toHost, seed: line.seed)
        chance = RandomStream(seed: line.seed, purpose: 0x434C_4B54)
        now = line.start
        hostFreeAt = now
        sendAt = now
        gaps = line.gaps
    }

    /// Plays it for `length`, and says what was found.
    public mutating func run(for length: Duration) -> ClockTally {
        let end = line.start + length
        while now < end { step(until: end) }
        tally.contradictions = Int64(sync.contradictions)
        return tally
    }

    private mutating func step(until end: Instant) {
        var next = min(end, device.nextEvent, toDevice.nextArrival ?? end, max(sendAt, hostFreeAt))
        next = min(next, max(toHost.nextArrival ?? end, hostFreeAt))
        if let gap = gaps.first { next = min(next, line.start + (isPlugged ? gap.lowerBound : gap.upperBound)) }
        let before = now
        now = max(now, next)
        if hasExchanged, now > before {
            judge(at: before + .nanoseconds(chance.next(in: 0...(now - before).nanoseconds)))
        }
        servePlug()
        serveDevice()
        if now >= hostFreeAt { serveHost() }
        sendFromDevice()
    }

    /// Compares what the host says with what is true at `moment`.
    private mutating func judge(at moment: Instant) {
        let sum = least.map { $0.half + ClockTrial.drift(over: moment - $0.asOf) }
        tally.judge(sync.difference(at: moment), truth: device.clock.lead(at: moment), least: sum)
    }

    private mutating func servePlug() {
        guard let gap = gaps.first else { return }
        if isPlugged, line.start + gap.lowerBound <= now {
            isPlugged = false
            toDevice.cut()
            toHost.cut()
        } else if !isPlugged, line.start + gap.upperBound <= now {
            isPlugged = true
            gaps.removeFirst()
        }
    }

    private mutating func serveDevice() {
        // Outside of self, so that the device may take it.
        var bytes: [UInt8] = []
        while toDevice.take(at: now, into: &bytes) {
            device.receive(bytes.span, at: now)
            bytes.removeAll(keepingCapacity: true)
        }
        device.advance(to: now)
    }

    private mutating func sendFromDevice() {
        let count = ClockTrial.carry(from: device, to: &toHost, isPlugged: isPlugged, at: now)
        if count > 0 { device.sent(count) }
    }

    private static func carry(
        from device: borrowing SimulatedApplicator, to line: inout LineModel, isPlugged: Bool, at now: Instant
    ) -> Int {
        device.withPending { (bytes: Span<UInt8>) -> Int in
            if isPlugged { line.send(bytes, at: now) }
            return bytes.count
        }
    }
}

/// The host.
extension ClockTrial {
    private mutating func serveHost() {
        var bytes: [UInt8] = []
        if toHost.take(at: now, into: &bytes) { receive(bytes.span) }
        if sendAt <= now { send() }
    }

    /// What arrived waited for the host, who comes a little late.
    private mutating func receive(_ bytes: Span<UInt8>) {
        hostFreeAt = max(hostFreeAt, now + HostLatency.draw(from: &chance))
        var cursor = 0
        while cursor < bytes.count {
            switch host.receive(bytes, from: &cursor, at: now) {
            case .answer(let answer):
                if host.bootID == nil, answer.hostInstance == host.hostInstance { host.openSession(with: answer) }
            case .fast(_, let exchange?, _): add(exchange)
            case .fast, .nothing, .slow, .result, .selfTest, .device, .applicator, .zone: continue
            }
        }
    }

    private mutating func add(_ exchange: ClockExchange) {
        if hasExchanged { judge(at: now) }
        sync.add(exchange)
        hasExchanged = true
        tally.addExchange()
        if exchange.isFirst, exchange.received - exchange.sent <= .milliseconds(800) {
            let half = exchange.roundTrip / 2
            let known = least.map { $0.half + ClockTrial.drift(over: now - $0.asOf) }
            if known.map({ half < $0 }) ?? true { least = (half, now) }
        }
        judge(at: now)
    }

    /// Between what the host notes as the time of sending and the bytes on the line it may be busy.
    private mutating func send() {
        if host.bootID == nil { host.hello(at: now) } else { host.indicate(.none, at: now) }
        let interval = host.bootID == nil ? .milliseconds(250) : line.sendsEvery.lowerBound
        let more = line.sendsEvery.upperBound - line.sendsEvery.lowerBound
        sendAt = now + interval + .nanoseconds(chance.next(in: 0...more.nanoseconds))
        hostFreeAt = max(hostFreeAt, now + HostLatency.draw(from: &chance))
        let count = host.out.count
        if isPlugged { ClockTrial.carry(from: host.out, to: &toDevice, at: hostFreeAt) }
        host.out.removeFirst(count)
    }

    private static func carry(from out: borrowing OutBuffer, to line: inout LineModel, at now: Instant) {
        out.withPending { line.send($0, at: now) }
    }

    /// 250 ppm, rounded down: the sum that is judged against is never too wide.
    private static func drift(over span: Duration) -> Duration { span / 4000 }
}
