/// What screening says about a zone: worse ones are greater.
public enum ScreeningVerdict: Int, Sendable, Equatable, Comparable, BitwiseCopyable {
    /// Nothing stands against it.
    case allow = 0
    /// It takes a person's acceptance by name.
    case warn = 1
    /// A question is open: nobody may treat before it is answered.
    case ask = 2
    /// No.
    case block = 3

    /// The word in files, messages and JSON.
    public var name: String {
        switch self {
        case .allow: "allow"
        case .warn: "warn"
        case .ask: "ask"
        case .block: "block"
        }
    }

    /// Whether the left verdict is the milder one.
    public static func < (left: ScreeningVerdict, right: ScreeningVerdict) -> Bool { left.rawValue < right.rawValue }
}

/// Days that must have passed since an event.
public struct WaitingTime: Equatable, Sendable {
    /// Under so many days it blocks.
    public var block: Int
    /// Under so many days it warns; at least `block`.
    public var warn: Int

    /// A waiting time of these days.
    public init(block: Int, warn: Int) {
        self.block = block
        self.warn = warn
    }

    /// The longest that can be written: ten years.
    public static let longest = 3650

    /// What `days` since the event mean.
    public func verdict(after days: Int) -> ScreeningVerdict {
        if days < block { return .block }
        return days < warn ? .warn : .allow
    }
}

/// One row of the table of contraindications and waiting times.
public struct ScreeningRule: Equatable, Sendable {
    /// What follows when the answer is not no.
    public enum Consequence: Equatable, Sendable {
        /// This, as long as it is so.
        case standing(ScreeningVerdict)
        /// Waiting.
        case waiting(WaitingTime)
    }

    /// The zones that a yes concerns.
    public enum Reach: Equatable, Sendable {
        /// The whole face.
        case everywhere
        /// These zones and no other.
        case only([Zone])
        /// Those that the answer names.
        case named
    }

    /// Until when an answer counts.
    public enum Validity: Equatable, Sendable {
        /// For `ScreeningRule.answerDays` after the assessment.
        case weeks
        /// On the day on which it was given.
        case sameDay
    }

    /// The question.
    public let question: ScreeningQuestion
    /// The question in words, so that yes is what stands against a treatment.
    public let text: String
    /// How it is answered.
    public let form: AnswerForm
    /// The zones that a yes concerns.
    public let reach: Reach
    /// What follows from a yes.
    public var consequence: Consequence
    /// What other zones get while a named zone does not get `allow`.
    public var elsewhere: ScreeningVerdict
    /// Until when an answer counts.
    public let validity: Validity
    /// Where the rule comes from.
    public let source: String
    /// Whether the number or the severity is a default of this project that no source states.
    public let isProjectDefault: Bool

    /// How many days after the assessment an answer that is not for one day counts.
    ///
    /// Project policy: a course of four sessions a week apart fits, and no more.
    public static let answerDays = 30

    init(
        _ question: ScreeningQuestion, _ text: String, _ form: AnswerForm, _ reach: Reach, _ consequence: Consequence,
        validity: Validity = .weeks, source: String, isProjectDefault: Bool = false
    ) {
        self.question = question
        self.text = text
        self.form = form
        self.reach = reach
        self.consequence = consequence
        elsewhere = .allow
        self.validity = validity
        self.source = source
        self.isProjectDefault = isProjectDefault
    }
}
