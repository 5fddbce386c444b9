import Safety
import Treatment
import Units
import Wire

@testable import Control
@testable import Link

/// What two machines have in common that the walk takes for one state.
struct WalkKey: Hashable {
    private var bytes: [UInt8] = []

    init(_ system: borrowing WalkSystem) {
        let machine = system.machine
        bytes.reserveCapacity(32)
        addStage(machine.stage, machine, at: system.now)
        addLink(system)
        addDevice(system)
        addJudgement(machine, at: system.now)
        addTitration(machine, at: system.now)
    }

    /// What is titrated, or was, and whether a treatment could be armed by it.
    private mutating func addTitration(_ machine: borrowing Machine, at now: Instant) {
        add(machine.titrations.isEmpty ? 0 : machine.titrations[0].hasBegun ? 2 : 1)
        guard let treatment = machine.treatment, let zone = treatment.program.zones.first(where: { _ in true }) else {
            return
        }
        guard let control = treatment.intensities[zone] else { return add(treatment.titrated[zone] == nil ? 0 : 1) }
        add(machine.titrationGap(at: now) == nil ? 2 : 3)
        add(UInt8(clamping: control.target.rawValue / 10))
    }

    private mutating func add(_ value: UInt8) { bytes.append(value) }

    private mutating func add(_ flags: Bool...) {
        bytes.append(flags.reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
    }

    private mutating func addStage(_ stage: Stage, _ machine: borrowing Machine, at now: Instant) {
        add(stage.state.rawValue)
        switch stage {
        case .selfTesting(let testing):
            add(testing.step)
            add(testing.isAsked, now - testing.since >= Machine.selfTestTime)
        case .contactCheck(let arming): addArming(arming, at: now)
        case .armed(let armed):
            let age = now - armed.stepSince
            add(now >= armed.expires)
            switch armed.step {
            case .waiting: add(0)
            case .storing: add(age > Machine.storageTime ? 2 : 1)
            case .starting(_, let isSent): add((isSent ? 4 : 3) + (age > Machine.obedienceTime ? 2 : 0))
            }
        case .running(let playback), .titrating(let playback): addPlayback(playback, machine, at: now)
        case .paused(let paused): addPaused(paused, machine, at: now)
        case .stopping(let stopping):
            switch stopping.goal {
            case .tripped: add(1)
            case .finished(.stopped): add(2)
            case .finished: add(3)
            case .titrated: add(4)
            }
            add(stopping.escalations)
        case .cooldown(let since): add(now - since >= Machine.cooldownLeast, machine.slowAt > since)
        case .finished(let result): add(result.rawValue)
        case .service(let refusal): add(refusal == .selfTestFailed ? 1 : refusal == .otherSchema ? 2 : 0)
        case .disconnected, .identifying, .ready, .loaded, .tripped, .outputUncertain: break
        }
    }

    private mutating func addArming(_ arming: Arming, at now: Instant) {
        let age = now - arming.stepSince
        add(arming.selfTest.step)
        add(arming.selfTest.isAsked)
        switch arming.step {
        case .checking(let goodSince):
            add(goodSince == nil ? 0 : 1)
            add(now - arming.since > Machine.readinessTime)
        case .storing: add(age > Machine.storageTime ? 3 : 2)
        case .envelopes(let next, let answered):
            add(10 + UInt8(next * 4 + answered))
            add(age > Machine.obedienceTime)
        case .arming: add(age > Machine.obedienceTime ? 5 : 4)
        }
    }

    private mutating func addPlayback(_ playback: Playback, _ machine: borrowing Machine, at now: Instant) {
        let count = machine.segmentCount
        add(playback.nextOrdinal == 0 ? 0 : playback.nextOrdinal < count ? 1 : 2)
        add(
            playback.isBlocked, playback.firstOrdinal > 0, machine.clock.latestDeviceTime(at: now) >= playback.origin,
            machine.clock.latestDeviceTime(at: now) > playback.start(of: count),
            machine.firstUnplayed(of: playback, at: now) >= count, machine.link.hasRoom(forUrgentDatagramOf: 18))
        add(machine.held.bits)
    }

    private mutating func addPaused(_ paused: Paused, _ machine: borrowing Machine, at now: Instant) {
        let age = now - paused.stepSince
        switch paused.step {
        case .pausing(_, let isSent): add(isSent ? 1 : 0)
        case .waiting: add(2)
        case .storing: add(age > Machine.storageTime ? 4 : 3)
        case .resuming(_, let isSent): add((isSent ? 6 : 5) + (age > Machine.obedienceTime ? 2 : 0))
        }
        add(paused.token == nil ? 0 : now < paused.tokenExpires ? 1 : 2)
        add(
            now - paused.since > Machine.pauseLimit, now - paused.since > .milliseconds(250),
            paused.nextOrdinal > 0, paused.nextOrdinal >= machine.segmentCount, machine.pauseCause != nil)
    }

    private mutating func addLink(_ system: borrowing WalkSystem) {
        let machine = system.machine
        add(
            machine.lineIsOpen, machine.link.bootID != nil, machine.link.epochIsConfirmed,
            system.peer.endpoint.isHalted, machine.isEnding, machine.terminalIsDropped, machine.link.window.isEmpty,
            machine.pendingBytes > 0)
        guard machine.state == .identifying else { return }
        add(machine.described.device?.shutOffCount == 1, machine.described.applicator?.id == 0)
        switch machine.described.missing {
        case nil: add(0)
        case .device?: add(1)
        case .applicator?: add(2)
        case .zone(let zone)?: add(3 + zone.rawValue)
        }
    }

    /// What is armed there, what is loaded here, and what the device last said.
    private mutating func addDevice(_ system: borrowing WalkSystem) {
        let machine = system.machine
        if let loaded = machine.treatment?.program.identity {
            add(system.peer.armed == loaded ? 1 : system.peer.armed == nil ? 2 : 3)
            if machine.state == .loaded {
                add(machine.treatment?.approval != Fingerprint.none)
            }
        }
        guard let fast = machine.fast else { return }
        add(machine.zeroIsMeasured)
        switch fast.state {
        case .idle, .tripped: add(0)
        case .armed: add(1)
        case .halted: add(2)
        case .running: add(3)
        case .paused: add(4)
        }
        guard WalkKey.isJudged(machine.state) else { return }
        add(system.now - machine.fastAt > Limits.telemetryTrip)
        if machine.state != .contactCheck { add(fast.leaseMarginMilliseconds > 0) }
    }

    private mutating func addJudgement(_ machine: borrowing Machine, at now: Instant) {
        add(machine.latch == nil ? 0 : machine.deviceCause == .none ? 1 : 2)
        guard WalkKey.isJudged(machine.state) else { return }
        add(machine.gate.sample == nil ? 2 : machine.gate.verdict.allowsOutput ? 1 : 0)
        for zone in WalkSample.zones {
            let reading = machine.readings[zone]
            add(reading.radioFrequency == .ok && reading.stimulation == .ok)
        }
    }

    private static func isJudged(_ state: TreatmentState) -> Bool {
        [.contactCheck, .titrating, .armed, .running, .paused].contains(state)
    }
}
