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
    /// How often in a row the step above `top` was refused.
    private var refusals = 0
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

    /// The current of step `level`, rounded down to 1 µA.
    private func current(of level: Int) -> Current {
        cap.scaled(perMille: TitrationPresentation.share(of: level))
    }

    /// What is being shown; nil when it is over.
    public var presentation: TitrationPresentation? {
        guard case .present(let presentation) = step else { return nil }
        return presentation
    }

    /// Takes a mark that came `time` after the presentation began, and says whether it counts.
    ///
    /// Outside the response window a contraction does not: too early it is about the presentation before. That it is enough counts
    /// whenever it comes, for what is shown then: nobody who asks for no more is given more for being early or late.
    public mutating func mark(_ mark: TitrationMark, after time: Duration) -> Bool {
        guard case .present = step else { return false }
        guard mark == .maximum || TitrationLimits.windowOpens...TitrationLimits.windowCloses ~= time else {
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
            if let outcome = unreliability {
                step = .ended(outcome)
                return
            }
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
        // On the way to the maximum contractions are marked too: a threshold that was imagined is found out there.
        estimate.add(seen: given.isSeen, at: shown.level)
        hasSeen = hasSeen || given.isSeen
        switch shown.search {
        case .threshold: refuse(given.isEnough, shown.level)
        case .maximum: maximum?.take(isEnough: given.isEnough)
        }
    }

    /// What was refused is asked again when the search leads there: one slip must not end it, and three are none.
    private mutating func refuse(_ isEnough: Bool, _ level: Int) {
        if isEnough, level <= top {
            (top, refusals) = (level - 1, 1)
        } else if level == top + 1 {
            if isEnough { refusals += 1 } else { (top, refusals) = (TitrationLimits.steps, 0) }
        }
    }

    private mutating func goOn(after shown: TitrationPresentation) {
        guard shown.number < TitrationLimits.presentations else {
            step = .ended(.unsettled)
            return
        }
        let judgement = estimate.judged()
        let isSettled =
            judgement.share(within: 2) >= Titration.closeCertainty
            && judgement.share(within: 4) >= Titration.certainty
        if isSettled {
            thresholdQuarters = judgement.thresholdQuarters
            if maximum != nil { return rise(after: shown) }
        }
        maximum = nil
        if refusals >= Titration.refusalLimit, top < 1 || judgement.share(above: top) >= Titration.certainty {
            step = .ended(.maximumBelowThreshold(current(of: top + 1)))
            return
        }
        // The step above the top is shown again, until it has been refused often enough.
        let reach = refusals < Titration.refusalLimit ? min(top + 1, TitrationLimits.steps) : top
        if judgement.above >= Titration.certainty, highest >= TitrationLimits.steps {
            step = .ended(.aboveCap(cap))
            return
        }
        let stride = hasSeen ? 1 : TitrationLimits.searchStride
        let level = max(min(judgement.tellingLevel, highest + stride, reach), 1)
        if isSettled {
            // What leaves no step for a range was not found, and may be no threshold at all.
            guard thresholdQuarters <= 4 * (TitrationLimits.steps - 1) else {
                step = .ended(.aboveCap(cap))
                return
            }
            guard !needsBlanks else { return showBlank(at: level, number: shown.number + 1) }
            maximum = MaximumSearch(from: max(min((thresholdQuarters + 7) / 4, highest + 1, reach), 1))
            return rise(after: shown)
        }
        if chance.next(below: Titration.blankEvery) == 0 { return showBlank(at: level, number: shown.number + 1) }
        show(level, number: shown.number + 1)
    }

    private mutating func rise(after shown: TitrationPresentation) {
        guard let maximum else { return }
        guard let level = maximum.result else { return show(maximum.level, number: shown.number + 1) }
        let quarter = TitrationPresentation.share(of: 1).rawValue / 4
        let threshold = cap.scaled(perMille: PerMille(rawValue: Int32(thresholdQuarters) * quarter))
        guard let range = IntensityRange(threshold: threshold, maximum: current(of: level)) else {
            step = .ended(.maximumBelowThreshold(current(of: max(level, 0))))
            return
        }
        step = .ended(.found(range))
    }

    private mutating func show(_ level: Int, number: Int) {
        highest = max(highest, level)
        step = .present(
            TitrationPresentation(
                number: number, level: level, current: current(of: level),
                search: maximum == nil ? .threshold : .maximum))
    }

    private mutating func showBlank(at level: Int, number: Int) {
        step = .present(TitrationPresentation(number: number, level: level, current: .zero, search: .threshold))
    }

    /// Whether too little is known of what is seen where nothing is: a threshold needs three blanks, two thirds unmarked.
    private var needsBlanks: Bool { estimate.blanks < 3 || estimate.falseMarks * 3 > estimate.blanks }

    /// Whether so many blanks were marked that the answers say nothing: six at least, and six in ten.
    private var unreliability: TitrationOutcome? {
        let (marks, blanks) = (estimate.falseMarks, estimate.blanks)
        guard marks >= 6, marks * 10 >= blanks * 6 else { return nil }
        return .unreliable(falseMarks: marks, blanks: blanks)
    }

    /// That the threshold lies within two steps, or above what may be tried.
    private static let certainty = 0.9998
    /// That it lies within one step and a quarter of the middle.
    private static let closeCertainty = 0.98
    private static let blankEvery: UInt64 = 6
    /// How often a step must be refused in a row.
    private static let refusalLimit = 3
}
