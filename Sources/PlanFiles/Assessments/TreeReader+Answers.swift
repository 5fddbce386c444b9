import Treatment
import Units

extension TreeReader {
    /// The answers to what screening asks; those that say `unknown` are left out, as those that are not written.
    mutating func answers(_ entry: Entry) -> [ScreeningQuestion: ScreeningAnswer]? {
        let asked = ScreeningQuestion.allCases.filter { ScreeningRule.rule(of: $0).form != .sessions }
        guard let section = section(entry, allowed: asked.map(\.id)) else { return nil }
        var answers: [ScreeningQuestion: ScreeningAnswer] = [:]
        for question in asked {
            guard let entry = section[question.id] else { continue }
            if let answer = answer(entry, ScreeningRule.rule(of: question).form) { answers[question] = answer }
        }
        return answers
    }

    private mutating func answer(_ entry: Entry, _ form: AnswerForm) -> ScreeningAnswer? {
        switch entry.value {
        case .word("no", _): return .no
        case .word("unknown", _): return nil
        case .word("yes", _) where form == .yesNo: return .yes
        case .word(let word, _):
            report(.meaning("value '\(Problem.printable(word))' is no answer, allowed \(form.example)"), at: entry)
            return nil
        case .section, .list: break
        }
        switch form {
        case .zones:
            guard let section = section(entry, allowed: ["zones"]) else { return nil }
            return required("zones", in: section, example: "[forehead]").flatMap { zones($0) }.map { .here($0) }
        case .day:
            guard let section = section(entry, allowed: ["last"]) else { return nil }
            return required("last", in: section, example: "2026-01-31").flatMap { day($0) }.map { .last($0) }
        case .times: return events(entry, withDepth: false).map { .times($0) }
        case .injections: return events(entry, withDepth: true).map { .times($0) }
        case .yesNo, .sessions:
            report(.wrongShape(found: entry.value.shape, expected: form.example), at: entry)
            return nil
        }
    }

    private mutating func events(_ entry: Entry, withDepth: Bool) -> [LocalEvent]? {
        guard let items = list(entry, of: "times", count: 1...Assessment.mostEntries) else { return nil }
        let events = items.map { item -> LocalEvent? in
            guard let section = section(item, allowed: ["on", "zones"] + (withDepth ? ["depth"] : [])) else {
                return nil
            }
            let day = required("on", in: section, example: "2026-01-31").flatMap { self.day($0) }
            let zones = required("zones", in: section, example: "[forehead]").flatMap { self.zones($0) }
            var depth: Length?
            if withDepth {
                depth = required("depth", in: section, example: "1 mm")
                    .flatMap { quantity($0, allowed: "0.1 … 20 mm") }
                guard depth != nil else { return nil }
            }
            guard let day, let zones else { return nil }
            return LocalEvent(day: day, zones: zones, depth: depth)
        }
        return events.contains(nil) ? nil : events.compactMap { $0 }
    }
}
