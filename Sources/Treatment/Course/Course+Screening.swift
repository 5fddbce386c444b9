extension Course {
    /// What speaks against a session of the zones of `assessment` from `today` on: screening, day by day.
    ///
    /// A question that is open, or whose answer will have grown old, is a warning: somebody has to ask again before that
    /// day. What only the day itself can tell is left to that day.
    /// - Parameters:
    ///   - assessment: What was found and answered.
    ///   - rules: The rules that hold.
    ///   - today: The first day; where the assessment is of a later one, that.
    public static func waits(
        screening assessment: Assessment, rules: PrescriberRules = .standard, from today: CalendarDay
    ) -> [Wait] {
        let zones = assessment.zones.map(\.zone)
        return waits(from: max(today, assessment.day), in: zones) { day in
            do throws(ScreeningError) {
                let screening = try Screening.result(of: assessment, zones: zones, on: day, rules: rules)
                return screening.findings.compactMap(DayFinding.init)
            } catch {
                return zones.map { DayFinding($0, blocks: true, reason: error.message) }
            }
        }
    }
}

extension Course.DayFinding {
    /// The finding as it speaks against a session on its day; nil for what only the day itself can tell.
    fileprivate init?(_ finding: ScreeningFinding) {
        let (zone, question) = (finding.id.zone, finding.question)
        switch finding.verdict {
        case .allow: return nil
        case .ask:
            guard !finding.isForTheDay else { return nil }
            self.init(zone, blocks: false, reason: "questions of the screening have to be asked, or asked again")
        case .warn, .block:
            let words = "\(question.id): \(ScreeningRule.rule(of: question).text)"
            self.init(zone, blocks: finding.verdict == .block, reason: words)
        }
    }
}
