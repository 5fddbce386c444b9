import Control
import Device
import Safety
import Tissue
import Treatment
import Units
import Wire
import World

/// Machine and device face to face, in steps of half a millisecond, on a line that loses what a test wants it to lose.
///
/// Every batch of bytes is cut into frames; a filter looks at each and says whether it arrives.
struct ClosedLoop {
    var machine = Machine(hostInstance: 77)
    var effects = Effects()
    var device: SimulatedApplicator
    var now = Instant.zero
    var timer: Instant?
    var isOn = true
    var isOpen = false
    /// Says whether a frame to the device arrives.
    ///
    /// A run of zeros comes as nil.
    var toDevice: (Opcode?) -> Bool = { _ in true }
    /// Says whether a frame to the host arrives.
    var toHost: (Opcode?) -> Bool = { _ in true }
    /// How long bytes to the host lie somewhere; what was sent before keeps its order.
    var delayToHost = Duration.zero
    /// How late the timer comes.
    var delayOfTimer = Duration.zero
    /// What the line is said to carry.
    var rate = LineRate.standard
    private var delayed: [(at: Instant, bytes: [UInt8])] = []
    /// Whether the store answers.
    var stores = true
    var events: [RecordEvent] = []
    var answers: [UInt32: Answer] = [:]
    var escalations: [Escalation] = []
    /// Whether the line carries a BREAK, and the modem lines, to the device.
    var carriesBreak = false
    var carriesTerminalReady = false
    private var requests: UInt32 = 0
    private var seed: UInt64
    private var outbound: [UInt8] = []

    init(seed: UInt64 = 1) {
        self.seed = seed
        device = ClosedLoop.device(boot: 1, seed: seed, at: .zero)
    }

    static func device(boot: UInt64, seed: UInt64, at now: Instant) -> SimulatedApplicator {
        SimulatedApplicator(
            bootID: seed &* 1000 &+ boot, patient: Patient(seed: seed, at: DeviceProfile.reference.sites), seed: seed,
            at: now)
    }

    mutating func open() {
        isOpen = true
        machine.reduce(.lineOpened(today: 20_000, rate: rate), at: now, into: &effects)
        perform()
    }

    mutating func close() {
        isOpen = false
        machine.reduce(.lineLost, at: now, into: &effects)
        perform()
    }

    mutating func restartDevice(boot: UInt64) {
        isOn = true
        device = ClosedLoop.device(boot: boot, seed: seed, at: now)
    }

    @discardableResult
    mutating func ask(_ command: OperatorCommand) -> UInt32 {
        requests += 1
        machine.take(command, request: RequestID(rawValue: requests), at: now, into: &effects)
        perform()
        return requests
    }

    mutating func run(_ span: Duration) {
        let end = now + span
        while now < end { step() }
    }

    /// Runs until `condition` holds; false when it does not within `limit`.
    mutating func run(until limit: Duration, _ condition: (ClosedLoop) -> Bool) -> Bool {
        let end = now + limit
        while now < end {
            if condition(self) { return true }
            step()
        }
        return condition(self)
    }

    mutating func store(_ isStored: Bool, for request: UInt32) {
        machine.reduce(.intentStored(RequestID(rawValue: request), isStored), at: now, into: &effects)
        perform()
    }

    mutating func step() {
        now = now + .microseconds(500)
        if isOn {
            device.advance(to: now)
            var bytes: [UInt8] = []
            device.withPending { span in for index in span.indices { bytes.append(span[index]) } }
            device.sent(bytes.count)
            let kept = ClosedLoop.filter(bytes, toHost)
            if !kept.isEmpty { delayed.append((now + delayToHost, kept)) }
            while let first = delayed.first, first.at <= now {
                delayed.removeFirst()
                guard isOpen else { continue }
                machine.receive(first.bytes.span, at: now, into: &effects)
                perform()
            }
        }
        if let deadline = timer, deadline + delayOfTimer <= now {
            timer = nil
            machine.reduce(.timer, at: now, into: &effects)
            perform()
        }
    }

    mutating func perform() {
        var intents: [RequestID] = []
        for index in 0..<effects.count {
            switch effects[index] {
            case .write:
                var bytes: [UInt8] = []
                machine.withPendingBytes { span in for index in span.indices { bytes.append(span[index]) } }
                machine.wrote(bytes.count)
                let kept = ClosedLoop.filter(bytes, toDevice)
                if isOn, isOpen, !kept.isEmpty { device.receive(kept.span, at: now) }
            case .flushOutput, .publish(.snapshot), .holdHost: break
            case .setTimer(let deadline): timer = deadline
            case .record(let event):
                events.append(event)
                if case .intent(_, let request) = event { intents.append(request) }
            case .publish(.answer(let request, let answer)): answers[request.rawValue] = answer
            case .escalate(let escalation): escalate(escalation)
            }
        }
        effects.removeAll()
        guard stores else { return }
        for request in intents { store(true, for: request.rawValue) }
    }

    private mutating func escalate(_ escalation: Escalation) {
        escalations.append(escalation)
        guard isOn else { return }
        switch escalation {
        case .dropTerminalReady, .raiseTerminalReady:
            if carriesTerminalReady { device.terminalReady(escalation == .raiseTerminalReady, at: now) }
        case .lineBreak: if carriesBreak { device.lineBreak(at: now) }
        case .callForHelp: return
        }
    }

    /// Cuts `bytes` at their zeros and keeps the frames that `keep` wants.
    private static func filter(_ bytes: [UInt8], _ keep: (Opcode?) -> Bool) -> [UInt8] {
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0 {
                var end = index
                while end < bytes.count, bytes[end] == 0 { end += 1 }
                if keep(nil) { kept += bytes[index..<end] }
                index = end
                continue
            }
            var end = index
            while end < bytes.count, bytes[end] != 0 { end += 1 }
            let frame = bytes[index..<min(end + 1, bytes.count)]
            // COBS: the code, then the opcode, which is never zero.
            if frame.count > 1, keep(Opcode(rawValue: frame[frame.startIndex + 1])) { kept += frame }
            index = end + 1
        }
        return kept
    }

    /// From an open line to a loaded program.
    mutating func load() throws {
        open()
        guard run(until: .seconds(5), { $0.machine.state == .ready }) else { return }
        ask(.load(try shortProgram(), approval: .rehearsal))
    }

    /// Arms, and gives the token.
    mutating func arm() -> UInt64 {
        ask(.arm(token: 11, approval: nil))
        _ = run(until: .seconds(16)) { $0.machine.state == .armed }
        return 11
    }

    var states: [TreatmentState] {
        events.compactMap { if case .entered(let state) = $0 { state } else { nil } }
    }

    /// The ends of treatments, in order.
    var ends: [(TreatmentResult, Cause?)] {
        events.compactMap { if case .treatmentEnded(let result, let cause) = $0 { (result, cause) } else { nil } }
    }
}
