import Link
import Safety
import Treatment
import Units
import Wire

@testable import Control

/// The walk's machine and device, driven step by step to where a test wants to have them.
struct Driven {
    var system = WalkSystem(.bipolar)
    var judge = WalkJudge()
    let plans: WalkPlans

    /// A machine in `state`, on the way to `ready`.
    init(until state: TreatmentState = .ready) throws {
        plans = try WalkPlans(for: .bipolar)
        make(.lineOpened)
        live(until: state)
    }

    var state: TreatmentState { system.machine.state }
    var cause: Cause? { system.machine.latch?.cause }

    /// A result of the self-test's first step is still to come.
    mutating func expectSelfTest() {
        guard case .contactCheck(var arming) = system.machine.stage else { return }
        arming.selfTest = SelfTesting(step: 1, isAsked: true, since: system.now)
        system.machine.stage = .contactCheck(arming)
    }

    /// Whether the device waits to answer a command like this one.
    func waits(for isWanted: (HostCommand) -> Bool) -> Bool { system.peer.waiting.contains { isWanted($0.command) } }

    mutating func make(_ moves: WalkMove...) {
        for move in moves { system.make(move, plans, &judge) }
    }

    /// The next sample: one without any time between would be a clock that stands.
    mutating func hear(_ kind: WalkMove.Sample) { make(.next(kind)) }

    /// At most two seconds with a device that does everything it is told.
    mutating func live(until state: TreatmentState) {
        for _ in 0..<400 where self.state != state { make(.live(.milliseconds(5))) }
    }

    /// Time passes in samples of this kind while the device and the store answer nothing.
    mutating func pass(
        _ span: Duration, _ kind: WalkMove.Sample = .plain, until isDone: (Driven) -> Bool = { _ in false }
    ) {
        for step in 0..<span.milliseconds / 5 where !isDone(self) {
            make(.wait(.milliseconds(5)), .fast(kind))
            if step % 20 == 0 { make(.slow(.plain)) }
        }
    }

    /// Loaded, asked to arm, and found in order: the intent waits for the store.
    mutating func beginArming() {
        make(.asks(.load(.first, approved: true)), .asks(.arm))
        pass(.seconds(3)) { $0.system.memory.isIntentOpen }
    }

    mutating func arm() {
        beginArming()
        live(until: .armed)
    }

    mutating func start() {
        arm()
        make(.asks(.start(right: true)))
        live(until: .running)
    }

    /// A plan by intensity is loaded, and the first of its zones gives single contractions.
    mutating func titrate() {
        make(.asks(.load(.byIntensity, approved: true)), .asks(.titrate(right: true)))
        pass(.seconds(3)) { $0.system.memory.isIntentOpen }
        live(until: .armed)
        make(.asks(.start(right: true)))
        live(until: .titrating)
    }

    /// A plan by intensity is loaded, and ranges were found in all of its zones.
    mutating func loadTitrated() {
        make(.asks(.load(.byIntensity, approved: true)))
        guard let range = IntensityRange(threshold: .milliamps(2), maximum: .milliamps(8)) else { return }
        let kept = KeptTitration(outcome: .found(range), at: system.now)
        for zone in plans.first.zones { system.machine.treatment?.keep(kept, of: zone) }
    }

    /// Armed and asked to start; whether the device has the start and has not answered it.
    mutating func armAndSendStart() -> Bool {
        arm()
        make(.asks(.start(right: true)), .stored(true))
        let isStart = { (command: HostCommand) in if case .start = command { true } else { false } }
        pass(.milliseconds(500), .leased) { $0.waits(for: isStart) }
        return waits(for: isStart)
    }

    /// Paused, with nothing under way any more.
    mutating func pause() {
        start()
        make(.live(.milliseconds(5)), .asks(.pause))
        for _ in 0..<10 { make(.live(.milliseconds(5))) }
    }

    /// Changes what the machine remembers of its pause.
    mutating func changePause(_ body: (inout Paused) -> Void) {
        guard case .paused(var paused) = system.machine.stage else { return }
        body(&paused)
        system.machine.stage = .paused(paused)
    }

    /// Changes what the machine remembers of its arming.
    mutating func changeArming(_ body: (inout Arming) -> Void) {
        guard case .contactCheck(var arming) = system.machine.stage else { return }
        body(&arming)
        system.machine.stage = .contactCheck(arming)
    }

    /// Which step of the self-test the arming is at.
    var selfTestStep: UInt8? {
        guard case .contactCheck(let arming) = system.machine.stage else { return nil }
        return arming.selfTest.step
    }

    /// How many records like this one the last step made.
    func recorded(_ isWanted: (RecordEvent) -> Bool) -> Int {
        (0..<judge.effects.count).count { index in
            if case .record(let event) = judge.effects[index] { isWanted(event) } else { false }
        }
    }

    /// How often the last step told the machine's state.
    var published: Int { (0..<judge.effects.count).count { judge.effects[$0] == .publish(.snapshot) } }
}
