public import Units

/// Why an assessment is refused.
public enum AssessmentError: Error, Equatable, Sendable {
    /// There are no zones, or more than a face has.
    case zoneCount(Int)
    /// Two entries are about one zone.
    case duplicateZone(Zone)
    /// A measured thickness is one that no face has.
    case thicknessOutOfRange(Zone, TissueLayer, Length)
    /// A zone across the midline has muscles of one side only.
    case sideMissing(Zone)
    /// A zone on one side has muscles of both.
    case sideTooMany(Zone)
    /// An expression is named twice.
    case duplicateExpression(HabitualExpression)
    /// Both corners of the mouth are the stronger one.
    case contradictingSmiles
    /// One photograph is named twice.
    case duplicatePhotograph
    /// There are none where some must be, or more than a file may hold.
    case tooMany(String, Int)
    /// Something is said to have happened after the day of the assessment.
    case afterAssessment(String, CalendarDay, CalendarDay)
    /// A list of zones is empty or names one twice.
    case notASet(String)
    /// The answer has not the form that the question asks for.
    case wrongForm(ScreeningQuestion)
    /// An injection has no depth.
    case depthMissing(String)
    /// A depth is given where none is asked for.
    case noDepthHere(String)
    /// The depth does not fit the kind of injection.
    case depthOutOfRange(String, Length, ClosedRange<Length>)

    /// The key's place in an assessment file.
    public var key: String {
        switch self {
        case .zoneCount: "zones"
        case .duplicateZone(let zone): "\(zone.name).zone"
        case .thicknessOutOfRange(let zone, let layer, _): "\(zone.name).\(layer.rawValue)"
        case .sideMissing(let zone), .sideTooMany(let zone): "\(zone.name).muscle"
        case .duplicateExpression, .contradictingSmiles: "expressions"
        case .duplicatePhotograph: "photographs"
        case .tooMany(let key, _), .afterAssessment(let key, _, _), .notASet(let key), .depthMissing(let key),
            .noDepthHere(let key), .depthOutOfRange(let key, _, _):
            key
        case .wrongForm(let question): "screening.\(question.id)"
        }
    }

    /// What is wrong, without saying where: the value, what is allowed, and why or what to do.
    public var problem: String {
        switch self {
        case .zoneCount(let count): "value has \(count) zones, allowed 1 … \(Zone.allInOrder.count)"
        case .duplicateZone(let zone): "value '\(zone.name)' appears twice, allowed once"
        case .thicknessOutOfRange(_, let layer, let length):
            "value '\(length.amount.text)' is out of range, allowed \(AssessmentError.text(layer.measurable)) "
                + "(no face has another \(layer.rawValue))"
        case .sideMissing: "value is one side's, allowed 'left' and 'right' (the zone lies across the midline)"
        case .sideTooMany: "value has sides, allowed 'tone' and 'activity' (the zone lies on one side)"
        case .duplicateExpression(let expression): "value '\(expression.rawValue)' appears twice, allowed once"
        case .contradictingSmiles: "value has both smileStrongerLeft and smileStrongerRight, allowed one of them"
        case .duplicatePhotograph: "one photograph appears twice, allowed once"
        case .tooMany(_, let count): "value has \(count) entries, allowed 1 … \(Assessment.mostEntries)"
        case .afterAssessment(_, let day, let assessed):
            "value '\(day.text)' is after the day of the assessment, allowed up to \(assessed.text)"
        case .notASet: "value must name at least one zone, and none twice"
        case .wrongForm(let question):
            "value has another form, allowed \(ScreeningRule.rule(of: question).form.example)"
        case .depthMissing: "is missing (write it as 'depth: 1 mm')"
        case .noDepthHere: "is not asked for here (leave it out)"
        case .depthOutOfRange(_, let depth, let range):
            "value '\(depth.amount.text)' is out of range, allowed \(AssessmentError.text(range)) "
                + "(another depth is the other kind of injection)"
        }
    }

    /// The whole refusal in one line.
    public var message: String { "key '\(key)': \(problem)" }

    private static func text(_ range: ClosedRange<Length>) -> String {
        Amount.text(from: range.lowerBound.amount, to: range.upperBound.amount)
    }
}

extension AssessmentError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

extension AnswerForm {
    /// How an answer of this form is written.
    public var example: String {
        switch self {
        case .yesNo: "'no', 'yes' or 'unknown'"
        case .zones: "'no', 'unknown' or a section such as '{zones: [forehead]}'"
        case .day: "'no', 'unknown' or a section such as '{last: 2026-01-31}'"
        case .times: "'no', 'unknown' or a list such as '[{on: 2026-01-31, zones: [forehead]}]'"
        case .injections: "'no', 'unknown' or a list such as '[{on: 2026-01-31, zones: [forehead], depth: 1 mm}]'"
        case .sessions: "nothing (it follows from the sessions)"
        }
    }
}
