import Link
import Safety
import Treatment
import Units
import Wire

@testable import Control

/// The real machine and a device on one line, with what has to be remembered to judge every step.
struct WalkSystem {
    static let origin = Instant.nanoseconds(1_000_000_000)
    static let rightToken: UInt64 = 5
    static let wrongToken: UInt64 = 6

    var machine = Machine(hostInstance: 7)
    var peer = WalkPeer()
    var now = WalkSystem.origin
    var carries = WalkMove.Carrying.all
    var memory = WalkMemory()
    let device: WalkDescription

    init(_ device: WalkDescription) {
        self.device = device
        peer.isMonopolar = device == .monopolar
    }

    /// Makes `move`; everything that is wrong about any step of it goes to `judge`.
    mutating func make(_ move: WalkMove, _ plans: WalkPlans, _ judge: inout WalkJudge) {
        switch move {
        case .lineOpened:
            step(&judge, isLineEvent: true) { $0.reduce(.lineOpened(today: 20_000), at: $1, into: &$2) }
        case .lineLost: step(&judge, isLineEvent: true) { $0.reduce(.lineLost, at: $1, into: &$2) }
        case .stored(let isStored): store(isStored, &judge)
        case .storedOther:
            step(&judge) { $0.reduce(.intentStored(RequestID(rawValue: 9_999_999), true), at: $1, into: &$2) }
        case .over(let how, let move):
            carries = how
            make(move, plans, &judge)
            carries = .all
        case .sleep(let span):
            now = now + span
            step(&judge) { $0.reduce(.timer, at: $1, into: &$2) }
        case .wait(let span): pass(span, isLive: false, &judge)
        case .hear(let kind, let span):
            // What comes back by itself is told once while it is latched: that takes a trip, and a second look.
            let state = machine.state
            for step in 0..<span.milliseconds / 5 where machine.state == state || state == .tripped {
                make(.next(kind), plans, &judge)
                if step % 20 == 0 { say(.slow(.plain), &judge) }
            }
        case .rest: rest(&judge)
        case .playOut:
            while case .running(let playback) = machine.stage,
                machine.firstUnplayed(of: playback, at: now) < machine.segmentCount
            {
                pass(.milliseconds(5), isLive: true, &judge)
            }
        case .suspended: step(&judge) { $0.reduce(.hostSuspended(.seconds(2)), at: $1, into: &$2) }
        case .next(let kind):
            pass(.milliseconds(5), isLive: false, &judge)
            say(.fast(kind), &judge)
        case .live(let span): pass(span, isLive: true, &judge)
        case .asks(let what): ask(what, plans, &judge)
        case .hello, .answers, .loseAnswer, .refuseSegment, .selfTest, .selfTestOfOther, .describes, .fast, .slow,
            .noise:
            say(move, &judge)
        }
    }

    private mutating func store(_ isStored: Bool, _ judge: inout WalkJudge) {
        let request = memory.intentRequest
        if isStored, memory.isIntentOpen { memory.storedIntent = memory.intent }
        memory.isIntentOpen = false
        step(&judge) { $0.reduce(.intentStored(request, isStored), at: $1, into: &$2) }
    }

    private mutating func ask(_ what: WalkMove.Asked, _ plans: WalkPlans, _ judge: inout WalkJudge) {
        let command: OperatorCommand
        switch what {
        case .load(let plan, let isApproved):
            command = .load(
                plans[plan], approval: isApproved ? Fingerprint(high: 8, low: 8) : .none,
                carried: plans.carried(before: plan))
        case .arm: command = .arm(token: WalkSystem.rightToken, approval: nil)
        case .start(let right): command = .start(token: right ? WalkSystem.rightToken : WalkSystem.wrongToken)
        case .pause: command = .pause
        case .prepareResume: command = .prepareResume(token: WalkSystem.rightToken)
        case .resume(let right): command = .resume(token: right ? WalkSystem.rightToken : WalkSystem.wrongToken)
        case .stop: command = .stop
        case .acknowledge: command = .acknowledge
        case .shutDown: command = .shutDown
        case .titrate(let right):
            command = .titrate(
                right ? plans.titration : plans.otherTitration, token: WalkSystem.rightToken, approval: nil)
        case .mark: command = .mark(.contraction)
        case .endTitration: command = .endTitration
        case .intensity(let change):
            command = .setIntensity(plans.zones[0], PerMille(rawValue: 500 + change))
        }
        let request = memory.newRequest()
        step(&judge, asked: command) { $0.take(command, request: request, at: $1, into: &$2) }
    }

