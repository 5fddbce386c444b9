/// The table of rules as a prescriber wants it: stricter than the project's, or the same.
public struct PrescriberRules: Equatable, Sendable {
    /// One change.
    public struct Change: Equatable, Sendable {
        /// The question whose rule is changed.
        public var question: ScreeningQuestion
        /// Days under which it blocks, or nil to leave them.
        public var block: Int?
        /// Days under which it warns, or nil to leave them, or to raise them to `block` where they would be fewer.
        public var warn: Int?
        /// What a yes means, or nil to leave it; for rules without a waiting time.
        public var verdict: ScreeningVerdict?
        /// What the zones that an answer does not name get, or nil to leave it.
        public var elsewhere: ScreeningVerdict?

        /// A change of the rule of `question`, unchecked.
        public init(
            _ question: ScreeningQuestion, block: Int? = nil, warn: Int? = nil, verdict: ScreeningVerdict? = nil,
            elsewhere: ScreeningVerdict? = nil
        ) {
            self.question = question
            self.block = block
            self.warn = warn
            self.verdict = verdict
            self.elsewhere = elsewhere
        }
    }

    /// The rules that hold, one for each question.
    public let rules: [ScreeningRule]

    /// The project's own rules.
    public static let standard = PrescriberRules(checked: ScreeningRule.all)

    private init(checked rules: [ScreeningRule]) { self.rules = rules }

    /// The project's rules with `changes`.
    ///
    /// - Throws: the first finding.
    public init(_ changes: [Change]) throws(PrescriberRulesError) {
        if let finding = PrescriberRules.findings(changes).first { throw finding }
        self.init(
            checked: ScreeningRule.all.map { rule in
                changes.first { $0.question == rule.question }.map(rule.changed) ?? rule
            })
    }

    /// The rule of `question`.
    public func rule(of question: ScreeningQuestion) -> ScreeningRule {
        rules.first { $0.question == question } ?? ScreeningRule.rule(of: question)
    }

    /// Everything that is wrong with `changes`; empty when nothing is.
    public static func findings(_ changes: [Change]) -> [PrescriberRulesError] {
        var findings: [PrescriberRulesError] = []
        for (place, change) in changes.enumerated() {
            if changes[..<place].contains(where: { $0.question == change.question }) {
                findings.append(.twice(change.question))
            }
            findings += ScreeningRule.rule(of: change.question).findings(of: change)
        }
        return findings
    }
}

extension ScreeningRule {
    fileprivate func changed(by change: PrescriberRules.Change) -> ScreeningRule {
        var rule = self
        switch consequence {
        case .standing(let verdict): rule.consequence = .standing(change.verdict ?? verdict)
        case .waiting(let time):
            let block = change.block ?? time.block
            rule.consequence = .waiting(WaitingTime(block: block, warn: max(change.warn ?? time.warn, block)))
        }
        rule.elsewhere = change.elsewhere ?? elsewhere
        return rule
    }

    fileprivate func findings(of change: PrescriberRules.Change) -> [PrescriberRulesError] {
        var findings: [PrescriberRulesError] = []
        switch consequence {
        case .standing(let verdict):
            if change.block != nil || change.warn != nil { findings.append(.noWaitingTime(question)) }
            if let wanted = change.verdict, wanted < verdict {
                findings.append(.laxerVerdict(question, "verdict", wanted: wanted, standard: verdict))
            }
        case .waiting(let time):
            if change.verdict != nil { findings.append(.onlyWaitingTime(question)) }
            findings += [
                finding(.block, change.block, standard: time.block), finding(.warn, change.warn, standard: time.warn),
            ].compactMap { $0 }
            if let warn = change.warn, let block = change.block ?? Optional(time.block), warn < block {
                findings.append(.warnUnderBlock(question, warn: warn, block: block))
            }
        }
        if let wanted = change.elsewhere {
            if reach != .named { findings.append(.noElsewhere(question)) }
            if wanted < elsewhere {
                findings.append(.laxerVerdict(question, "elsewhere", wanted: wanted, standard: elsewhere))
            }
        }
        return findings
    }

    private func finding(
        _ verdict: ScreeningVerdict, _ wanted: Int?, standard: Int
    ) -> PrescriberRulesError? {
        guard let wanted else { return nil }
        if wanted < standard { return .laxerTime(question, verdict, wanted: wanted, standard: standard) }
        return wanted > WaitingTime.longest ? .tooLong(question, verdict, wanted: wanted) : nil
    }
}

/// Why a prescriber's rules are refused.
public enum PrescriberRulesError: Error, Equatable, Sendable {
    /// A waiting time is shorter than the project's.
    case laxerTime(ScreeningQuestion, ScreeningVerdict, wanted: Int, standard: Int)
    /// A verdict is milder than the project's; the key says which one.
    case laxerVerdict(ScreeningQuestion, String, wanted: ScreeningVerdict, standard: ScreeningVerdict)
    /// A waiting time is longer than can be meant.
    case tooLong(ScreeningQuestion, ScreeningVerdict, wanted: Int)
    /// It would warn for fewer days than it blocks.
    case warnUnderBlock(ScreeningQuestion, warn: Int, block: Int)
    /// The rule has no waiting time.
    case noWaitingTime(ScreeningQuestion)
    /// The rule has nothing but a waiting time.
    case onlyWaitingTime(ScreeningQuestion)
    /// The rule holds for the whole face or for fixed zones already.
    case noElsewhere(ScreeningQuestion)
    /// One rule is changed twice.
    case twice(ScreeningQuestion)

    /// The key's place in a file of rules.
    public var key: String {
        switch self {
        case .laxerTime(let question, let verdict, _, _), .tooLong(let question, let verdict, _):
            "\(question.id).\(verdict.name)"
        case .laxerVerdict(let question, let key, _, _): "\(question.id).\(key)"
        case .warnUnderBlock(let question, _, _): "\(question.id).warn"
        case .noElsewhere(let question): "\(question.id).elsewhere"
        case .noWaitingTime(let question), .onlyWaitingTime(let question), .twice(let question): question.id
        }
    }

    /// What is wrong, what is allowed, what to do.
    public var problem: String {
        switch self {
        case .laxerTime(_, _, let wanted, let standard):
            "value '\(wanted) d' is laxer than the project's rule, allowed \(standard) … \(WaitingTime.longest) d "
                + "(a prescriber may only be stricter)"
        case .laxerVerdict(_, _, let wanted, let standard):
            "value '\(wanted.name)' is laxer than the project's '\(standard.name)' (a prescriber may only be stricter)"
        case .tooLong(_, _, let wanted): "value '\(wanted) d' is out of range, allowed up to \(WaitingTime.longest) d"
        case .warnUnderBlock(_, let warn, let block):
            "value '\(warn) d' is less than block, allowed \(block) … \(WaitingTime.longest) d"
        case .noWaitingTime: "has no waiting time: it holds as long as the answer is yes (write 'verdict: block')"
        case .onlyWaitingTime: "has a waiting time and no verdict of its own (write 'block: 10 d' or 'warn: 20 d')"
        case .noElsewhere: "does not depend on zones that an answer names (leave 'elsewhere' out)"
        case .twice: "is changed twice, allowed once"
        }
    }

    /// The whole refusal in one line.
    public var message: String { "key '\(key)': \(problem)" }
}

extension PrescriberRulesError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
