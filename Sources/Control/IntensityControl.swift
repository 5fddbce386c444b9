public import Treatment
public import Units

/// How strong one zone is stimulated now, and how strong it is to be: shares of its titrated range, or of the plan's current.
///
/// It begins at the range's lower end whenever output begins, rises by at most 5 % of the range a second, and falls at once. A zone
/// that was not titrated is given the plan's current, as if it had no control, until the operator first lowers it.
/// Source: project policy.
public struct IntensityControl: Equatable, Sendable, BitwiseCopyable {
    /// The most by which one request may raise it above what is given: 2 % of the range.
    public static let step = PerMille(rawValue: 20)
    /// By how much it rises with each segment of 50 ms, in ten-thousandths of the range: 5 % a second.
    static let rise: Int32 = 25

    /// What the titration found, or from nothing to the plan's current.
    public let range: IntensityRange
    /// The plan's current, which is never exceeded.
    public let cap: Current
    /// What is wanted.
    public private(set) var target: PerMille
    /// What is given at the end of the last segment that was released, in ten-thousandths of the range.
    private var given: Int32 = 0
    /// What it was at that segment's beginning.
    private var before: Int32 = 0

    /// The control of a zone that a plan wants at `intensity`.
    init(range: IntensityRange, cap: Current, intensity: PerMille) {
        (self.range, self.cap) = (range, cap)
        target = PerMille(rawValue: min(max(intensity.rawValue, 0), 1000))
    }

    /// The control of a zone that a plan stimulates without an intensity, which is given all of `planned`; nil for no current.
    init?(untitrated planned: Current) {
        guard let range = IntensityRange(upTo: planned) else { return nil }
        self.init(range: range, cap: planned, intensity: .whole)
        (given, before) = (10_000, 10_000)
    }

    /// Whether a titration found the range.
    public var isTitrated: Bool { range.threshold > .zero }

    /// What is given now.
    public var current: Current { amplitude(given) }

    /// Output begins from zero: it rises anew.
    mutating func beginOutput() { (given, before) = (0, 0) }

    /// What is given now, in thousandths, begun ones counted: what a raise is measured against, and a lowering.
    var share: PerMille { PerMille(rawValue: (given + 9) / 10) }

    /// Wants `intensity` from the next segment on; the caller has checked it.
    ///
    /// Whoever asks for less gets less: a rise that is under way ends where it stands. Before anything was felt it is the plan's
    /// share that is lowered.
    mutating func set(_ intensity: PerMille) {
        let wanted = min(max(intensity.rawValue, 0), 1000)
        target = PerMille(rawValue: intensity < target && given > 0 ? min(wanted, share.rawValue) : wanted)
        (given, before) = (min(given, target.rawValue * 10), min(before, target.rawValue * 10))
    }

    /// The next segment is about to be released.
    mutating func advance() {
        let wanted = target.rawValue * 10
        // What falls, falls for the whole of the segment.
        before = min(given, wanted)
        given = min(before + IntensityControl.rise, wanted)
    }

    /// The part of the plan's ramp, made for `cap`, that is given in the segment that was advanced to; nil for no pulses.
    func applied(to ramp: CurrentRamp) -> CurrentRamp? {
        guard max(amplitude(before), amplitude(given)) > .zero else { return nil }
        return CurrentRamp(from: share(amplitude(before), of: ramp.start), to: share(amplitude(given), of: ramp.end))
    }

    /// The current that `intensity` would be without the cap.
    func uncapped(_ intensity: PerMille) -> Current { range.threshold + range.span.scaled(perMille: intensity) }

    private func amplitude(_ tenThousandths: Int32) -> Current {
        let above = Int64(range.span.microamps) * Int64(tenThousandths) / 10_000
        return min(cap, range.threshold + .microamps(Int32(above)))
    }

    private func share(_ amplitude: Current, of planned: Current) -> Current {
        guard cap > .zero else { return .zero }
        return .microamps(Int32(Int64(planned.microamps) * Int64(amplitude.microamps) / Int64(cap.microamps)))
    }
}
