public import Treatment
import Units

/// A prescriber's rules that were read from a file.
public struct LoadedRules: Equatable, Sendable {
    /// The rules.
    public let rules: PrescriberRules
    /// The file's bytes as they were, for the record.
    public let sourceText: [UInt8]
    /// The digest of those bytes.
    public let sourceHash: DocumentHash
}

/// A prescriber's rules for screening: YAML, as `docs/screening.md` describes it.
public enum RulesFile {
    /// The rules in the file at `path`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(path: String) throws(PlanFileError) -> LoadedRules {
        try parse(bytes: RegularFile.content(of: path, atMost: TextLimits.plan.bytes), fileName: path)
    }

    /// The rules that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(PlanFileError) -> LoadedRules {
        try parse(bytes: Array(text.utf8), fileName: fileName)
    }

    /// The rules in the bytes of a file; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the bytes.
    public static func parse(bytes: [UInt8], fileName: String) throws(PlanFileError) -> LoadedRules {
        let root = try PlanText.parse(bytes: bytes, fileName: fileName, within: .plan)
        var reader = TreeReader(style: .decimal)
        let changes = reader.ruleChanges(root)
        let lines = TreeReader.lines(of: root)
        for finding in PrescriberRules.findings(changes) {
            reader.report(finding.problem, key: finding.key, in: lines)
        }
        guard reader.problems.isEmpty, let rules = try? PrescriberRules(changes) else {
            throw .refused(Problem.sorted(reader.problems, in: fileName))
        }
        return LoadedRules(rules: rules, sourceText: bytes, sourceHash: DocumentHash(of: bytes))
    }
}

extension TreeReader {
    fileprivate mutating func ruleChanges(_ root: PlanText) -> [PrescriberRules.Change] {
        guard let top = section(Entry(root: root), allowed: ScreeningQuestion.allCases.map(\.id)) else { return [] }
        return ScreeningQuestion.allCases.compactMap { question in
            guard let entry = top[question.id],
                let section = section(entry, allowed: ["block", "warn", "verdict", "elsewhere"])
            else { return nil }
            var change = PrescriberRules.Change(question)
            change.block = section["block"].flatMap { days($0) }
            change.warn = section["warn"].flatMap { days($0) }
            change.verdict = section["verdict"].flatMap { verdict($0) }
            change.elsewhere = section["elsewhere"].flatMap { verdict($0) }
            return change
        }
    }

    /// A number of days, such as `10 d`.
    private mutating func days(_ entry: Entry) -> Int? {
        guard let word = word(entry, example: "10 d") else { return nil }
        guard let (number, rest) = ExactDecimal.prefix(of: word[...]), let days = number.times(1), days >= 0 else {
            report(.notANumber(value: word, example: "10 d"), at: entry)
            return nil
        }
        let unit = rest.drop { $0 == " " }
        guard unit == "d" else {
            report(
                unit.isEmpty
                    ? .noUnit(value: word, allowed: ["d"], example: "10 d")
                    : .wrongUnit(value: word, allowed: ["d"], example: "10 d"), at: entry)
            return nil
        }
        return Int(days)
    }

    private mutating func verdict(_ entry: Entry) -> ScreeningVerdict? {
        guard let word = word(entry, example: "warn") else { return nil }
        let known: [ScreeningVerdict] = [.warn, .block]
        if let verdict = known.first(where: { $0.name == word }) { return verdict }
        report(
            .meaning("value '\(Problem.printable(word))' is not known, allowed warn, block"), at: entry)
        return nil
    }
}
