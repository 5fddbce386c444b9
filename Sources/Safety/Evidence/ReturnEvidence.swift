public import Units

/// What the two halves of a split return electrode measure.
public struct ReturnEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The first half.
    public var first: Impedance
    /// The second half.
    public var second: Impedance
    /// What they measured at the arming; nil before.
    public var atArming: Halves?
    /// How long ago they were measured.
    public var age: Duration

    /// Both halves as they are.
    public init(first: Impedance, second: Impedance, atArming: Halves? = nil, age: Duration = .zero) {
        self.first = first
        self.second = second
        self.atArming = atArming
        self.age = age
    }

    /// The halves at one moment.
    public struct Halves: Equatable, Sendable, BitwiseCopyable {
        /// The first one.
        public var first: Impedance
        /// The second one.
        public var second: Impedance

        /// Two halves.
        public init(first: Impedance, second: Impedance) {
            self.first = first
            self.second = second
        }
    }
}

/// The two zones that mirror each other.
public struct CheekPair: Equatable, Sendable, BitwiseCopyable {
    /// The patient's left cheek.
    public var left: ZoneIndex
    /// The patient's right cheek.
    public var right: ZoneIndex

    /// A pair of zones.
    public init(left: ZoneIndex, right: ZoneIndex) {
        self.left = left
        self.right = right
    }
}
