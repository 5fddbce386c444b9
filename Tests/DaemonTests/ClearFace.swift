import PlanFiles
import Testing
import Treatment

@testable import Daemon

/// A patient against whose treatment nothing stands, on 2026-01-02.
enum ClearFace {
    /// 2026-01-02T03:04:05.999Z.
    static let now = WallTime(millisecondsSince1970: 1_767_323_045_999)
    static let dayMilliseconds: Int64 = 86_400_000

    /// The assessment of that day, in which every question is answered by no.
    static var text: String {
        let questions = ScreeningQuestion.allCases.filter { $0 != .lastSession }
        let side = "{tone: normal, activity: moderate}"
        let zones = Zone.allInOrder.map { zone in
            let muscle = zone.isAcrossMidline ? "{left: \(side), right: \(side)}" : side
            return "  - {zone: \(zone.name), skin: medium, fat: medium, muscle: \(muscle), laxity: none, "
                + "volumeLoss: none, sensitivity: normal}\n"
        }
        return "patient: P-0117\nassessed: \(now.localDay.text)\nzones:\n" + zones.joined()
            + "expressions: none\nsessions: none\nphotographs: none\nscreening:\n"
            + questions.map { "  \($0.id): no\n" }.joined()
    }

    /// The papers with an assessment of so many days later.
    static func papers(assessedAfter days: Int) throws -> ScreeningPapers {
        try papers("assessed: \(now.localDay.text)", "assessed: \(now.localDay.later(by: days).text)")
    }

    /// The papers with that assessment, changed, and with rules.
    static func papers(_ old: String = "", _ new: String = "", rules: String? = nil) throws -> ScreeningPapers {
        if !old.isEmpty { try #require(text.contains(old)) }
        return try ScreeningPapers(
            assessment: old.isEmpty ? text : text.replacing(old, with: new), rules: rules)
    }

    /// So many days later, for a treatment of the plan's zones.
    static func day(
        of plan: LoadedPlan, after days: Int64 = 0, sessions: [CourseSession] = []
    ) -> ScreeningDay {
        let moment = WallTime(millisecondsSince1970: now.millisecondsSince1970 + days * dayMilliseconds)
        return ScreeningDay(now: moment, zones: plan.program.treatedZones, after: sessions)
    }
}
