import Treatment
import Units

/// Every number that a plan has, read out of the plan itself and not out of what explains it.
enum PlanNumbers {
    /// Every key of a plan that is a number.
    static let fields: [PlanField] = PlanField.allCases.filter { field in
        switch field {
        case .name, .patient, .zones, .zone, .tissue, .heating, .stimulation: false
        case .skin, .fat, .duration, .target, .warmUpTarget, .warmUpDuration, .rampLimit, .density, .current,
            .intensity, .rate, .width, .on, .off, .rampUp, .rampDown, .from, .until:
            true
        }
    }

    /// The number of `field` in `zone`, in base units; nil where the plan has none.
    static func raw(_ field: PlanField, in zone: Zone, of plan: Plan) -> Int64? {
        let entry = plan.zones.first { $0.zone == zone }
        let (heating, stimulation) = (entry?.heating, entry?.stimulation)
        return switch field {
        case .name, .patient, .zones, .zone, .tissue, .heating, .stimulation: nil
        case .skin: entry?.tissue.map { Int64($0.skin.rawValue) }
        case .fat: entry?.tissue.map { Int64($0.fat.rawValue) }
        case .duration: plan.duration.rawValue
        case .target: heating.map { Int64($0.target.rawValue) }
        case .warmUpTarget: heating.map { Int64($0.warmUpTarget.rawValue) }
        case .warmUpDuration: heating.map { $0.warmUpDuration.rawValue }
        case .rampLimit: heating.map { Int64($0.rampLimit.rawValue) }
        case .density: heating.map { Int64($0.density.rawValue) }
        case .current: stimulation.map { Int64($0.current.rawValue) }
        case .intensity: stimulation?.intensity.map { Int64($0.rawValue) }
        case .rate: stimulation.map { Int64($0.rate.rawValue) }
        case .width: stimulation.map { Int64($0.width.rawValue) }
        case .on: stimulation.map { $0.on.rawValue }
        case .off: stimulation.map { $0.off.rawValue }
        case .rampUp: stimulation.map { $0.rampUp.rawValue }
        case .rampDown: stimulation.map { $0.rampDown.rawValue }
        case .from: stimulation.map { $0.from.rawValue }
        case .until: stimulation.map { $0.until.rawValue }
        }
    }
}

extension ProposalTrial {
    /// Numbers of the plan that the explanation does not name, names twice, or does not add up to.
    static func unexplained(_ proposal: Proposal) -> [String] {
        var failures: [String] = []
        for zone in proposal.plan.zones.map(\.zone) {
            for field in PlanNumbers.fields {
                guard let raw = PlanNumbers.raw(field, in: zone, of: proposal.plan) else { continue }
                let named = proposal.numbers.filter { $0.field == field && ($0.zone == nil || $0.zone == zone) }
                let place = "\(zone.name).\(field.key)"
                guard let number = named.first, named.count == 1 else {
                    failures.append("\(place) is explained \(named.count) times")
                    continue
                }
                if number.raw != raw { failures.append("\(place) is explained as another number") }
                let sum = number.movements.reduce(number.standardRaw) { $0 + $1.raw }
                if sum != raw { failures.append("\(place): the movements do not add up") }
                if number.movements.contains(where: { $0.cause.isEmpty || $0.source.isEmpty }) {
                    failures.append("\(place): a movement has no cause or no source")
                }
            }
        }
        let known = proposal.plan.zones.map(\.zone)
        for number in proposal.numbers where number.zone.map({ !known.contains($0) }) ?? false {
            failures.append("\(number.field.key) is explained for a zone that is not in the plan")
        }
        return failures
    }
}
