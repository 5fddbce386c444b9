import Units

/// What the answers so far say about the motor threshold of one zone.
///
/// A Bayesian estimate (Watson and Pelli 1983, in the form of a table). The hypotheses are the middles of the 100 half
/// steps up to the cap, equally likely before, and "above the cap". Under a threshold θ a contraction of step k is seen
/// with probability
///
///     g + (1 − g − m) / (1 + exp(−(k − θ) / s))
///
/// where m is what an operator misses, s = 0.35 steps how gradually contractions become visible, and g what is seen
/// where nothing is. m is assumed; g is learned from blanks, starting at 8 % as if ten had been shown. Only counts are
/// kept, so that the estimate is made anew of everything after each answer.
struct ThresholdEstimate: Equatable, Sendable {
    /// What one step was answered.
    private struct Count: Equatable, Sendable, BitwiseCopyable {
        var seen: UInt8 = 0
        var unseen: UInt8 = 0
    }

    /// By step, 0 … 50; step 0 are the blanks.
    private var counts = InlineArray<51, Count>(repeating: Count())

    static func == (left: ThresholdEstimate, right: ThresholdEstimate) -> Bool {
        (0..<51).allSatisfy { left.counts[$0] == right.counts[$0] }
    }

    /// How many blanks there were.
    var blanks: Int { Int(counts[0].seen) + Int(counts[0].unseen) }
    /// In how many of them a contraction was marked.
    var falseMarks: Int { Int(counts[0].seen) }

    /// Takes an answer: whether a contraction of `level` was marked, 0 for a blank.
    mutating func add(seen: Bool, at level: Int) {
        if seen { counts[level].seen += 1 } else { counts[level].unseen += 1 }
    }

    /// The estimate of everything so far.
    func judged() -> Judgement {
        let falseRate = (0.08 * 10 + Double(falseMarks)) / (10 + Double(blanks))
        var logs = InlineArray<101, Double>(repeating: 0)
        for level in 1...50 where counts[level] != Count() {
            for hypothesis in 0..<101 {
                let seen = ThresholdEstimate.chance(of: level, hypothesis, falseRate: falseRate)
                logs[hypothesis] +=
                    Double(counts[level].seen) * log2(seen) + Double(counts[level].unseen) * log2(1 - seen)
            }
        }
        return Judgement(logs)
    }

    private static let missRate = 0.12
    /// 1 / (s · ln 2), in 1/steps.
    private static let slope = 1.442_695 / 0.35

    /// The probability that a contraction of `level` is marked under a hypothesis; 100 is "above the cap".
    private static func chance(of level: Int, _ hypothesis: Int, falseRate: Double) -> Double {
        guard hypothesis < 100 else { return falseRate }
        let distance = Double(level) - (Double(hypothesis) + 0.5) / 2
        return falseRate + (1 - falseRate - missRate) / (1 + exp2(-distance * slope))
    }

    /// How likely each hypothesis is.
    struct Judgement {
        private var shares = InlineArray<101, Double>(repeating: 0)
        /// The hypothesis up to which half of what lies below the cap is gathered.
        private let middle: Int

        init(_ logs: InlineArray<101, Double>) {
            var greatest = logs[0]
            for hypothesis in 1..<101 { greatest = max(greatest, logs[hypothesis]) }
            var sum = 0.0
            for hypothesis in 0..<101 {
                // "Above" is as likely before as ten of the half steps: about one person in eleven.
                shares[hypothesis] = exp2(logs[hypothesis] - greatest) * (hypothesis < 100 ? 1 : 10)
                sum += shares[hypothesis]
            }
            for hypothesis in 0..<101 { shares[hypothesis] /= sum }
            var (gathered, middle) = (0.0, 0)
            let half = (1 - shares[100]) / 2
            while middle < 99, gathered + shares[middle] < half {
                gathered += shares[middle]
                middle += 1
            }
            self.middle = middle
        }

        /// How likely it is that nothing moves up to the cap.
        var above: Double { shares[100] }

        /// The most likely middle of the threshold, in quarters of a step.
        var thresholdQuarters: Int { 2 * middle + 1 }

        /// How likely it is that the threshold lies within `halfSteps` half steps of the middle.
        func share(within halfSteps: Int) -> Double {
            var sum = 0.0
            for hypothesis in max(middle - halfSteps, 0)...min(middle + halfSteps, 99) { sum += shares[hypothesis] }
            return sum
        }

        /// How likely it is that the threshold lies above step `level`.
        func share(above level: Int) -> Double {
            var sum = shares[100]
            for hypothesis in min(2 * level, 100)..<100 { sum += shares[hypothesis] }
            return sum
        }

        /// The step at which an answer would tell the most: the one that best halves what is still possible.
        var tellingLevel: Int {
            var (gathered, hypothesis) = (0.0, 0)
            while hypothesis < 100, gathered + shares[hypothesis] < 0.5 {
                gathered += shares[hypothesis]
                hypothesis += 1
            }
            return min(max((hypothesis + 1) / 2, 1), TitrationLimits.steps)
        }
    }
}
