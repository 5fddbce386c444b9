import Treatment
import Units

/// Assessments that the tests start from.
enum Faces {
    static let day = CalendarDay(year: 2026, month: 11, day: 23) ?? CalendarDay(secondsSince1970: 0)

    static let muscle = MuscleFinding(tone: .normal, activity: .moderate)

    /// A zone in which nothing moves a number.
    static func zone(_ zone: Zone, _ change: (inout ZoneAssessment) -> Void = { _ in }) -> ZoneAssessment {
        var found = ZoneAssessment(
            zone: zone, skin: .estimated(.medium), fat: .estimated(.medium),
            muscles: zone.isAcrossMidline ? .bothSides(left: muscle, right: muscle) : .oneSide(muscle),
            laxity: .none, volumeLoss: .none, sensitivity: .normal)
        change(&found)
        return found
    }

    /// A face in which nothing moves a number, with every question answered by no.
    static func draft(_ change: (inout Assessment.Draft) -> Void = { _ in }) throws(AssessmentError) -> Assessment.Draft
    {
        guard let patient = PatientID("P-0042") else { throw .zoneCount(0) }
        var draft = Assessment.Draft(patient: patient, day: day, zones: Zone.allInOrder.map { zone($0) })
        for question in ScreeningQuestion.allCases where ScreeningRule.rule(of: question).form != .sessions {
            draft.answers[question] = .no
        }
        change(&draft)
        return draft
    }

    static func assessment(
        _ change: (inout Assessment.Draft) -> Void = { _ in }
    ) throws(AssessmentError) -> Assessment {
        try Assessment(draft(change))
    }
}
