/// Whether a person may be treated on a day, zone by zone.
///
/// Stands against HAZ-P4: the daemon makes one of its own when a plan is approved, and again on the day of treatment.
public struct Screening: Equatable, Sendable {
    /// The zones that were asked about, in their order.
    public let zones: [Zone]
    /// The day that it holds for.
    public let day: CalendarDay
    /// Everything that was found, by zone and in the order of the questions.
    public let findings: [ScreeningFinding]

    /// What `rules` say of `assessment` for a treatment of `zones` on `day`.
    ///
    /// `sessions` are days of earlier sessions that the assessment need not know, as records have them.
    ///
    /// - Throws: when `day` is before the day of the assessment: one of both is wrong.
    public static func result(
        of assessment: Assessment, zones: [Zone], on day: CalendarDay, rules: PrescriberRules = .standard,
        sessions: [CalendarDay] = []
    ) throws(ScreeningError) -> Screening {
        guard day >= assessment.day else { throw .beforeAssessment(day, assessed: assessment.day) }
        let held = assessment.sessions.map(\.day) + sessions
        var findings: [ScreeningFinding] = []
        for zone in zones {
            findings += rules.rules.compactMap { $0.finding(assessment, after: held, in: zone, on: day) }
        }
        return Screening(zones: zones, day: day, findings: findings)
    }

    /// What `rules` say of a treatment that somebody is about to approve or to arm on `day`.
    ///
    /// - Throws: as `result`, and when the assessment is too old or has no findings in one of the zones.
    public static func resultForTreatment(
        of assessment: Assessment, zones: [Zone], on day: CalendarDay, rules: PrescriberRules = .standard,
        sessions: [CalendarDay] = []
    ) throws(ScreeningError) -> Screening {
        let screening = try result(of: assessment, zones: zones, on: day, rules: rules, sessions: sessions)
        let age = day - assessment.day
        guard age <= ScreeningLimits.assessmentDays else { throw .assessmentTooOld(assessment.day, days: age) }
        for zone in zones where assessment.findings(in: zone) == nil { throw .notAssessed(zone) }
        return screening
    }

    /// What was found in `zone`.
    public func findings(in zone: Zone) -> [ScreeningFinding] { findings.filter { $0.id.zone == zone } }

    /// The worst that was found in `zone`.
    public func verdict(of zone: Zone) -> ScreeningVerdict { findings(in: zone).map(\.verdict).max() ?? .allow }

    /// Whether a plan may be made for `zone`: nothing blocks it, and only what the day itself answers is open.
    public func mayPlan(_ zone: Zone) -> Bool {
        zones.contains(zone) && findings(in: zone).allSatisfy { $0.verdict < .ask || $0.isForTheDay }
    }

    /// The findings that still stand against a treatment of all zones when `acceptances` are given.
    ///
    /// What blocks and what is not answered stays, whoever accepts it.
    public func open(accepting acceptances: [ScreeningAcceptance]) -> [ScreeningFinding] {
        findings.filter { finding in
            finding.verdict > .warn || !acceptances.contains { $0.finding == finding.id }
        }
    }

    /// What stands against approving a plan for all zones: as ``open(accepting:)``, but what only the day of the treatment
    /// can answer is left to that day.
    public func objectionsToApproval(accepting acceptances: [ScreeningAcceptance]) -> [ScreeningFinding] {
        open(accepting: acceptances).filter { !$0.isForTheDay }
    }

    /// What stands against treating all zones on this day: as ``open(accepting:)``, but a person who has asked today
    /// (`isAsked`) stands for the answers that only today can give.
    ///
    /// Warnings were accepted on the day of `approval`: of a session that was held on that day or since nobody had heard
    /// then, and its warning takes an acceptance of its own.
    public func objectionsToTreatment(
        accepting acceptances: [ScreeningAcceptance], on approval: CalendarDay, isAsked: Bool
    ) -> [ScreeningFinding] {
        let known = acceptances.filter { acceptance in
            !findings.contains { $0.id == acceptance.finding && $0.isOfSession(since: approval) }
        }
        return open(accepting: known).filter { !($0.isForTheDay && isAsked) }
    }

    /// Whether nothing blocks, nothing is open, and somebody has accepted every warning.
    public func permitsTreatment(accepting acceptances: [ScreeningAcceptance]) -> Bool {
        open(accepting: acceptances).isEmpty
    }
}

