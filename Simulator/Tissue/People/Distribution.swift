import Units

/// How one property differs between people: a shape, its middle, its spread, and the ends that nobody lies beyond.
///
/// A draw beyond an end is thrown away and drawn again, so that the tails are cut and not heaped up at the ends.
public struct Distribution: Equatable, Sendable {
    /// The shape and its numbers, in the property's own unit.
    public let shape: Shape
    /// What a drawn value may be; within what `PatientTrait.allowed` says of any patient.
    public let range: ClosedRange<Double>

    /// The shapes that occur.
    public enum Shape: Equatable, Sendable {
        /// Symmetrical, given by its mean and its standard deviation before the tails are cut.
        case normal(mean: Double, deviation: Double)
        /// For what cannot be negative and differs by factors: the logarithm is normal around that of the median, and
        /// `spread` is its standard deviation, which is nearly the coefficient of variation when it is small.
        case logNormal(median: Double, spread: Double)
    }

    /// A normal distribution cut to `range`.
    static func normal(_ mean: Double, _ deviation: Double, _ range: ClosedRange<Double>) -> Distribution {
        Distribution(shape: .normal(mean: mean, deviation: deviation), range: range)
    }

    /// A log-normal distribution cut to `range`.
    static func logNormal(_ median: Double, _ spread: Double, _ range: ClosedRange<Double>) -> Distribution {
        Distribution(shape: .logNormal(median: median, spread: spread), range: range)
    }

    /// The value that lies `score` standard deviations from the middle, whether within `range` or not.
    ///
    /// - Parameter score: a number from a distribution of mean 0 and deviation 1.
    public func value(at score: Double) -> Double {
        switch shape {
        case .normal(let mean, let deviation): mean + deviation * score
        case .logNormal(let median, let spread): median * exp2(spread * score * Distribution.binaryDigitsPerE)
        }
    }

    /// A value within `range` whose score is `common` and, beyond that, `own` times a number from `chance`.
    ///
    /// Only the own part is drawn again. Where the common part alone leads so far out that no draw comes back, the value
    /// is the nearest end.
    func draw(around common: Double, own: Double, from chance: inout RandomStream) -> Double {
        var value = value(at: common + own * chance.nextNormal())
        for _ in 1..<Distribution.mostDraws where !range.contains(value) {
            value = self.value(at: common + own * chance.nextNormal())
        }
        return min(max(value, range.lowerBound), range.upperBound)
    }

    private static let mostDraws = 64
    /// The binary logarithm of e.
    private static let binaryDigitsPerE = 1.442_695_040_888_963_4
}
