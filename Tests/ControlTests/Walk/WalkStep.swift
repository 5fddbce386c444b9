import Link
import Safety
import Units
import Wire

@testable import Control
@testable import Link

/// One call of the machine, what came out of it, and what is done with that.
extension WalkSystem {
    mutating func step(
        _ judge: inout WalkJudge, isLineEvent: Bool = false, hears: Bool = false, asked: OperatorCommand? = nil,
        _ body: (inout Machine, Instant, inout Effects) -> Void
    ) {
        let before = WalkBefore(self, isLineEvent: isLineEvent, asked: asked)
        judge.effects.removeAll()
        body(&machine, now, &judge.effects)
        judge.steps += 1
        memory.follow(judge.effects)
        judge.judge(&self, before)
        carryOut(&judge)
    }

    /// Gives the waiting bytes to the line, as it is.
    private mutating func carryOut(_ judge: inout WalkJudge) {
        guard machine.lineIsOpen, carries != .blocked else { return }
        let count = machine.pendingBytes
        guard count > 0 else { return }
        switch carries {
        case .all: WalkSystem.carry(from: machine, to: &peer, at: now)
        case .runsOnly:
            // A frame without its beginning: nothing of it is understood, but a run is.
            let run = machine.withPendingBytes { bytes in bytes[0] == 0 ? Array(repeating: UInt8(0), count: 32) : [] }
            peer.take(run.span, at: now)
        case .nothing, .blocked: break
        }
        machine.wrote(count)
    }

    private static func carry(from machine: borrowing Machine, to peer: inout WalkPeer, at now: Instant) {
        machine.withPendingBytes { peer.take($0, at: now) }
    }
}

/// What was true before a step.
struct WalkBefore {
    let state: TreatmentState
    let latch: Finding?
    let wasArmed: Bool
    let lineWasOpen: Bool
    let pending: Int
    let inFlight: [UInt32]
    let isLineEvent: Bool
    let asked: OperatorCommand?

    init(_ system: borrowing WalkSystem, isLineEvent: Bool, asked: OperatorCommand?) {
        state = system.machine.state
        latch = system.machine.latch
        wasArmed = system.machine.stage.isArmedOrBeyond
        lineWasOpen = system.machine.lineIsOpen
        pending = system.machine.pendingBytes
        inFlight = system.machine.sequencesInFlight
        self.isLineEvent = isLineEvent
        self.asked = asked
    }
}

extension Machine {
    /// The numbers of the commands that were sent and not answered.
    var sequencesInFlight: [UInt32] { (0..<link.window.count).map { link.window[$0].sequence } }
}

/// What the walk keeps of the past of one machine, by itself and not from the machine.
struct WalkMemory {
    private(set) var lastRequest: UInt32 = 0
    var outstanding: [UInt32] = []
    var intent = Intent.arm
    var intentRequest = RequestID.machine
    var isIntentOpen = false
    /// The intent that is on disk and was not used yet.
    var storedIntent: Intent?
    var timer: Instant?
    /// Whether the workstation is kept awake and quick.
    var hostIsHeld = false
    var sample: FastTelemetry?
    var sampleAt = Instant.zero
    /// Whether zero was measured after the last STOP, in the epoch that it began.
    var zeroSeen = false
    var sampleEpoch: UInt32 = 0
    var doubleAnswers = 0

    mutating func newRequest() -> RequestID {
        lastRequest += 1
        outstanding.append(lastRequest)
        return RequestID(rawValue: lastRequest)
    }

    mutating func saw(_ telemetry: FastTelemetry, epoch: UInt32, at now: Instant) {
        guard telemetry.sample != sample?.sample else { return }
        (sample, sampleAt, sampleEpoch) = (telemetry, now, epoch)
    }

    mutating func follow(_ effects: borrowing Effects) {
        for index in 0..<effects.count {
            switch effects[index] {
            case .setTimer(let wanted): timer = wanted
            case .record(.intent(let wanted, let request)):
                (intent, intentRequest, isIntentOpen, storedIntent) = (wanted, request, true, nil)
            case .publish(.answer(let request, _)):
                if let place = outstanding.firstIndex(of: request.rawValue) {
                    outstanding.remove(at: place)
                } else {
                    doubleAnswers += 1
                }
            case .holdHost(let isNeeded): hostIsHeld = isNeeded
            case .write, .flushOutput, .record, .publish, .escalate: break
            }
        }
    }
}
