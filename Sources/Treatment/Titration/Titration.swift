public import Units

/// Finds the range of one zone's intensity with single contractions, as the operator marks what is seen.
///
/// A value without clock and chance: what comes next follows from a seed and the answers. Intensity rises from zero, never
/// more than two steps above what was shown before, until a contraction is marked; then those steps are shown that tell the
/// most, none more than one step above what was shown, until the threshold is certain; then the steps rise to the
/// comfortable maximum. Every sixth presentation or so is a blank. An operator answers late, misses contractions and sees
/// some that are not there: an answer counts for the contraction in whose window it comes, and none of them decides alone.
public struct Titration: Equatable, Sendable {
    /// The most that may be tried.
    public let cap: Current
    /// What comes next.
    public private(set) var step: TitrationStep

    private var estimate = ThresholdEstimate()
    private var chance: RandomStream
    private var maximum: MaximumSearch?
    private var highest = 0
    /// The highest step that the person has not refused.
    private var top = TitrationLimits.steps
    private var thresholdQuarters = 0
    private var hasSeen = false
    private var answer = Answer()

    /// What was marked since the presentation began.
    private struct Answer: Equatable, Sendable {
        var isSeen = false
        var isEnough = false
    }

    /// A titration that may try up to `cap`, at least `TitrationLimits.leastCap`.
    ///
    /// - Parameter seed: where among the contractions the blanks are; any number that the operator cannot know.
    public init(cap: Current, seed: UInt64) {
        self.cap = max(cap, TitrationLimits.leastCap)
        chance = RandomStream(seed: seed, purpose: 0x5449_5452)
        step = .ended(.stopped)
        show(min(TitrationLimits.searchStride, top), number: 1)
    }

    /// One step: a fiftieth of the cap, rounded down to 1 µA.
    public var stepCurrent: Current { cap / Int32(TitrationLimits.steps) }

    /// What is being shown; nil when it is over.
    public var presentation: TitrationPresentation? {
        guard case .present(let presentation) = step else { return nil }
        return presentation
    }

    /// Takes a mark that came `time` after the presentation began, and says whether it counts.
    ///
    /// Outside the response window it does not: too early it is about the presentation before.
    public mutating func mark(_ mark: TitrationMark, after time: Duration) -> Bool {
        guard case .present = step, time >= TitrationLimits.windowOpens, time <= TitrationLimits.windowCloses else {
            return false
        }
        switch mark {
        case .contraction: answer.isSeen = true
        // Who wants no more has felt something.
        case .maximum: answer.isEnough = true
        }
        return true
    }

    /// The response window has closed: no mark means that nothing was seen.
    public mutating func closeWindow() {
        guard case .present(let shown) = step else { return }
        let given = answer
        answer = Answer()
        if shown.isBlank {
            estimate.add(seen: given.isSeen, at: 0)
            if let outcome = unreliability { return step = .ended(outcome) }
        } else {
            take(given, on: shown)
        }
        if case .present = step { goOn(after: shown) }
    }

    /// Ends it without a result.
    public mutating func stop() {
        if case .present = step { step = .ended(.stopped) }
    }

    private mutating func take(_ given: Answer, on shown: TitrationPresentation) {
        switch shown.search {
        case .threshold:
            estimate.add(seen: given.isSeen, at: shown.level)
            hasSeen = hasSeen || given.isSeen
            if given.isEnough { top = min(top, shown.level - 1) }
        case .maximum: maximum?.take(isEnough: given.isEnough)
        }
    }

    private mutating func goOn(after shown: TitrationPresentation) {
        guard shown.number < TitrationLimits.presentations else { return step = .ended(.unsettled) }
        guard maximum == nil else { return rise(after: shown) }
        let judgement = estimate.judged()
        if top < TitrationLimits.steps, top < 1 || judgement.share(above: top) >= Titration.certainty {
            return step = .ended(.maximumBelowThreshold(stepCurrent * Int32(top + 1)))
        }
        if judgement.above >= Titration.certainty, highest >= TitrationLimits.steps {
            return step = .ended(.aboveCap(cap))
        }
        if judgement.share(within: 2) >= Titration.closeCertainty, judgement.share(within: 4) >= Titration.certainty {
            thresholdQuarters = judgement.thresholdQuarters
            maximum = MaximumSearch(from: min((thresholdQuarters + 7) / 4, highest + 1), to: top)
            return rise(after: shown)
        }
        let stride = hasSeen ? 1 : TitrationLimits.searchStride
        let level = min(judgement.tellingLevel, highest + stride, top)
        if chance.next(below: Titration.blankEvery) == 0 { return showBlank(at: level, number: shown.number + 1) }
        show(level, number: shown.number + 1)
    }

    private mutating func rise(after shown: TitrationPresentation) {
        guard let maximum else { return }
        guard let level = maximum.result else { return show(maximum.level, number: shown.number + 1) }
        let threshold = Current.microamps(stepCurrent.microamps * Int32(thresholdQuarters) / 4)
        guard let range = IntensityRange(threshold: threshold, maximum: stepCurrent * Int32(level)) else {
            return step = .ended(.maximumBelowThreshold(stepCurrent * Int32(max(level, 0))))
        }
        step = .ended(.found(range))
    }

    private mutating func show(_ level: Int, number: Int) {
        highest = max(highest, level)
        step = .present(
            TitrationPresentation(
                number: number, level: level, current: stepCurrent * Int32(level),
                search: maximum == nil ? .threshold : .maximum))
    }

    private mutating func showBlank(at level: Int, number: Int) {
        step = .present(TitrationPresentation(number: number, level: level, current: .zero, search: .threshold))
    }

    /// Whether so many blanks were marked that the answers say nothing: four at least, and four in ten.
    private var unreliability: TitrationOutcome? {
        let (marks, blanks) = (estimate.falseMarks, estimate.blanks)
        guard marks >= 4, marks * 10 >= blanks * 4 else { return nil }
        return .unreliable(falseMarks: marks, blanks: blanks)
    }

    /// That the threshold lies within two steps, or above what may be tried.
    private static let certainty = 0.9998
    /// That it lies within one step and a quarter of the middle.
    private static let closeCertainty = 0.995
    private static let blankEvery: UInt64 = 6
}