/// Why a screening cannot be made.
public enum ScreeningError: Error, Equatable, Sendable {
    /// The treatment would be before the assessment.
    case beforeAssessment(CalendarDay, assessed: CalendarDay)
    /// The assessment was made too long ago.
    case assessmentTooOld(CalendarDay, days: Int)
    /// Nobody has looked at a zone that would be treated.
    case notAssessed(Zone)

    /// What is wrong and what to do.
    public var message: String {
        switch self {
        case .beforeAssessment(let day, let assessed):
            "the assessment of \(assessed.text) is after \(day.text), the day to screen for (check the clock or the file)"
        case .assessmentTooOld(let day, let days):
            "the assessment of \(day.text) is \(days) days old, allowed are \(ScreeningLimits.assessmentDays) (assess anew)"
        case .notAssessed(let zone):
            "the assessment has no findings in the zone \(zone.name), which the plan treats (assess it, or leave it out)"
        }
    }
}

extension ScreeningError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

extension ScreeningRule {
    /// What this rule says of `zone` on `day`, or nil when it has nothing against it.
    func finding(
        _ assessment: Assessment, after sessions: [CalendarDay], in zone: Zone, on day: CalendarDay
    ) -> ScreeningFinding? {
        if case .only(let zones) = reach, !zones.contains(zone) { return nil }
        if form == .sessions {
            return ScreeningRule.worst(sessions.compactMap { waiting(since: $0, in: zone, on: day) })
        }
        guard let answer = assessment.answers[question] else {
            return ScreeningFinding(question, zone, .ask, .unanswered)
        }
        let found = finding(answer, in: zone, on: day)
        let age = day - assessment.day
        let counts = age <= (validity == .sameDay ? 0 : ScreeningRule.answerDays)
        // A no that has grown old is no answer, and neither is a list to which something may have been added. What blocks
        // stays, except where only the day itself can tell: an earring is taken off, but what is new is settled by a new assessment.
        let lasts = validity == .weeks || question == .changedSinceAssessment
        if let found, found.verdict == .block, counts || lasts { return found }
        guard counts else { return ScreeningFinding(question, zone, .ask, .outdated(days: age)) }
        return found
    }

    private func finding(_ answer: ScreeningAnswer, in zone: Zone, on day: CalendarDay) -> ScreeningFinding? {
        switch answer {
        case .no: return nil
        case .yes: return event(.isSo, in: zone)
        case .here(let zones):
            if zones.contains(zone) { return event(.isSo, in: zone) }
            guard let first = zones.first, let other = event(.isSo, in: first) else { return nil }
            return beside(other, in: zone)
        case .last(let last): return waiting(since: last, in: zone, on: day)
        case .times(let events):
            let found = events.compactMap { event -> ScreeningFinding? in
                if event.zones.contains(zone) { return waiting(since: event.day, in: zone, on: day) }
                guard let first = event.zones.first, let other = waiting(since: event.day, in: first, on: day) else {
                    return nil
                }
                return beside(other, in: zone)
            }
            return ScreeningRule.worst(found)
        }
    }

    private func event(_ reason: ScreeningFinding.Reason, in zone: Zone) -> ScreeningFinding? {
        guard case .standing(let verdict) = consequence, verdict > .allow else { return nil }
        return ScreeningFinding(question, zone, verdict, reason)
    }

    private func waiting(since event: CalendarDay, in zone: Zone, on day: CalendarDay) -> ScreeningFinding? {
        guard case .waiting(let time) = consequence else { return nil }
        let days = day - event
        let verdict = time.verdict(after: days)
        guard verdict > .allow else { return nil }
        let until = event.later(by: verdict == .block ? time.block : time.warn)
        return ScreeningFinding(question, zone, verdict, .since(event, days: days, until: until))
    }

    /// What `zone` gets because of `other`, in a zone that the answer names: never worse than that zone itself.
    private func beside(_ other: ScreeningFinding, in zone: Zone) -> ScreeningFinding? {
        let verdict = min(elsewhere, other.verdict)
        return verdict > .allow ? ScreeningFinding(question, zone, verdict, .elsewhere(other.id.zone)) : nil
    }

    /// The worst of several; of equal ones that of the latest event, which ends last.
    private static func worst(_ findings: [ScreeningFinding]) -> ScreeningFinding? {
        func rank(_ finding: ScreeningFinding) -> (Int, Int) {
            guard case .since(_, let days, _) = finding.reason else { return (finding.verdict.rawValue, Int.min) }
            return (finding.verdict.rawValue, -days)
        }
        return findings.max { rank($0) < rank($1) }
    }
}