    private mutating func say(_ move: WalkMove, _ judge: inout WalkJudge) {
        switch move {
        case .hello(let kind): give(peer.frame(peer.helloAnswer(kind)), &judge)
        case .answers(let result): answer(with: result, &judge)
        case .loseAnswer:
            guard !peer.waiting.isEmpty else { return }
            let waiting = peer.waiting.removeFirst()
            peer.obey(waiting.command)
        case .refuseSegment:
            guard let sequence = peer.segmentSequence else { return }
            peer.endpoint.answer(sequence, with: .notReady)
            give(peer.drain(), &judge)
        case .selfTest(let passed): test(other: false, passed, &judge)
        case .selfTestOfOther: test(other: true, true, &judge)
        case .describes(let part): describe(part, &judge)
        case .fast(let kind):
            let sample = peer.fast(kind, at: now)
            if machine.fast == nil { memory.sample = nil }
            memory.saw(sample, epoch: peer.endpoint.epoch, at: now)
            give(peer.frame(sample), &judge)
        case .slow(let kind): give(peer.frame(peer.slow(kind)), &judge)
        case .noise:
            var bytes: [UInt8] = []
            for _ in 0..<12 { bytes += [9, 1, 2, 3, 4, 5, 6, 7, 8, 0] }
            give(bytes, &judge)
        case .lineOpened, .lineLost, .stored, .storedOther, .over, .sleep, .wait, .live, .hear, .next, .asks, .playOut,
            .rest, .suspended:
            return
        }
    }

    private mutating func answer(with result: CommandResult, _ judge: inout WalkJudge) {
        guard !peer.waiting.isEmpty else { return }
        let waiting = peer.waiting.removeFirst()
        if result == .done { peer.obey(waiting.command) }
        peer.endpoint.answer(waiting.sequence, with: result)
        give(peer.drain(), &judge)
    }

    private mutating func test(other: Bool, _ passed: Bool, _ judge: inout WalkJudge) {
        let step = SelfTestStep(rawValue: selfTestStep) ?? .sensors
        let told: SelfTestStep = other ? (step == .sensors ? .firstShutOff : .sensors) : step
        give(
            peer.frame(SelfTestResult(step: told, passed: passed, sequence: 1, power: .zero, current: .zero)), &judge)
    }

    private var selfTestStep: UInt8 {
        switch machine.stage {
        case .selfTesting(let testing): testing.step
        case .contactCheck(let arming): arming.selfTest.step
        default: 1
        }
    }

    private mutating func describe(_ part: WalkMove.Part, _ judge: inout WalkJudge) {
        switch part {
        case .device, .oneShutOff, .forPatients: give(peer.frame(device.device(part)), &judge)
        case .applicator, .noApplicator: give(peer.frame(device.applicator(part)), &judge)
        case .first: give(peer.frame(device.zone(WalkSample.zones[0])), &judge)
        case .second: give(peer.frame(device.zone(WalkSample.zones[1])), &judge)
        }
    }

    /// A pause that is longer than any may be.
    private mutating func rest(_ judge: inout WalkJudge) {
        let end = now + .milliseconds(600_100)
        while now < end, machine.state == .paused {
            pass(.milliseconds(15), isLive: false, &judge)
            say(.fast(.plain), &judge)
            if peer.sample.isMultiple(of: 8) { say(.slow(.plain), &judge) }
        }
    }

    /// Lets time pass in samples of 5 ms, with the machine's own timers in between, until something changes.
    private mutating func pass(_ span: Duration, isLive: Bool, _ judge: inout WalkJudge) {
        let end = now + span
        let state = machine.state
        while now < end, machine.state == state {
            let next = now + .milliseconds(5)
            while let timer = machine.timer, timer <= next {
                now = max(timer, now)
                step(&judge) { $0.reduce(.timer, at: $1, into: &$2) }
                if let again = machine.timer, again <= now { break }
            }
            now = next
            guard isLive, machine.lineIsOpen else { continue }
            serve(&judge)
        }
    }

    /// Answers everything that was asked, and sends a sample.
    private mutating func serve(_ judge: inout WalkJudge) {
        if memory.isIntentOpen { store(true, &judge) }
        if peer.wantsAnswer {
            peer.wantsAnswer = false
            give(peer.frame(peer.helloAnswer(.same)), &judge)
        }
        while !peer.asked.isEmpty {
            switch peer.asked.removeFirst() {
            case .device: describe(.device, &judge)
            case .applicator: describe(.applicator, &judge)
            case .zone(let zone): describe(zone == WalkSample.zones[0] ? .first : .second, &judge)
            }
        }
        while let waiting = peer.waiting.first {
            answer(with: .done, &judge)
            if case .selfTest = waiting.command { test(other: false, true, &judge) }
        }
        guard peer.endpoint.hostInstance != nil else { return }
        say(.fast(.plain), &judge)
        if peer.sample.isMultiple(of: 20) { say(.slow(.plain), &judge) }
    }

    private mutating func give(_ bytes: [UInt8], _ judge: inout WalkJudge) {
        step(&judge, hears: true) { $0.receive(bytes.span, at: $1, into: &$2) }
    }
}
