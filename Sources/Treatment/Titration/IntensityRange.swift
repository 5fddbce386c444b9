public import Units

/// What a titration found in one zone: where the muscle visibly moves, and the most that is comfortable.
///
/// A plan's intensity is a share of what lies between: 0 is the threshold, 1000 ‰ the comfortable maximum.
public struct IntensityRange: Equatable, Sendable, BitwiseCopyable {
    /// The least current at which a contraction was visible.
    public let threshold: Current
    /// The greatest current that was comfortable.
    public let maximum: Current

    /// A range, or nil unless `maximum` lies above `threshold` and both above zero.
    public init?(threshold: Current, maximum: Current) {
        guard threshold > .zero, maximum > threshold else { return nil }
        self.threshold = threshold
        self.maximum = maximum
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
