public import Units

/// The halves of a split return electrode, and what they were when the treatment was armed.
public struct ReturnWatch: Equatable, Sendable {
    private var now: ReturnEvidence.Halves?
    private var atArming: ReturnEvidence.Halves?
    private var measuredAt = Instant.zero

    /// Halves of which nothing is known.
    public init() {}

    /// Forgets what they were: a new arming begins.
    public mutating func begin() { atArming = nil }

    /// Takes what they are for what they must stay.
    public mutating func settle() { atArming = now }

    /// Takes a measurement that arrived at `time`.
    public mutating func add(first: Impedance, second: Impedance, at time: Instant) {
        now = ReturnEvidence.Halves(first: first, second: second)
        measuredAt = time
    }

    /// What they show at `time`; two halves of nothing before the first measurement.
    public func evidence(at time: Instant) -> ReturnEvidence {
        ReturnEvidence(
            first: now?.first ?? .zero, second: now?.second ?? .zero, atArming: atArming, age: time - measuredAt)
    }
}
