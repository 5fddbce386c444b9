public import Treatment
import Units

/// Assessments by chance, from seeds: any face that a file could describe, blocked ones among them.
public struct AssessmentDraw {
    private var stream: RandomStream
    /// The day of every drawn assessment.
    public static let day: CalendarDay = {
        guard let day = CalendarDay(year: 2026, month: 11, day: 23) else { preconditionFailure("this day exists") }
        return day
    }()

    /// The draw of `seed`.
    public init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: 0x0A55) }

    /// The assessment of `seed`.
    public static func assessment(seed: UInt64) -> Assessment.Draft {
        var draw = AssessmentDraw(seed: seed)
        return draw.draft(seed: seed)
    }

    private mutating func draft(seed: UInt64) -> Assessment.Draft {
        var zones = Zone.allInOrder.filter { _ in chance(85) }
        if zones.isEmpty { zones = [pick(Zone.allInOrder)] }
        guard let patient = PatientID("draw-\(seed)") else { preconditionFailure("a seed makes a pseudonym") }
        var draft = Assessment.Draft(patient: patient, day: AssessmentDraw.day, zones: zones.map { zone($0) })
        draft.expressions = HabitualExpression.allCases.filter { _ in chance(20) }
        if draft.expressions.contains(.smileStrongerLeft) {
            draft.expressions.removeAll { $0 == .smileStrongerRight }
        }
        for _ in 0..<stream.next(below: 4) where chance(50) { draft.sessions.append(session()) }
        for question in ScreeningQuestion.allCases {
            let form = ScreeningRule.rule(of: question).form
            // Most people have a clean history, or none would be left to propose a plan for.
            if form != .sessions, !chance(1) { draft.answers[question] = chance(2) ? answer(form) : .no }
        }
        return draft
    }

    private mutating func chance(_ perCent: UInt64) -> Bool { stream.next(below: 100) < perCent }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(stream.next(below: UInt64(values.count)))]
    }

    private mutating func muscle() -> MuscleFinding {
        MuscleFinding(tone: pick(MuscleTone.allCases), activity: pick(MuscleActivity.allCases))
    }

    private mutating func thickness(_ layer: TissueLayer) -> LayerThickness {
        if chance(50) { return .estimated(pick(ThicknessClass.allCases)) }
        let range = layer.measurable
        return .measured(
            .micrometres(
                Int32(stream.next(in: Int64(range.lowerBound.micrometres)...Int64(range.upperBound.micrometres)))))
    }

    private mutating func zone(_ zone: Zone) -> ZoneAssessment {
        ZoneAssessment(
            zone: zone, skin: thickness(.skin), fat: thickness(.fat),
            muscles: zone.isAcrossMidline ? .bothSides(left: muscle(), right: muscle()) : .oneSide(muscle()),
            laxity: pick(Laxity.allCases), volumeLoss: pick(VolumeLoss.allCases),
            sensitivity: pick(Sensitivity.allCases))
    }

    private mutating func somewhere() -> [Zone] {
        let zones = Zone.allInOrder.filter { _ in chance(40) }
        return zones.isEmpty ? [pick(Zone.allInOrder)] : zones
    }

    private mutating func earlier() -> CalendarDay {
        AssessmentDraw.day.later(by: -Int(stream.next(in: 2...400)))
    }

    private mutating func session() -> EarlierSession {
        EarlierSession(
            day: earlier(), zones: somewhere(), discomfort: pick(Discomfort.allCases), redness: pick(Redness.allCases))
    }

    private mutating func answer(_ form: AnswerForm) -> ScreeningAnswer {
        switch form {
        case .yesNo: .yes
        case .zones: .here(somewhere())
        case .day: .last(earlier())
        case .times: .times([LocalEvent(day: earlier(), zones: somewhere())])
        case .injections(let depth): .times([LocalEvent(day: earlier(), zones: somewhere(), depth: depth.lowerBound)])
        case .sessions: .no
        }
    }
}
