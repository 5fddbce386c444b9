import Control
import Device
import Tissue
import Treatment
import Units
import Wire
import World

/// A treatment in virtual time up to a moment during output, and the sample that would end it 5 ms later.
struct Rehearsal {
    /// The machine as it waits for the sample.
    let machine: Machine
    /// The moment at which it waits.
    let moment: Instant
    /// The sample's frame on the line: as the device sends it, but for one sensor at 45 °C.
    let event: [UInt8]
    /// The session of that frame.
    let session: SessionSeed

    private static let hostInstance: UInt64 = 77
    private static let bootID: UInt64 = 1001

    /// Plays `program` for ten seconds of output, beginning at `start`.
    ///
    /// - Returns: nil when no output came about, which is a mistake in this program.
    init?(of program: Program, from start: Instant) {
        var bench = VirtualBench(start)
        bench.open()
        guard bench.run(until: .seconds(10), { $0.machine.state == .ready }) else { return nil }
        bench.ask(.load(program, approval: Fingerprint(high: 0, low: 1)))
        bench.ask(.arm(token: 1, approval: nil))
        guard bench.run(until: .seconds(16), { $0.machine.state == .armed }) else { return nil }
        bench.ask(.start(token: 1))
        guard bench.run(until: .seconds(2), { $0.machine.state == .running }) else { return nil }
        bench.run(.seconds(10))
        // A moment behind a sample at which nothing is due before the next one.
        let isQuiet = { (bench: VirtualBench) in
            bench.heardAt == bench.now && (bench.machine.wakeUp ?? bench.now) - bench.now > .milliseconds(7)
        }
        guard bench.run(until: .seconds(2), isQuiet) else { return nil }
        (machine, moment) = (bench.machine, bench.now)
        bench.isListening = false
        _ = bench.run(until: .milliseconds(6)) { $0.unheard.count > 60 }
        session = SessionSeed(bootID: Rehearsal.bootID, hostInstance: Rehearsal.hostInstance)
        guard let event = Rehearsal.heated(bench.unheard, session) else { return nil }
        self.event = event
    }

    /// The first fast telemetry in `bytes` with one sensor at 45 °C.
    private static func heated(_ bytes: [UInt8], _ session: SessionSeed) -> [UInt8]? {
        var decoder = FrameDecoder()
        var cursor = 0
        while cursor < bytes.count {
            guard decoder.push(bytes.span, from: &cursor) == .frame, let header = try? decoder.header(seed: session),
                header.opcode == .fastTelemetry,
                var telemetry = try? decoder.message(FastTelemetry.self, after: header), let zone = ZoneIndex(0)
            else { continue }
            telemetry.zones[zone].centre = .milliCelsius(45_000)
            let frame = telemetry.frame(number: header.frameNumber, epoch: header.epoch, seed: session)
            return (0..<frame.count).map { frame[$0] }
        }
        return nil
    }

    /// Machine and device face to face on a line that loses nothing, in steps of half a millisecond.
    private struct VirtualBench {
        var machine = Machine(hostInstance: Rehearsal.hostInstance)
        var device: SimulatedApplicator
        var now: Instant
        /// When bytes came last.
        var heardAt: Instant?
        /// Whether the host still hears; otherwise bytes gather in `unheard`.
        var isListening = true
        var unheard: [UInt8] = []
        private var effects = Effects()
        private var timer: Instant?
        private var requests: UInt32 = 0

        init(_ start: Instant) {
            now = start
            device = SimulatedApplicator(
                bootID: Rehearsal.bootID, patient: Patient(seed: 1, at: DeviceProfile.reference.sites), seed: 1,
                at: start)
        }

        mutating func open() {
            machine.reduce(.lineOpened(today: 20_000), at: now, into: &effects)
            perform()
        }

        mutating func ask(_ command: OperatorCommand) {
            requests += 1
            machine.take(command, request: RequestID(rawValue: requests), at: now, into: &effects)
            perform()
        }

        mutating func run(_ span: Duration) {
            let end = now + span
            _ = run(until: span) { $0.now >= end }
        }

        mutating func run(until limit: Duration, _ isDone: (VirtualBench) -> Bool) -> Bool {
            let end = now + limit
            while now < end, !isDone(self) { step() }
            return isDone(self)
        }

        private mutating func step() {
            now = now + .microseconds(500)
            device.advance(to: now)
            let bytes = device.withPending { span in span.indices.map { span[$0] } }
            device.sent(bytes.count)
            guard isListening else {
                unheard += bytes
                return
            }
            if let deadline = timer, deadline <= now {
                timer = nil
                machine.reduce(.timer, at: now, into: &effects)
                perform()
            }
            guard !bytes.isEmpty else { return }
            heardAt = now
            machine.receive(bytes.span, at: now, into: &effects)
            perform()
        }

        private mutating func perform() {
            var intents: [RequestID] = []
            for index in 0..<effects.count {
                switch effects[index] {
                case .write:
                    let bytes = machine.withPendingBytes { span in span.indices.map { span[$0] } }
                    machine.wrote(bytes.count)
                    device.receive(bytes.span, at: now)
                case .setTimer(let deadline): timer = deadline
                case .record(.intent(_, let request)): intents.append(request)
                case .record, .publish, .flushOutput, .holdHost, .escalate: break
                }
            }
            effects.removeAll()
            for request in intents {
                machine.reduce(.intentStored(request, true), at: now, into: &effects)
                perform()
            }
        }
    }
}
