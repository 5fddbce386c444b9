public import Units

/// How much of a muscle a pulse reaches: a strength-duration curve, and a smooth rise above it.
///
/// The threshold follows Weiss: I = rheobase · (1 + chronaxie / width). Above it the nerve's fibres join in from the
/// thickest and nearest on; the recruited share rises as the cubic 3s² − 2s³ of the way s from the threshold to
/// `MuscleTraits.fullRecruitment` times it, flat at both ends as measured recruitment curves are. The cubic is the
/// project's choice.
public struct Recruitment: Equatable, Sendable {
    private let rheobaseMilliamps: Double
    private let chronaxieMicroseconds: Double
    private let slope: Double

    /// The nerve of a muscle with `traits`.
    public init(_ traits: MuscleTraits) {
        rheobaseMilliamps = traits.rheobaseMilliamps
        chronaxieMicroseconds = traits.chronaxieMicroseconds
        slope = 1 / max(traits.fullRecruitment - 1, 0.01)
    }

    /// The least current, in mA, that moves anything with phases of `width`; infinite for a width of 0.
    public func thresholdMilliamps(width: PulseWidth) -> Double {
        guard width > .zero else { return .infinity }
        return rheobaseMilliamps * (1 + chronaxieMicroseconds / Double(width.microseconds))
    }

    /// The share of the muscle, 0 to 1, that a pulse of `milliamps` in phases of `width` recruits.
    public func share(milliamps: Double, width: PulseWidth) -> Double {
        let threshold = thresholdMilliamps(width: width)
        guard milliamps > threshold else { return 0 }
        let way = min((milliamps / threshold - 1) * slope, 1)
        return way * way * (3 - 2 * way)
    }
}
