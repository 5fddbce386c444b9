import PlanFiles
import Verification

extension TreeReader {
    /// What happens at one end.
    mutating func boundary(_ entry: Entry) -> CaseBoundary? {
        if case .word("insulated", _) = entry.value { return .insulated }
        let keys = ["temperature", "flux", "convection", "ambient"]
        let expected = "insulated, or a section of \(keys.joined(separator: ", "))"
        guard case .section = entry.value else {
            report(.wrongShape(found: entry.value.shape, expected: expected), at: entry)
            return nil
        }
        guard let section = section(entry, allowed: keys) else { return nil }
        if let temperature = section["temperature"] {
            guard isAlone("temperature", in: section) else { return nil }
            return course(temperature, .temperature).map { .temperature($0) }
        }
        let flux = section["flux"].map { course($0, .flux) }
        if let convection = section["convection"] {
            let coefficient = course(convection, .heatTransfer)
            let ambient = required("ambient", in: section, example: "24 °C").flatMap { course($0, .temperature) }
            guard let coefficient, let ambient, let flux = flux ?? .constant(0) else { return nil }
            return .convection(coefficient: coefficient, ambient: ambient, flux: flux)
        }
        if let ambient = section["ambient"] {
            report(.meaning("an ambient needs the convection to it (write 'convection: 10 W/m²/K')"), at: ambient)
            return nil
        }
        guard let flux else {
            report(.meaning("the boundary says nothing, allowed \(expected)"), at: entry)
            return nil
        }
        return flux.map { .flux($0) }
    }

    /// A number, or how it changes with time.
    mutating func course(_ entry: Entry, _ measure: Measure) -> CaseCourse? {
        if case .word = entry.value { return bounded(entry, measure).map { .constant($0) } }
        let keys = [
            "points", "mean", "amplitude", "period", "frequency", "phase", "initial", "final", "timeConstant",
        ]
        guard case .section = entry.value else {
            let expected = "one value such as '\(measure.example)', or a section of \(keys.joined(separator: ", "))"
            report(.wrongShape(found: entry.value.shape, expected: expected), at: entry)
            return nil
        }
        guard let section = section(entry, allowed: keys) else { return nil }
        if let points = section["points"] {
            guard isAlone("points", in: section) else { return nil }
            return timePoints(points, measure).map { .points($0) }
        }
        if section["initial"] != nil || section["final"] != nil || section["timeConstant"] != nil {
            return exponential(section, measure)
        }
        return sinusoid(section, measure)
    }

    private mutating func exponential(_ section: Section, _ measure: Measure) -> CaseCourse? {
        guard only(["initial", "final", "timeConstant"], in: section) else { return nil }
        let initial = required("initial", in: section, example: measure.example).flatMap { bounded($0, measure) }
        let final = required("final", in: section, example: measure.example).flatMap { bounded($0, measure) }
        let constant = required("timeConstant", in: section, example: "60 s").flatMap { positive($0, .time) }
        guard let initial, let final, let constant else { return nil }
        return .exponential(initial: initial, final: final, timeConstantSeconds: constant)
    }

    private mutating func sinusoid(_ section: Section, _ measure: Measure) -> CaseCourse? {
        let mean = required("mean", in: section, example: measure.example).flatMap { bounded($0, measure) }
        let amplitude = required("amplitude", in: section, example: measure.ofDifferences.example).flatMap {
            bounded($0, measure.ofDifferences)
        }
        let period = period(section)
        let phase = section["phase"].map { number($0, .phase, in: -100...100, "a phase is an angle") } ?? 0
        guard let mean, let amplitude, let period, let phase else { return nil }
        return .sinusoid(mean: mean, amplitude: amplitude, periodSeconds: period, phaseRadians: phase)
    }

    private mutating func period(_ section: Section) -> Double? {
        guard let frequency = section["frequency"] else {
            return required("period", in: section, example: "60 s").flatMap { positive($0, .time) }
        }
        if let period = section["period"] {
            report(.meaning("period and frequency say the same, allowed one"), at: period)
            return nil
        }
        return positive(frequency, .frequency).map { 1 / $0 }
    }

    private mutating func timePoints(_ entry: Entry, _ measure: Measure) -> [CaseTimeValue]? {
        pairs(entry, .time, measure)?.map { CaseTimeValue(seconds: $0, value: $1) }
    }

    /// Values over depth; depths may be equal, not fall.
    mutating func depthPoints(_ entry: Entry, _ measure: Measure) -> [CaseDepthValue]? {
        pairs(entry, .length, measure)?.map { CaseDepthValue(depthMetres: $0, value: $1) }
    }

    /// A list of pairs whose first numbers do not fall.
    private mutating func pairs(_ entry: Entry, _ first: Measure, _ second: Measure) -> [(Double, Double)]? {
        guard let items = list(entry, of: "points", count: 1...2000) else { return nil }
        var pairs: [(Double, Double)] = []
        for item in items {
            guard let both = list(item, of: "numbers", count: 2...2), let place = both.first, let value = both.last
            else {
                continue
            }
            let place1 = number(place, first, in: 0...1e9, "points count from the beginning, or from the top")
            guard let place1, let value1 = bounded(value, second) else { continue }
            if let last = pairs.last, last.0 > place1 {
                report(.meaning("points fall back here, allowed only onwards"), at: item)
            }
            pairs.append((place1, value1))
        }
        return pairs.count == items.count ? pairs : nil
    }
}
