/// One alarm condition that is shown.
public struct ActiveAlarm: Equatable, Sendable, BitwiseCopyable {
    /// What is wrong.
    public let cause: Cause
    /// How urgent it is.
    public let urgency: AlarmUrgency
    /// Whether its cause is there now.
    public let isPresent: Bool
    /// Whether it is shown until a person has acknowledged it.
    public let isLatched: Bool
    /// Whether a person has acknowledged it.
    public let isAcknowledged: Bool
}

/// The alarm conditions that are active: present now, or latched until a person has acknowledged them.
///
/// Bounded by the number of causes and without memory of its own beyond one bit each, so that it costs nothing on the
/// telemetry path. A latched condition leaves when it has been acknowledged and its cause is gone, in either order; one
/// that comes back is a new one, and signals again.
public struct AlarmBoard: Equatable, Sendable {
    /// By reaction: which causes are there, and the worst that was done about those that are latched.
    private var warned: UInt64 = 0
    private var paused: UInt64 = 0
    private var tripped: UInt64 = 0
    private var latched: UInt64 = 0
    private var acknowledged: UInt64 = 0

    /// A board without alarms.
    public init() {}

    /// Takes what was found just now; what is not among it is gone.
    public mutating func show(_ verdict: borrowing Verdict) {
        (warned, paused, tripped) = (0, 0, 0)
        for index in 0..<verdict.count { add(verdict[index]) }
        settle()
    }

    /// Takes one condition that was found beside the interlocks.
    public mutating func raise(_ finding: Finding) { add(finding) }

    /// Takes a condition that has ended what was going on: it is shown until a person has acknowledged it.
    public mutating func hold(_ finding: Finding) {
        add(finding)
        latched |= AlarmBoard.bit(finding.cause)
    }

    /// Nothing is judged any more: what is not latched is gone.
    public mutating func endPresence() {
        (warned, paused, tripped) = (0, 0, 0)
        settle()
    }

    /// A person has seen what is active: the signal of all that may be silenced ends.
    public mutating func acknowledge() {
        for cause in Cause.allCases where holds(cause) || isPresent(cause) {
            let mayBeSilenced = cause.alarm.silencing == .acknowledgement || !isPresent(cause)
            if mayBeSilenced { acknowledged |= AlarmBoard.bit(cause) }
        }
        settle()
    }

    /// Whether there is anything that a person could acknowledge.
    public var awaitsAcknowledgement: Bool { (present | latched) & ~acknowledged != 0 }

    /// The most urgent condition whose signal is not silenced; `.none` without any.
    public var urgency: AlarmUrgency {
        var most = AlarmUrgency.none
        guard (present | latched) & ~acknowledged != 0 else { return most }
        for cause in Cause.allCases where acknowledged & AlarmBoard.bit(cause) == 0 {
            most = max(most, urgency(of: cause))
        }
        return most
    }

    /// The active conditions, most urgent first, and in the order of `Cause` among equals.
    ///
    /// Allocates: for those who watch, not for the telemetry path.
    public var active: [ActiveAlarm] {
        let all = Cause.allCases.compactMap { cause -> ActiveAlarm? in
            guard urgency(of: cause) > .none else { return nil }
            return ActiveAlarm(
                cause: cause, urgency: urgency(of: cause), isPresent: isPresent(cause), isLatched: holds(cause),
                isAcknowledged: acknowledged & AlarmBoard.bit(cause) != 0)
        }
        return all.enumerated().sorted { left, right in
            left.element.urgency == right.element.urgency
                ? left.offset < right.offset : left.element.urgency > right.element.urgency
        }.map(\.element)
    }

    private var present: UInt64 { warned | paused | tripped }

    private func isPresent(_ cause: Cause) -> Bool { present & AlarmBoard.bit(cause) != 0 }

    private func holds(_ cause: Cause) -> Bool { latched & AlarmBoard.bit(cause) != 0 }

    private func urgency(of cause: Cause) -> AlarmUrgency {
        let bit = AlarmBoard.bit(cause)
        if (tripped | latched) & bit != 0 { return cause.alarm.urgency(after: .trip) }
        if paused & bit != 0 { return cause.alarm.urgency(after: .pause) }
        return warned & bit != 0 ? cause.alarm.urgency(after: .warn) : .none
    }

    private mutating func add(_ finding: Finding) {
        let bit = AlarmBoard.bit(finding.cause)
        switch finding.reaction {
        case .note: break
        case .warn, .ceiling: warned |= bit
        case .pause: paused |= bit
        case .trip: tripped |= bit
        }
        // A trip is held whatever its cause is: it takes a person to go on.
        let isHeld = finding.reaction == .trip || (finding.reaction == .pause && finding.cause.alarm.isLatching)
        if isHeld { latched |= bit }
    }

    /// What a person has seen and what is gone is forgotten; should it come back, it signals again.
    private mutating func settle() {
        latched &= present | ~acknowledged
        acknowledged &= present | latched
    }

    private static func bit(_ cause: Cause) -> UInt64 { 1 << UInt64(cause.rawValue) }
}
