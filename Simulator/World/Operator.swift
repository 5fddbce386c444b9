import Control
import Safety
import Treatment
public import Units

/// What an operator does besides loading, arming and starting once.
public struct OperatorHabits: Equatable, Sendable {
    /// How long the armed device waits for the start.
    public var startDelay = Duration.zero
    /// Whether the first start shows a wrong token.
    public var mistypesToken = false
    /// Whether the start is asked for twice.
    public var startsTwice = false
    /// Whether an arming that lapsed, or a refused one, is tried again: how often.
    public var rearmings = 0
    /// Whether there is somebody at all; without, whoever plays asks for everything.
    public var isThere = true
    /// How long after output was paused by itself the operator tries to resume; nil for never.
    public var resumesAfter: Duration?

    /// Somebody who does what was asked for, once.
    public init() {}
}

/// Somebody who loads, arms and starts once, waits for each answer, and resumes when told to; with habits.
struct Operator: Sendable {
    private enum Wish: Sendable, Equatable {
        case load
        case arm
        case start(UInt64)
        case resume(UInt64)
        case nothing
    }

    private let habits: OperatorHabits
    private var wish = Wish.load
    private var waits = false
    private var isResuming = false
    private var requests: UInt32 = 0
    private var rearmings: Int
    private var mistypes: Bool
    private var repeatsStart: UInt64?
    private var notBefore = Instant.zero
    private var pausedAt: Instant?
    private var resumesLeft = 4

    /// Whether somebody else took over, after a run: see `Recovery`.
    private(set) var recovery: Recovery?

    init(_ habits: OperatorHabits = OperatorHabits()) {
        self.habits = habits
        rearmings = habits.rearmings
        mistypes = habits.mistypesToken
    }

    /// Somebody who brings everything back and treats once more, with `program`.
    init(recoveringWith program: Program, carrying day: DayDose = DayDose(), after requests: UInt32) {
        self.init()
        self.requests = requests
        recovery = Recovery(program, carrying: day)
    }

    var isRecovering: Bool { recovery != nil }

    /// When the operator does something next without being answered.
    var wakesAt: Instant? {
        if let recovery { return recovery.wakesAt }
        return notBefore > .zero && !waits ? notBefore : nil
    }

    /// Whether the operator will not do anything more by himself.
    var isContent: Bool { !waits && wakesAt == nil && (habits.resumesAfter == nil || resumesLeft == 0) }

    /// What the operator asks for now; nil while waiting or content.
    mutating func next(
        in state: TreatmentState, program: Program, carried: DayDose, at now: Instant
    ) -> OperatorCommand? {
        if recovery != nil { return recovery?.next(in: state, at: now) }
        guard habits.isThere, !waits, now >= notBefore else { return nil }
        notBefore = .zero
        switch (wish, state) {
        case (.load, .ready):
            (wish, waits) = (.arm, true)
            return .load(program, approval: .rehearsal, carried: carried)
        case (.arm, .loaded):
            waits = true
            return .arm(token: 0x544F_4B45_4E, approval: nil)
        case (.start(let token), .armed): return start(token)
        case (.start, .loaded) where rearmings > 0:
            // It lapsed while nobody started.
            rearmings -= 1
            waits = true
            return .arm(token: 0x544F_4B45_4F + UInt64(rearmings), approval: nil)
        case (.resume(let token), .paused):
            (wish, waits, isResuming) = (.nothing, true, false)
            return .resume(token: token)
        case (.nothing, .armed), (.nothing, .running):
            guard let token = repeatsStart else { return nil }
            (repeatsStart, waits) = (nil, true)
            return .start(token: token)
        case (.nothing, .paused): return resumeByItself(at: now)
        default: return nil
        }
    }

    private mutating func start(_ token: UInt64) -> OperatorCommand {
        waits = true
        guard !mistypes else {
            mistypes = false
            return .start(token: token ^ 1)
        }
        wish = .nothing
        if habits.startsTwice { repeatsStart = token }
        return .start(token: token)
    }

    private mutating func resumeByItself(at now: Instant) -> OperatorCommand? {
        guard let delay = habits.resumesAfter, resumesLeft > 0 else { return nil }
        guard let since = pausedAt else {
            pausedAt = now
            notBefore = now + delay
            return nil
        }
        guard now >= since + delay else { return nil }
        resumesLeft -= 1
        pausedAt = nil
        return beginResume()
    }

    /// The operator wants to go on after a pause.
    mutating func beginResume() -> OperatorCommand {
        (waits, isResuming) = (true, true)
        return .prepareResume(token: 0x5245_5355_4D45)
    }

    mutating func got(_ token: UInt64, at now: Instant) {
        waits = false
        recovery?.got(token, at: now)
        if !isResuming, habits.startDelay > .zero { notBefore = now + habits.startDelay }
        wish = isResuming ? .resume(token) : .start(token)
    }

    mutating func wasServed(at now: Instant) {
        waits = false
        isResuming = false
        recovery?.wasServed(at: now)
    }

    /// A refusal ends it: nothing is asked for twice, but by habit.
    mutating func wasRefused(at now: Instant) {
        let wasResuming = isResuming
        waits = false
        isResuming = false
        recovery?.wasRefused(at: now)
        if case .start = wish { return }
        if wish == .arm, rearmings > 0 {
            rearmings -= 1
            notBefore = now + .seconds(1)
            return
        }
        wish = .nothing
        if wasResuming { pausedAt = nil }
    }

    mutating func nextRequest() -> RequestID {
        requests += 1
        return RequestID(rawValue: requests)
    }

    mutating func powerWasCycled() { recovery?.powerWasCycled() }

    /// How many requests there were.
    var requestCount: UInt32 { requests }
}

extension Fingerprint {
    /// What stands for an approval in virtual time, where there are neither prescribers nor a daemon that seals.
    public static var rehearsal: Fingerprint { Fingerprint(high: 0x5245_4845_4152_5341, low: 0x4C) }
}
