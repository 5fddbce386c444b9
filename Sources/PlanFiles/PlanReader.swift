import Treatment
import Units

/// Reads a plan out of a tree of text, and gathers all that is wrong on the way.
struct PlanReader {
    /// All problems so far, in the order in which they were found.
    private(set) var problems: [LocatedKind] = []

    /// What the top level says.
    struct Top {
        var name: String?
        var patient: PatientID?
        var duration: Duration?
        var heating = Section<HeatingDraft>.absent
        var stimulation = Section<StimulationDraft>.absent
        var zones: [PlanText] = []
        var lines: [PlanField: Int] = [:]
    }

    /// A value, and the line of its key.
    typealias Entries = [PlanField: (line: Int, value: PlanText)]

    mutating func report(_ kind: Problem.Kind, _ key: String?, line: Int) {
        problems.append(LocatedKind(line: line, key: key, kind: kind))
    }

    /// The top level, or nil when the text is no section.
    mutating func top(_ root: PlanText) -> Top? {
        let fields: [PlanField] = [.name, .patient, .duration, .heating, .stimulation, .zones]
        guard let entries = entries(of: root, nil, allowed: fields) else { return nil }
        var top = Top(lines: entries.mapValues(\.line))
        for field in [PlanField.name, .duration, .zones] where entries[field] == nil {
            report(.missingKey(example: PlanReader.example(of: field)), field.key, line: root.line)
        }
        top.name = entries[.name].flatMap { name($0.value) }
        top.patient = entries[.patient].flatMap { patient($0.value) }
        top.duration = quantity(entries[.duration], PrescriptionLimits.duration, "duration")
        top.heating = heating(entries[.heating], "heating")
        top.stimulation = stimulation(entries[.stimulation], "stimulation")
        if let entry = entries[.zones] { top.zones = list(entry.value, "zones") }
        return top
    }

    /// The known keys of a section with their values; nil, and a problem, where there is no section.
    mutating func entries(of text: PlanText, _ path: String?, allowed: [PlanField]) -> Entries? {
        guard case .section(let pairs, _) = text else {
            let keys = allowed.map(\.key).joined(separator: ", ")
            report(.wrongShape(found: text.shape, expected: "a section of \(keys)"), path, line: text.line)
            return nil
        }
        var entries: Entries = [:]
        for (key, value) in pairs {
            guard case .word(let word, let line) = key else {
                report(.keyNotAWord, path, line: key.line)
                continue
            }
            guard let field = allowed.first(where: { $0.key == word }) else {
                report(.unknownKey(allowed: allowed.map(\.key)), PlanReader.path(path, word), line: line)
                continue
            }
            entries[field] = (line, value)
        }
        return entries
    }

    /// One word, or nil and a problem.
    mutating func word(_ text: PlanText, _ path: String, example: String) -> String? {
        guard case .word(let word, _) = text else {
            report(.wrongShape(found: text.shape, expected: "one value such as '\(example)'"), path, line: text.line)
            return nil
        }
        return word
    }

    /// A quantity within its range and on its grid, or nil: absent, or wrong and reported.
    mutating func quantity<Value: WrittenQuantity>(
        _ entry: (line: Int, value: PlanText)?, _ limit: Limit<Value>, _ path: String
    ) -> Value? {
        guard let entry, let word = word(entry.value, path, example: Value.example) else { return nil }
        let allowed = Amount.text(from: limit.range.lowerBound.amount, to: limit.range.upperBound.amount)
        let tooFar = Problem.Kind.outOfRange(value: word, allowed: allowed, reason: limit.reason)
        do throws(Problem.Kind) {
            guard let value = try Value.read(word) else { throw tooFar }
            guard limit.range.contains(value) else { throw tooFar }
            if let finding = limit.finding(value) { throw .refused(finding) }
            return value
        } catch {
            report(error, path, line: entry.line)
            return nil
        }
    }

    /// `key` within `path`.
    static func path(_ path: String?, _ key: String) -> String { (path.map { $0 + "." } ?? "") + key }

    private mutating func name(_ text: PlanText) -> String? {
        guard let name = word(text, "name", example: "Full face") else { return nil }
        guard Plan.isName(name) else {
            report(.refused(.nameNotPrintable(name)), "name", line: text.line)
            return nil
        }
        return name
    }

    private mutating func patient(_ text: PlanText) -> PatientID? {
        guard let word = word(text, "patient", example: "P-0117") else { return nil }
        guard let patient = PatientID(word) else {
            report(.refused(.patientNotAPseudonym(word)), "patient", line: text.line)
            return nil
        }
        return patient
    }

    private mutating func list(_ text: PlanText, _ path: String) -> [PlanText] {
        guard case .list(let items, let line) = text else {
            report(.wrongShape(found: text.shape, expected: "a list of zones"), path, line: text.line)
            return []
        }
        if !(1...ZoneIndex.limit).contains(items.count) {
            report(.refused(.zoneCount(items.count)), path, line: line)
        }
        return items
    }
}
