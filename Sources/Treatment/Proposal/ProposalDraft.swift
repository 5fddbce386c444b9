import Units

/// A proposal's numbers on their way into a plan.
struct ProposalDraft {
    private(set) var numbers: [ExplainedNumber] = []

    /// Numbers that every zone has for itself, in the order of a plan.
    static let own: [PlanField] = [
        .target, .warmUpTarget, .warmUpDuration, .rampLimit, .density, .current, .width, .rampUp, .rampDown,
    ]
    /// Numbers that all zones share and that findings move.
    static let shared: [PlanField] = [.duration, .rate, .on, .off]

    init(_ assessment: Assessment, zones: [Zone]) {
        let own = zones.flatMap { zone in
            var numbers = ProposalDraft.own.compactMap { ProposalDraft.number($0, in: zone, assessment) }
            ProposalDraft.keepWarmUpBelowTarget(&numbers)
            return ProposalDraft.measured(in: zone, assessment) + numbers
        }
        let shared = ProposalDraft.shared.compactMap { field in
            ProposalDraft.shared(zones.compactMap { ProposalDraft.number(field, in: $0, assessment) })
        }
        numbers = shared + own
        let from = start()
        numbers.insert(from, at: shared.count)
        numbers.insert(end(from: from.raw), at: shared.count + 1)
    }

    /// The number that the findings in `zone` give.
    private static func number(_ field: PlanField, in zone: Zone, _ assessment: Assessment) -> ExplainedNumber? {
        guard let range = ProposalRange.range(of: field, in: zone) else { return nil }
        var number = ExplainedNumber(range, in: zone)
        for rule in ProposalRule.all where rule.field == field {
            let step = rule.movement(at: assessment.level(of: rule.finding, in: zone))
            number.move(by: step, rule.finding.name, rule.source)
        }
        number.bound()
        if field == .current {
            let share = balance(at: assessment.level(of: .weakness, in: zone))
            number.move(
                by: number.raw * share / 1000, ProposalFinding.weakness.name,
                "the weaker side gets more, never so much that it becomes the stronger one")
            number.bound()
        }
        number.move(by: -(number.raw % range.grid), "grid", "times are whole segments of 50 ms")
        return number
    }

    /// Skin and fat, where both were measured with an instrument: the control goes by them, and not by what an eye takes them for.
    private static func measured(in zone: Zone, _ assessment: Assessment) -> [ExplainedNumber] {
        guard let found = assessment.findings(in: zone), case .measured(let skin) = found.skin,
            case .measured(let fat) = found.fat
        else { return [] }
        return [(PlanField.skin, TissueLayer.skin, skin), (.fat, .fat, fat)].map { field, layer, length in
            let standard = layer.thickness(.medium, in: zone)
            let range = ProposalRange(Length.self, field, standard, layer.measurable)
            var number = ExplainedNumber(range, in: zone)
            number.move(by: Int64((length - standard).micrometres), "measured", "taken from the assessment as it is")
            return number
        }
    }

    /// The share of its current by which a cheek gets more, in ‰, when the other is stronger by `difference`.
    static func balance(at difference: Int64) -> Int64 {
        min(max(ProposalRule.balancePerStep * difference, -ProposalRule.mostBalance), ProposalRule.mostBalance)
    }

    private static func keepWarmUpBelowTarget(_ numbers: inout [ExplainedNumber]) {
        guard let target = numbers.first(where: { $0.field == .target })?.raw,
            let place = numbers.firstIndex(where: { $0.field == .warmUpTarget })
        else { return }
        numbers[place].move(
            by: min(0, target - numbers[place].raw), "target", "a warm-up ends at the target or below it")
    }

    /// The one of several zones' numbers that all of them get.
    private static func shared(_ numbers: [ExplainedNumber]) -> ExplainedNumber? {
        guard let first = numbers.first else { return nil }
        switch ProposalSharing(first.field) {
        case .none: return nil
        case .least: return (numbers.min { $0.raw < $1.raw } ?? first).shared()
        case .greatest: return (numbers.max { $0.raw < $1.raw } ?? first).shared()
        }
    }

    /// Contractions begin when the longest warm-up is over.
    private func start() -> ExplainedNumber {
        let limits = ProposalRange(
            Duration.self, .from, .seconds(120), .seconds(120) ... .seconds(300), grid: TimeGrid.segment)
        var number = ExplainedNumber(limits, in: nil)
        let longest = numbers.filter { $0.field == .warmUpDuration }.map(\.raw).max() ?? limits.standard
        number.move(by: longest - limits.standard, "the longest warm-up", "contractions begin on warm skin")
        return number
    }

    /// Contractions end with the last whole rest before the treatment does.
    private func end(from start: Int64) -> ExplainedNumber {
        let period = max(raw(.on) + raw(.off), 1)
        let whole = start + (raw(.duration) - start) / period * period
        let limits = ProposalRange(
            Duration.self, .until, .nanoseconds(raw(.duration)),
            .nanoseconds(start + raw(.on)) ... .nanoseconds(raw(.duration)),
            grid: TimeGrid.segment)
        var number = ExplainedNumber(limits, in: nil)
        number.move(by: whole - limits.standard, "whole contractions", "the last contraction is not cut")
        return number
    }

    private func raw(_ field: PlanField, _ zone: Zone? = nil) -> Int64 {
        guard let number = numbers.first(where: { $0.field == field && ($0.zone == nil || $0.zone == zone) }) else {
            preconditionFailure("a draft has every number of its zones")
        }
        return number.raw
    }

    var duration: Duration { .nanoseconds(raw(.duration)) }

    /// The numbers of `zone`, which is one of the draft's.
    func zonePlan(_ zone: Zone) -> ZonePlan {
        func value<Value: Quantity>(_ field: PlanField) -> Value {
            Value(rawValue: Value.RawValue(truncatingIfNeeded: raw(field, zone)))
        }
        let heating = Heating(
            target: value(.target), warmUpTarget: value(.warmUpTarget), warmUpDuration: value(.warmUpDuration),
            rampLimit: value(.rampLimit), density: value(.density))
        let stimulation = Stimulation(
            current: value(.current), rate: value(.rate), width: value(.width), on: value(.on), off: value(.off),
            rampUp: value(.rampUp), rampDown: value(.rampDown), from: value(.from), until: value(.until))
        let isMeasured = numbers.contains { $0.field == .skin && $0.zone == zone }
        return ZonePlan(
            zone: zone, heating: heating, stimulation: stimulation,
            tissue: isMeasured ? TissueThickness(skin: value(.skin), fat: value(.fat)) : nil)
    }
}
