/// The way up from the threshold to the comfortable maximum, in steps.
///
/// It rises until the person wants no more, then asks again one step lower and, if that is all right, at the same step:
/// a mark that nobody repeats was a slip, and it takes three to fall by two steps. The maximum is the step below the lowest one that was marked and confirmed, so
/// that every error lies on the comfortable side.
struct MaximumSearch: Equatable, Sendable {
    private enum Phase: Equatable, Sendable {
        /// Going up.
        case rising
        /// `marked` was marked; the step below is shown.
        case askingBelow(marked: Int)
        /// The step below was marked too; it is shown once more.
        case confirmingBelow(marked: Int)
        /// The step below was all right; `marked` is shown again.
        case askingAgain(marked: Int)
        /// The highest comfortable step is known.
        case done(Int)
    }

    private var phase = Phase.rising
    /// The step that is shown.
    private(set) var level: Int
    private let top = TitrationLimits.steps

    /// A search from step `first`.
    init(from first: Int) { level = min(first, TitrationLimits.steps) }

    /// The highest comfortable step; nil while that is not known.
    var result: Int? {
        guard case .done(let level) = phase else { return nil }
        return level
    }

    /// Takes the answer to the step that was shown.
    mutating func take(isEnough: Bool) {
        switch (phase, isEnough) {
        case (.done, _): return
        case (.rising, false):
            if level >= top { phase = .done(top) } else { level += 1 }
        case (.rising, true):
            phase = .askingBelow(marked: level)
            level -= 1
        case (.askingBelow(let marked), true): phase = .confirmingBelow(marked: marked)
        case (.confirmingBelow(let marked), true): phase = .done(marked - 2)
        case (.askingBelow(let marked), false), (.confirmingBelow(let marked), false):
            phase = .askingAgain(marked: marked)
            level = marked
        case (.askingAgain(let marked), true): phase = .done(marked - 1)
        case (.askingAgain(let marked), false):
            phase = .rising
            if marked >= top { phase = .done(top) } else { level = marked + 1 }
        }
    }
}
