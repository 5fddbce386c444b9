import PlanFiles

extension TreeReader {
    /// A number above zero, such as every property of a material is.
    mutating func positive(_ entry: Entry, _ measure: Measure) -> Double? {
        number(entry, measure, in: 1e-12...1e12, "more than nothing, and no more than anything has")
    }

    /// A number from zero up.
    mutating func notNegative(_ entry: Entry, _ measure: Measure) -> Double? {
        number(entry, measure, in: 0...1e12, "from nothing up, and no more than anything has")
    }

    /// A number of any sign.
    mutating func bounded(_ entry: Entry, _ measure: Measure) -> Double? {
        if measure.isTemperature { return temperature(entry) }
        return number(entry, measure, in: -1e12...1e12, "no more than anything has")
    }

    /// A temperature in °C, also below absolute zero: an analytic case is no body.
    mutating func temperature(_ entry: Entry) -> Double? {
        number(entry, .temperature, in: -1e6...1e6, "no more than the solver takes")
    }

    /// Whether `key` is the only one of `section`; else what stands beside it is reported.
    mutating func isAlone(_ key: String, in section: Section) -> Bool { only([key], in: section) }

    /// Whether `section` has no other keys than these; else they are reported.
    mutating func only(_ keys: [String], in section: Section) -> Bool {
        let others = section.entries.filter { !keys.contains($0.key) }
        for (_, entry) in others {
            let place = keys.map { "'\($0)'" }.joined(separator: ", ")
            report(.meaning("does not go together with \(place), allowed one kind of description"), at: entry)
        }
        return others.isEmpty
    }

    /// The name of the unit at `entry`, one of the measure's; nil and a problem where it is none.
    mutating func unit(of entry: Entry, _ measure: Measure) -> String? {
        guard number(entry, measure) != nil, case .word(let word, _) = entry.value else { return nil }
        let name = style.prefix(of: word)?.rest.drop { $0 == " " } ?? ""
        return measure.units.first { $0.matches(name, style) }?.name
    }
}
