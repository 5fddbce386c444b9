public import Units

/// How often the host was right about the difference of the clocks, and how sharply it knew it.
///
/// The stated width is half the least round trip, and 250 ppm of its age, and `allowance`. A *round trip* is what an
/// exchange took by the host's clock, without the time that the device held its answer by its own. The *age* counts from
/// when the answer was received. *Least* is whichever exchange so far makes the sum least, which is never more than what
/// the shortest of all makes. Only first echoes count, and of them those that took no longer than 0.8 s: over a longer
/// time the two clocks cannot agree to within the allowance on how long the device held its answer.
public struct ClockTally: Equatable, Sendable {
    /// What the stated width leaves for whole microseconds and for drift within an exchange.
    public static let allowance = Duration.microseconds(200)

    /// The exchanges that the host had.
    public private(set) var exchanges: Int64 = 0
    /// How often the host's interval was compared with the truth.
    public private(set) var judgements: Int64 = 0
    /// How often the truth lay outside, or nothing was known where there had been an exchange.
    public private(set) var outside: Int64 = 0
    /// How often half the interval was wider than stated.
    public private(set) var tooWide: Int64 = 0
    /// How often an assumption was seen to be broken.
    public var contradictions: Int64 = 0
    /// By how much half the interval ever exceeded half the least round trip and the drift since; nil without one.
    public private(set) var widestExcess: Duration?
    /// The widest half interval.
    public private(set) var widest = Duration.zero

    /// Nothing was judged.
    public init() {}

    /// Takes note of one exchange.
    mutating func addExchange() { exchanges += 1 }

    /// Takes one judgement.
    ///
    /// - Parameters:
    ///   - interval: what the host says; nil where it says that it does not know.
    ///   - truth: what it should hold.
    ///   - least: half the least round trip and 250 ppm of its age; nil where there was no exchange that counts.
    mutating func judge(_ interval: ClosedRange<Duration>?, truth: Duration, least: Duration?) {
        judgements += 1
        guard let interval, interval.contains(truth) else {
            outside += 1
            return
        }
        let half = (interval.upperBound - interval.lowerBound) / 2
        widest = max(widest, half)
        guard let least else { return }
        let excess = half - least
        widestExcess = max(widestExcess ?? excess, excess)
        if excess > ClockTally.allowance { tooWide += 1 }
    }

    /// Adds what was found on another line.
    public mutating func add(_ other: ClockTally) {
        exchanges += other.exchanges
        judgements += other.judgements
        outside += other.outside
        tooWide += other.tooWide
        contradictions += other.contradictions
        widest = max(widest, other.widest)
        if let excess = other.widestExcess { widestExcess = max(widestExcess ?? excess, excess) }
    }

    /// Whether the host was always right, and never vaguer than stated.
    public var holds: Bool { judgements > 0 && outside == 0 && tooWide == 0 && contradictions == 0 }
}
