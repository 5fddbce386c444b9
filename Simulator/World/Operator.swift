import Control
import Treatment
import Units

/// Somebody who loads, arms and starts once, waits for each answer, and resumes when told to.
struct Operator: Sendable {
    private enum Wish: Sendable, Equatable {
        case load
        case arm
        case start(UInt64)
        case resume(UInt64)
        case nothing
    }

    private var wish = Wish.load
    private var waits = false
    private var isResuming = false
    private var requests: UInt32 = 0

    init() {}

    /// What the operator asks for now; nil while waiting or content.
    mutating func next(in state: TreatmentState, program: Program) -> OperatorCommand? {
        guard !waits else { return nil }
        switch (wish, state) {
        case (.load, .ready):
            (wish, waits) = (.arm, true)
            return .load(program, approval: .none)
        case (.arm, .loaded):
            waits = true
            return .arm(token: 0x544F_4B45_4E)
        case (.start(let token), .armed):
            (wish, waits) = (.nothing, true)
            return .start(token: token)
        case (.resume(let token), .paused):
            (wish, waits, isResuming) = (.nothing, true, false)
            return .resume(token: token)
        default: return nil
        }
    }

    /// The operator wants to go on after a pause.
    mutating func beginResume() -> OperatorCommand {
        (waits, isResuming) = (true, true)
        return .prepareResume(token: 0x5245_5355_4D45)
    }

    mutating func got(_ token: UInt64) {
        waits = false
        wish = isResuming ? .resume(token) : .start(token)
    }

    mutating func wasServed() {
        waits = false
        isResuming = false
    }

    /// A refusal ends it: nothing is asked for twice.
    mutating func wasRefused() {
        wasServed()
        wish = .nothing
    }

    mutating func nextRequest() -> RequestID {
        requests += 1
        return RequestID(rawValue: requests)
    }
}
