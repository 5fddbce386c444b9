import Units

/// A finding that can move a number of a proposal, as a level: 0 moves nothing, and further from 0 moves more.
public enum ProposalFinding: Equatable, Sendable {
    /// The skin's thickness beyond that of medium skin in the zone, in µm; negative for thin skin.
    case skin
    /// The fat's thickness beyond that of medium fat in the zone, in µm.
    case fat
    /// How deep the muscle lies beyond where it lies under medium skin and fat, in µm.
    case depth
    /// 0 … 3.
    case laxity
    /// 0 … 3.
    case volumeLoss
    /// −1 … 2, from low to very high.
    case sensitivity
    /// How far the tone of both sides together is below normal, 0 … 4.
    case lowTone
    /// How far the tone of both sides together is above normal, 0 … 4.
    case highTone
    /// The activity of both sides together beyond a moderate one, −4 … 4.
    case activity
    /// How much the two sides of a zone across the midline differ in strength, 0 … 8.
    case unevenness
    /// How much stronger the cheek of the other side is, −9 … 9.
    case weakness
    /// 1 where the face does this by habit.
    case expression(HabitualExpression)
    /// The worst of the earlier sessions, 0 … 2.
    case discomfort
    /// The worst of the earlier sessions, 0 … 2.
    case redness

    /// What it is called in explanations.
    public var name: String {
        switch self {
        case .skin: "skin"
        case .fat: "fat"
        case .depth: "depth of the muscle"
        case .laxity: "laxity"
        case .volumeLoss: "loss of volume"
        case .sensitivity: "sensitivity"
        case .lowTone: "low tone"
        case .highTone: "high tone"
        case .activity: "activity"
        case .unevenness: "uneven sides"
        case .weakness: "left-right difference"
        case .expression(let expression): expression.rawValue
        case .discomfort: "discomfort in earlier sessions"
        case .redness: "redness after earlier sessions"
        }
    }
}

extension Assessment {
    /// The level of `finding` in `zone`; 0 where the zone has not been assessed.
    func level(of finding: ProposalFinding, in zone: Zone) -> Int64 {
        guard let found = findings(in: zone) else { return 0 }
        switch finding {
        case .skin: return found.excess(of: .skin)
        case .fat: return found.excess(of: .fat)
        case .depth: return found.excess(of: .skin) + found.excess(of: .fat)
        case .laxity: return Int64(found.laxity.level)
        case .volumeLoss: return Int64(found.volumeLoss.level)
        case .sensitivity: return Int64(found.sensitivity.level - Sensitivity.normal.level)
        case .lowTone: return max(0, -bothSides(of: zone) { $0.tone.level })
        case .highTone: return max(0, bothSides(of: zone) { $0.tone.level })
        case .activity: return bothSides(of: zone) { $0.activity.level - MuscleActivity.moderate.level }
        case .unevenness:
            guard case .bothSides(let left, let right) = found.muscles else { return 0 }
            return Int64(abs(left.strength - right.strength))
        case .weakness:
            guard let other = zone.opposite, let own = strength(of: zone), let others = strength(of: other) else {
                return 0
            }
            return Int64(others - own)
        case .expression(let expression):
            return expressions.contains(expression) && expression.zones.contains(zone) ? 1 : 0
        case .discomfort: return Int64(sessions(in: zone).map(\.discomfort.level).max() ?? 0)
        case .redness: return Int64(sessions(in: zone).map(\.redness.level).max() ?? 0)
        }
    }

    /// How strong the muscle of a cheek looks, 0 … 9: tone, activity, and a corner of the mouth that rises further.
    ///
    /// Nil for zones across the midline and for what has not been assessed.
    func strength(of zone: Zone) -> Int? {
        guard case .oneSide(let finding) = findings(in: zone)?.muscles else { return nil }
        let smile: HabitualExpression = zone == .leftCheek ? .smileStrongerLeft : .smileStrongerRight
        return finding.strength + (expressions.contains(smile) ? 1 : 0)
    }

    /// The sum of `value` over the muscles of both sides: those of the zone, or of the zone and its opposite.
    ///
    /// What is common to both sides moves both alike; what tells them apart is left to `weakness`. A side that has not
    /// been assessed is taken to be like the other.
    private func bothSides(of zone: Zone, _ value: (MuscleFinding) -> Int) -> Int64 {
        let own = findings(in: zone)?.muscles.all.map(value) ?? []
        let other = zone.opposite.flatMap { findings(in: $0) }?.muscles.all.map(value) ?? []
        let sides = own + other
        let sum = sides.reduce(0, +)
        return Int64(sides.count == 1 ? 2 * sum : sum)
    }

    private func sessions(in zone: Zone) -> [EarlierSession] { sessions.filter { $0.zones.contains(zone) } }
}

extension ZoneAssessment {
    fileprivate func excess(of layer: TissueLayer) -> Int64 {
        Int64((thickness(of: layer) - layer.thickness(.medium, in: zone)).micrometres)
    }
}

extension Zone {
    /// The zone that mirrors this one, or nil for one that mirrors itself.
    var opposite: Zone? {
        switch self {
        case .leftCheek: .rightCheek
        case .rightCheek: .leftCheek
        case .forehead, .submentum: nil
        }
    }
}
