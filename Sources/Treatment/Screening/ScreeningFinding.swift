/// Something that stands against treating a zone, or for thinking twice.
public struct ScreeningFinding: Equatable, Sendable {
    /// Which finding it is, the same in every screening of the same person that finds the same.
    public struct ID: Hashable, Sendable {
        /// The rule.
        public let question: ScreeningQuestion
        /// The zone.
        public let zone: Zone

        /// The finding of a rule in a zone.
        public init(_ question: ScreeningQuestion, _ zone: Zone) {
            self.question = question
            self.zone = zone
        }

        /// The id as people type it, such as `toxinIntradermal/forehead`.
        public var text: String { "\(question.id)/\(zone.name)" }

        /// The finding that `text` names, or nil when it names none.
        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let question = ScreeningQuestion(rawValue: String(parts[0])),
                let zone = Zone(name: String(parts[1]))
            else { return nil }
            self.init(question, zone)
        }
    }

    /// Why.
    public enum Reason: Equatable, Sendable {
        /// The answer is yes.
        case isSo
        /// Too few days have passed since the last time; from the second day on the verdict is a milder one.
        case since(CalendarDay, days: Int, until: CalendarDay)
        /// Another zone has a finding, and the prescriber's rules say what the others get.
        case elsewhere(Zone)
        /// Nobody has answered.
        case unanswered
        /// The answer is too old, so many days.
        case outdated(days: Int)
    }

    /// Which one it is.
    public let id: ID
    /// How severe it is; never `allow`.
    public let verdict: ScreeningVerdict
    /// Why.
    public let reason: Reason

    init(_ question: ScreeningQuestion, _ zone: Zone, _ verdict: ScreeningVerdict, _ reason: Reason) {
        id = ID(question, zone)
        self.verdict = verdict
        self.reason = reason
    }

    /// The rule's question.
    public var question: ScreeningQuestion { id.question }

    /// Whether only the day of the treatment can settle it, so that a plan may be made before.
    public var isForTheDay: Bool {
        verdict == .ask && ScreeningRule.rule(of: question).validity == .sameDay
    }

    /// Whether it is of a session that was held on `day` or later.
    func isOfSession(since day: CalendarDay) -> Bool {
        guard question == .lastSession, case .since(let held, _, _) = reason else { return false }
        return held >= day
    }

    /// The whole finding in one line.
    public var message: String {
        let text = ScreeningRule.rule(of: question).text
        return "\(id.text): \(verdict.name): \(text): \(why)"
    }

    private var why: String {
        switch reason {
        case .isSo: "it is so"
        case .since(let day, let days, let until):
            "\(days) days ago, on \(day.text); \(verdict == .block ? "blocked" : "a warning") until \(until.text)"
        case .elsewhere(let zone): "because of \(zone.name), by the prescriber's rules"
        case .unanswered: "not answered"
        case .outdated(let days): "answered \(days) days ago, ask again"
        }
    }
}

/// A person's word for a warning.
public struct ScreeningAcceptance: Equatable, Sendable {
    /// What is accepted.
    public let finding: ScreeningFinding.ID
    /// The name of the person who answers for it, 1 … 64 printable characters; never the patient's.
    public let name: String

    /// The acceptance of `finding` by `name`, or nil when `name` is none.
    public init?(_ finding: ScreeningFinding.ID, by name: String) {
        guard Plan.isName(name) else { return nil }
        self.finding = finding
        self.name = name
    }
}
