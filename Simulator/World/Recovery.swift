import Control
import Safety
import Treatment
import Units

/// Somebody who finds a machine in any state, with nothing broken any more, and has to treat with it.
///
/// What is asked for depends on nothing but the state that the machine shows: a trip is acknowledged, what is under way is
/// stopped, and then a program is loaded, armed and started. What is refused is tried again after a second.
struct Recovery: Sendable {
    private let program: Program
    private let day: DayDose
    private var isLoaded = false
    private var token: UInt64?
    private var waitsUntil = Instant.zero
    /// Since when the device has been of no use: a person turns it off and on.
    private var uselessSince: Instant?
    /// Whether the device should be turned off and on.
    private(set) var wantsPowerCycle = false
    private(set) var hasStarted = false

    init(_ program: Program, carrying day: DayDose) {
        self.program = program
        self.day = day
    }

    var wakesAt: Instant? { waitsUntil }

    mutating func got(_ token: UInt64, at now: Instant) {
        self.token = token
        waitsUntil = now
    }

    mutating func wasServed(at now: Instant) { waitsUntil = now }

    mutating func wasRefused(at now: Instant) {
        token = nil
        waitsUntil = now + .seconds(1)
    }

    mutating func powerWasCycled() {
        wantsPowerCycle = false
        uselessSince = nil
    }

    mutating func next(in state: TreatmentState, at now: Instant) -> OperatorCommand? {
        guard now >= waitsUntil else { return nil }
        waitsUntil = now + .milliseconds(200)
        noteUse(of: state, at: now)
        switch state {
        case .tripped: return ask(.acknowledge, at: now)
        case .ready, .finished:
            guard !hasStarted else { return nil }
            isLoaded = true
            return ask(.load(program, approval: .rehearsal, carried: day), at: now)
        case .loaded:
            guard isLoaded else {
                isLoaded = true
                return ask(.load(program, approval: .rehearsal, carried: day), at: now)
            }
            return ask(.arm(token: 0x5245_434F_5645, approval: nil), at: now)
        case .armed:
            guard isLoaded, let token else { return ask(.stop, at: now) }
            hasStarted = true
            self.token = nil
            return ask(.start(token: token), at: now)
        case .contactCheck, .running, .cooldown: return isLoaded ? nil : ask(.stop, at: now)
        case .paused, .titrating: return ask(.stop, at: now)
        case .disconnected, .identifying, .selfTesting, .stopping, .outputUncertain, .service: return nil
        }
    }

    /// A request waits for its answer, but not for ever.
    private mutating func ask(_ command: OperatorCommand, at now: Instant) -> OperatorCommand {
        waitsUntil = now + .seconds(20)
        return command
    }

    private mutating func noteUse(of state: TreatmentState, at now: Instant) {
        switch state {
        case .disconnected, .identifying, .selfTesting, .stopping, .outputUncertain, .service:
            let since = uselessSince ?? now
            uselessSince = since
            if now - since > .seconds(8) { wantsPowerCycle = true }
        case .ready, .loaded, .contactCheck, .titrating, .armed, .running, .paused, .cooldown, .finished, .tripped:
            uselessSince = nil
        }
    }
}
