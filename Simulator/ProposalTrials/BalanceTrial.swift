import Treatment
import Units

/// The cheeks of one person, with every pair of strengths: what is told apart must become less, and not turn round.
///
/// Everything else is made the same on both sides, so that only the difference can move one against the other. The
/// response of a muscle is current × (10 + strength), the model that `ProposalRule.balancePerStep` is chosen by, but
/// computed here from the plan's currents.
struct BalanceTrial {
    private(set) var pairs = 0
    private(set) var failures: [String] = []

    init(_ draft: Assessment.Draft) {
        guard let left = draft.zones.first(where: { $0.zone == .leftCheek }),
            case .oneSide(let leftMuscle) = left.muscles,
            case .oneSide(let rightMuscle)? = draft.zones.first(where: { $0.zone == .rightCheek })?.muscles
        else { return }
        for (own, other) in [(leftMuscle, rightMuscle), (rightMuscle, leftMuscle)] {
            for smile in [nil, HabitualExpression.smileStrongerLeft, .smileStrongerRight] {
                compare(own, other, smile, like: left, of: draft)
            }
        }
    }

    private mutating func compare(
        _ left: MuscleFinding, _ right: MuscleFinding, _ smile: HabitualExpression?, like found: ZoneAssessment,
        of draft: Assessment.Draft
    ) {
        var copy = draft
        copy.expressions.removeAll { $0 == .smileStrongerLeft || $0 == .smileStrongerRight }
        if let smile { copy.expressions.append(smile) }
        copy.sessions = []
        // Only the cheeks, and nothing against them: the pair is what is looked at.
        copy.answers = [:]
        for question in ScreeningQuestion.allCases where ScreeningRule.rule(of: question).form != .sessions {
            copy.answers[question] = .no
        }
        copy.zones = [(Zone.leftCheek, left), (.rightCheek, right)].map { zone, muscle in
            var entry = found
            entry.zone = zone
            entry.muscles = .oneSide(muscle)
            return entry
        }
        guard case .proposal(let proposal, _) = ProposalTrial.proposal(from: copy),
            let leftCurrent = PlanNumbers.raw(.current, in: .leftCheek, of: proposal.plan),
            let rightCurrent = PlanNumbers.raw(.current, in: .rightCheek, of: proposal.plan)
        else {
            failures.append("no proposal for two cheeks")
            return
        }
        let sides = [
            (current: leftCurrent, strength: BalanceTrial.strength(left, smile == .smileStrongerLeft)),
            (rightCurrent, BalanceTrial.strength(right, smile == .smileStrongerRight)),
        ].sorted { $0.strength < $1.strength }
        pairs += 1
        judge(weak: sides[0], strong: sides[1])
    }

    /// How strong a cheek looks, counted from the grades themselves: 10 … 19.
    private static func strength(_ muscle: MuscleFinding, _ risesFurther: Bool) -> Int64 {
        Int64(10 + muscle.tone.level + 2 + muscle.activity.level + (risesFurther ? 1 : 0))
    }

    private mutating func judge(weak: (current: Int64, strength: Int64), strong: (current: Int64, strength: Int64)) {
        guard weak.strength < strong.strength else {
            if weak.current != strong.current { failures.append("equal cheeks get different currents") }
            return
        }
        if weak.current < strong.current { failures.append("the weaker cheek gets less") }
        let difference = strong.current * strong.strength - weak.current * weak.strength
        // What it would be if both got the mean of their currents, times 2 on both sides.
        let unbalanced = (strong.current + weak.current) * (strong.strength - weak.strength)
        if difference < 0 { failures.append("the left-right difference is mirrored") }
        if difference * 2 >= unbalanced { failures.append("the left-right difference is not reduced") }
    }
}
