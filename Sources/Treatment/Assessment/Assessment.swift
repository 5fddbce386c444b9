/// What was found on one person on one day: what a plan for this face is made of.
///
/// It names nobody: a pseudonym, findings from closed sets, days, and digests of photographs. There is no field of free
/// text in which a name could be put. An assessment that exists is consistent in itself; whether the person may be
/// treated is `Screening`'s to say.
public struct Assessment: Equatable, Sendable {
    /// Whose face it is.
    public let patient: PatientID
    /// The day of the findings and the answers.
    public let day: CalendarDay
    /// The findings in each zone, 1 … 4, no zone twice.
    public let zones: [ZoneAssessment]
    /// What the face does by habit, each at most once.
    public let expressions: [HabitualExpression]
    /// Earlier treatments of this kind, 0 … `mostEntries`.
    public let sessions: [EarlierSession]
    /// Photographs, by digest, 0 … `mostEntries`.
    public let photographs: [PhotographReference]
    /// The answers to what screening asks; a question that is not in it has not been answered.
    public let answers: [ScreeningQuestion: ScreeningAnswer]

    /// The most earlier sessions, photographs, and events of one answer: a file is no archive.
    public static let mostEntries = 64

    /// The values of an assessment before they are checked.
    public struct Draft: Equatable, Sendable {
        /// Whose face it is.
        public var patient: PatientID
        /// The day of the findings.
        public var day: CalendarDay
        /// The findings in each zone.
        public var zones: [ZoneAssessment]
        /// What the face does by habit.
        public var expressions: [HabitualExpression] = []
        /// Earlier treatments.
        public var sessions: [EarlierSession] = []
        /// Photographs.
        public var photographs: [PhotographReference] = []
        /// The answers.
        public var answers: [ScreeningQuestion: ScreeningAnswer] = [:]

        /// A draft with findings and nothing else.
        public init(patient: PatientID, day: CalendarDay, zones: [ZoneAssessment]) {
            self.patient = patient
            self.day = day
            self.zones = zones
        }
    }

    /// A checked assessment.
    ///
    /// - Throws: the first of the findings, in the order of the fields.
    public init(_ draft: Draft) throws(AssessmentError) {
        if let finding = Assessment.findings(draft).first { throw finding }
        patient = draft.patient
        day = draft.day
        zones = draft.zones
        expressions = draft.expressions
        sessions = draft.sessions
        photographs = draft.photographs
        answers = draft.answers
    }

    /// The values, to make a changed assessment of.
    public var draft: Draft {
        var draft = Draft(patient: patient, day: day, zones: zones)
        draft.expressions = expressions
        draft.sessions = sessions
        draft.photographs = photographs
        draft.answers = answers
        return draft
    }

    /// The findings in `zone`, or nil where there are none.
    public func findings(in zone: Zone) -> ZoneAssessment? { zones.first { $0.zone == zone } }

    /// Everything that is wrong with an assessment of these values; empty when nothing is.
    public static func findings(_ draft: Draft) -> [AssessmentError] {
        var findings: [AssessmentError] = []
        if !(1...Zone.allInOrder.count).contains(draft.zones.count) { findings.append(.zoneCount(draft.zones.count)) }
        for (place, entry) in draft.zones.enumerated() {
            if draft.zones[..<place].contains(where: { $0.zone == entry.zone }) {
                findings.append(.duplicateZone(entry.zone))
            }
            findings += entry.findings
        }
        for (place, expression) in draft.expressions.enumerated()
        where draft.expressions[..<place].contains(expression) {
            findings.append(.duplicateExpression(expression))
        }
        if draft.expressions.contains(.smileStrongerLeft), draft.expressions.contains(.smileStrongerRight) {
            findings.append(.contradictingSmiles)
        }
        findings += sessionFindings(draft)
        if draft.photographs.count > mostEntries { findings.append(.tooMany("photographs", draft.photographs.count)) }
        if Set(draft.photographs).count < draft.photographs.count { findings.append(.duplicatePhotograph) }
        for question in ScreeningQuestion.allCases {
            guard let answer = draft.answers[question] else { continue }
            findings += answerFindings(answer, to: question, before: draft.day)
        }
        return findings
    }

    private static func sessionFindings(_ draft: Draft) -> [AssessmentError] {
        var findings: [AssessmentError] = []
        if draft.sessions.count > mostEntries { findings.append(.tooMany("sessions", draft.sessions.count)) }
        for (number, session) in zip(1..., draft.sessions) {
            let key = "sessions[\(number)]"
            if session.day > draft.day { findings.append(.afterAssessment(key + ".on", session.day, draft.day)) }
            if let finding = zoneFinding(session.zones, key + ".zones") { findings.append(finding) }
        }
        return findings
    }

    private static func answerFindings(
        _ answer: ScreeningAnswer, to question: ScreeningQuestion, before day: CalendarDay
    ) -> [AssessmentError] {
        let key = "screening.\(question.id)"
        switch (answer, ScreeningRule.rule(of: question).form) {
        case (_, .sessions): return [.wrongForm(question)]
        case (.no, _), (.yes, .yesNo): return []
        case (.here(let zones), .zones): return [zoneFinding(zones, key + ".zones")].compactMap { $0 }
        case (.last(let last), .day): return last > day ? [.afterAssessment(key + ".last", last, day)] : []
        case (.times(let events), .times):
            return eventFindings(events, key, before: day) { $0.depth == nil ? nil : .noDepthHere($1) }
        case (.times(let events), .injections(let depths)):
            return eventFindings(events, key, before: day) { event, key in
                guard let depth = event.depth else { return .depthMissing(key) }
                return depths.contains(depth) ? nil : .depthOutOfRange(key, depth, depths)
            }
        case (.yes, _), (.here, _), (.last, _), (.times, _): return [.wrongForm(question)]
        }
    }

    private static func eventFindings(
        _ events: [LocalEvent], _ key: String, before day: CalendarDay,
        depth: (LocalEvent, String) -> AssessmentError?
    ) -> [AssessmentError] {
        guard (1...mostEntries).contains(events.count) else { return [.tooMany(key, events.count)] }
        var findings: [AssessmentError] = []
        for (number, event) in zip(1..., events) {
            let place = "\(key)[\(number)]"
            if event.day > day { findings.append(.afterAssessment(place + ".on", event.day, day)) }
            if let finding = zoneFinding(event.zones, place + ".zones") { findings.append(finding) }
            if let finding = depth(event, place + ".depth") { findings.append(finding) }
        }
        return findings
    }

    private static func zoneFinding(_ zones: [Zone], _ key: String) -> AssessmentError? {
        let isSet = zones.indices.allSatisfy { !zones[..<$0].contains(zones[$0]) }
        return !zones.isEmpty && isSet ? nil : .notASet(key)
    }
}
