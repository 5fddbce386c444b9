public import Units

/// What the intensity of one zone is a share of: what a titration found, from where the muscle visibly moves to the most that is
/// comfortable, or where there was none, from nothing to the plan's current.
///
/// An intensity of 0 is the lower end, 1000 ‰ the upper.
public struct IntensityRange: Equatable, Sendable, BitwiseCopyable {
    /// The least current at which a contraction was visible; zero where nobody looked.
    public let threshold: Current
    /// The greatest current that was comfortable, or the plan's.
    public let maximum: Current

    /// A range, or nil unless `maximum` lies above `threshold` and both above zero.
    public init?(threshold: Current, maximum: Current) {
        guard threshold > .zero, maximum > threshold else { return nil }
        self.threshold = threshold
        self.maximum = maximum
    }

    /// From nothing to the `planned` current, which lies above zero: of a zone that was not titrated.
    public init?(upTo planned: Current) {
        guard planned > .zero else { return nil }
        (threshold, maximum) = (.zero, planned)
    }

    /// What lies between the ends.
    public var span: Current { maximum - threshold }

    /// The amplitude of `intensity`, 0 … 1000 ‰ of the range, and never more than `cap`; rounded down to 1 µA.
    ///
    /// An intensity beyond the range counts as its end.
    public func current(at intensity: PerMille, cap: Current) -> Current {
        let share = PerMille(rawValue: min(max(intensity.rawValue, 0), 1000))
        return min(cap, threshold + span.scaled(perMille: share))
    }
}
