import Link
import Safety
import Treatment
import Units
import Wire

@testable import Control
@testable import Link

/// The safety property: what must hold after every single step, whatever came before.
struct WalkJudge {
    var effects = Effects()
    var steps = 0
    /// What was wrong, in words.
    var wrong: [String] = []

    mutating func judge(_ system: inout WalkSystem, _ before: WalkBefore) {
        let stopped = bytesBeginWithStop(system)
        if system.machine.state == .stopping, before.state != .stopping { system.memory.zeroSeen = false }
        judgeFrames(&system, before, stopped)
        noteZero(&system)
        judgeStop(system, before, stopped)
        judgeLatch(system, before)
        judgeZero(system, before)
        judgeBounds(system)
        judgeToken(before)
    }

    /// Only a plan that the device may be given is loaded.
    mutating func judgePlan(_ system: borrowing WalkSystem, _ plans: WalkPlans) {
        guard let loaded = system.machine.treatment?.program.identity else { return }
        expect(!plans.mustRefuse(loaded), "a plan is loaded that has to be refused")
    }

    /// A wrong token asks for nothing.
    private mutating func judgeToken(_ before: WalkBefore) {
        switch before.asked {
        case .start(WalkSystem.wrongToken), .resume(WalkSystem.wrongToken): break
        default: return
        }
        for index in 0..<effects.count {
            if case .record(.intent(let intent, _)) = effects[index] { expect(false, "a wrong token, and \(intent)") }
        }
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds { wrong.append(what()) }
    }

    private func bytesBeginWithStop(_ system: borrowing WalkSystem) -> Bool {
        system.machine.withPendingBytes { bytes in
            bytes.count >= Protocol.stopRunAccepted
                && (0..<Protocol.stopRunAccepted).allSatisfy { bytes[$0] == 0 }
        }
    }

    /// Every request has its answer, once, or is what the machine is at; no effect is lost; the machine wakes up.
    private mutating func judgeBounds(_ system: borrowing WalkSystem) {
        let machine = system.machine
        expect(effects.lost == 0, "an effect is lost")
        expect(machine.link.out.overflows == 0, "a frame found no room")
        expect(system.memory.doubleAnswers == 0, "an answer to nobody")
        let waiting = system.memory.outstanding
        expect(waiting == machine.awaited, "\(waiting) wait, and the machine is at \(machine.awaited)")
        expect(system.memory.timer == machine.timer, "the timer is not the one asked for")
        let mayGive = machine.stage.isArmedOrBeyond || machine.state == .stopping || machine.state == .outputUncertain
        expect(!mayGive || system.memory.hostIsHeld, "the workstation may sleep while output is possible")
        expect(system.memory.hostIsHeld == machine.stage.needsQuietHost, "the workstation is not held as it should be")
        expect(machine.snapshot(at: system.now).state == machine.state, "the status shows another state")
        guard machine.lineIsOpen else { return }
        guard let timer = machine.timer else { return expect(false, "no wake-up on an open line") }
        expect(timer - system.now <= Machine.idleTick, "the wake-up is \((timer - system.now).milliseconds) ms away")
    }

    /// STOP bytes come first, before records and answers, whatever it was that stopped.
    private mutating func judgeStop(_ system: borrowing WalkSystem, _ before: WalkBefore, _ stopped: Bool) {
        let machine = system.machine
        let isAsked = before.asked == .stop || before.asked == .shutDown
        let isEntered = machine.state == .stopping && before.state != .stopping
        guard machine.lineIsOpen, isAsked || isEntered else { return }
        expect(stopped, "no STOP bytes in front")
        var told = false
        var flushed = false
        for index in 0..<effects.count {
            switch effects[index] {
            case .flushOutput: flushed = true
            case .holdHost: break
            case .write: if flushed { return }
            case .record, .publish: told = true
            case .setTimer, .escalate: break
            }
            if told { break }
        }
        expect(false, "somebody is told before the STOP is written")
    }

    /// What stopped it stays until a person has seen it.
    private mutating func judgeLatch(_ system: borrowing WalkSystem, _ before: WalkBefore) {
        let state = system.machine.state
        if before.latch != nil, before.asked != .acknowledge {
            expect(system.machine.firstCause != nil, "the first cause is forgotten")
            expect(system.machine.firstCause == before.latch, "the first cause is another one")
        }
        if before.state == .tripped, state != .tripped {
            expect(before.asked == .acknowledge || state == .stopping, "tripped is left for \(state)")
        }
        if before.state == .outputUncertain, state != .outputUncertain {
            expect(state == .tripped, "outputUncertain is left for \(state)")
        }
        if state == .tripped { expect(system.machine.firstCause != nil, "tripped without a cause") }
        let alarm = system.machine.alarm
        if state == .outputUncertain { expect(alarm == .high, "output is uncertain, and the alarm is \(alarm)") }
        if state == .paused { expect(alarm != .none, "a pause signals nothing") }
    }

    private func noteZero(_ system: inout WalkSystem) {
        guard let sample = system.memory.sample, system.memory.sampleAt == system.now else { return }
        let machine = system.machine
        guard machine.link.epochIsConfirmed, machine.link.epoch == system.memory.sampleEpoch else { return }
        if sample.flags.outputIsZero { system.memory.zeroSeen = true }
    }

    /// An end is shown only when zero was measured after the last STOP, or when there is no line to measure on.
    private mutating func judgeZero(_ system: borrowing WalkSystem, _ before: WalkBefore) {
        let state = system.machine.state
        guard state != before.state, state == .finished || state == .tripped else { return }
        expect(system.memory.zeroSeen || !system.machine.lineIsOpen || before.isLineEvent, "\(state) without zero")
    }
}

extension Machine {
    /// The requests that wait for their answer.
    var awaited: [UInt32] {
        switch stage {
        case .contactCheck(let arming): [arming.request.rawValue]
        case .armed(let armed):
            switch armed.step {
            case .waiting: []
            case .storing(let request), .starting(let request, _): [request.rawValue]
            }
        case .paused(let paused):
            switch paused.step {
            case .waiting: []
            case .pausing(let request, _): request.map { [$0.rawValue] } ?? []
            case .storing(let request), .resuming(let request, _): [request.rawValue]
            }
        default: []
        }
    }
}
