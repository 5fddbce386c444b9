import ControlSocket
import Foundation
import PlanFiles
import Treatment
import Varlink

/// What the daemon screens a patient by: the assessment, and the prescriber's rules where there are any.
///
/// Stands against HAZ-P4. They come with a plan that shall be approved, and out of the records on the day of treatment:
/// the approval has their digests, so that nobody can put others in their place.
struct ScreeningPapers: Equatable, Sendable {
    let assessment: LoadedAssessment
    let rules: LoadedRules?

    /// The papers that came with a plan.
    ///
    /// - Throws: `InvalidAssessment`.
    init(assessment: String?, rules: String?) throws(VarlinkErrorReply) {
        guard let assessment else {
            throw ScreeningPapers.invalid(
                "A plan is approved by an assessment of its patient, and none was given: assess (docs/assessment.md), and "
                    + "approve with --assessment FILE.")
        }
        do throws(PlanFileError) {
            self.assessment = try AssessmentFile.parse(text: assessment, fileName: "assessment")
            guard let rules else {
                self.rules = nil
                return
            }
            self.rules = try RulesFile.parse(text: rules, fileName: "rules")
        } catch {
            throw VarlinkErrorReply(error, as: "InvalidAssessment")
        }
    }

    /// The papers that `approval` was given by, as the records have them.
    ///
    /// - Throws: `InvalidAssessment` where they are not there any more, or are read otherwise now.
    init(
        of approval: Approval, in stored: (DocumentHash) throws(VarlinkErrorReply) -> String?
    ) throws(VarlinkErrorReply) {
        let assessment = try ScreeningPapers.text(approval.assessment, stored)
        var rules: String?
        if let hash = approval.rules { rules = try ScreeningPapers.text(hash, stored) }
        try self.init(assessment: assessment, rules: rules)
    }

    private static func text(
        _ hash: DocumentHash, _ stored: (DocumentHash) throws(VarlinkErrorReply) -> String?
    ) throws(VarlinkErrorReply) -> String {
        guard let text = try stored(hash), DocumentHash(of: Array(text.utf8)) == hash else {
            throw invalid(
                "The records of this daemon do not have the assessment or the rules by which the plan was approved (SHA-256 "
                    + "\(hash.hex)). Have the plan approved again.")
        }
        return text
    }

    /// What the papers say of a treatment of these zones today.
    ///
    /// - Throws: `OtherPatient` where they are another person's, `InvalidAssessment` where they are not of these days.
    func screening(of patient: PatientID, zones: [Zone], on day: ScreeningDay) throws(VarlinkErrorReply) -> Screening {
        let assessed = assessment.assessment.patient
        guard assessed == patient else {
            throw .plain(
                "OtherPatient",
                "The plan is for the patient \(patient), and the assessment is of \(assessed). Take the assessment of the "
                    + "person who is to be treated.")
        }
        do throws(ScreeningError) {
            return try Screening.resultForTreatment(
                of: assessment.assessment, zones: zones, on: day.today, rules: rules?.rules ?? .standard,
                sessions: day.sessions)
        } catch {
            throw ScreeningPapers.invalid("The assessment cannot be used: \(error.message).")
        }
    }

    /// Whether every thickness in the plan is one that the assessment has as measured: the estimate below the skin goes by it.
    ///
    /// - Throws: `InvalidAssessment` where it has another one, a class, or nothing.
    func checkTissue(of plan: Plan) throws(VarlinkErrorReply) {
        for zone in plan.zones {
            guard let tissue = zone.tissue else { continue }
            let found = assessment.assessment.findings(in: zone.zone)
            guard found?.skin == .measured(tissue.skin), found?.fat == .measured(tissue.fat) else {
                throw ScreeningPapers.invalid(
                    "The plan says that skin and fat of the \(zone.zone.name) were measured as "
                        + "\(Amount.length(tissue.skin).text) and \(Amount.length(tissue.fat).text), and the assessment does "
                        + "not. Take the section 'tissue' out of the plan, or have it proposed again by this assessment."
                )
            }
        }
    }

    private static func invalid(_ message: String) -> VarlinkErrorReply {
        .controller("InvalidAssessment", ["problems": .array([]), "message": .string(message)])
    }
}

extension ScreeningPapers {
    /// Holds a treatment today against the approval's age and against what is found today.
    ///
    /// - Parameters:
    ///   - zones: What would be treated.
    ///   - approval: The approval, whose papers these are.
    ///   - day: Today.
    ///   - askedBy: Who has asked what only today can answer.
    /// - Throws: `ApprovalExpired` beyond `ScreeningLimits.approvalDays` and before the day on which it was given;
    ///   `InvalidAssessment`, `ScreeningRefused`.
    func check(
        treatmentOf zones: [Zone], by approval: Approval, on day: ScreeningDay, askedBy: String?
    ) throws(VarlinkErrorReply) {
        guard let approved = CalendarDay(sealed: approval.time) else {
            throw ScreeningPapers.expired(approval, "has no day")
        }
        let age = day.today - approved
        guard age >= 0 else { throw ScreeningPapers.expired(approval, "is of a day to come: check the clock") }
        guard age <= ScreeningLimits.approvalDays else {
            throw ScreeningPapers.expired(approval, "is \(age) days old")
        }
        try screening(of: approval.patient, zones: zones, on: day)
            .checkTreatment(by: approval, of: approved, isAsked: askedBy != nil)
    }

    private static func expired(_ approval: Approval, _ words: String) -> VarlinkErrorReply {
        .plain(
            "ApprovalExpired",
            "The approval of \(approval.time) \(words); a plan is armed up to \(ScreeningLimits.approvalDays) days after it "
                + "was approved. Have a prescriber look at it again and approve it again.")
    }
}

extension CalendarDay {
    /// The date, on the workstation's calendar, of a time as approvals write it; nil when it is none.
    fileprivate init?(sealed time: String) {
        guard let date = try? Date(time, strategy: Date.ISO8601FormatStyle()) else { return nil }
        self = WallTime(millisecondsSince1970: Int64(date.timeIntervalSince1970 * 1000)).localDay
    }
}

/// Today, as the daemon knows it, and the earlier sessions that its records hold.
struct ScreeningDay: Equatable, Sendable {
    /// The moment.
    let now: WallTime
    /// The date of the workstation.
    let today: CalendarDay
    /// The days of earlier sessions, without one that would be gone on with.
    let sessions: [CalendarDay]

    /// The day of `now` for a treatment of `zones` after `sessions`.
    ///
    /// A session that was cut short and may be gone on with is no earlier one; when it may is `SessionSpacing`'s to say.
    init(now: WallTime, zones: [Zone], after sessions: [CourseSession]) {
        (self.now, today) = (now, now.localDay)
        var earlier = sessions[...]
        if case .continues = SessionSpacing.verdict(on: zones, after: sessions, at: now) {
            earlier = earlier.dropLast()
        }
        self.sessions = earlier.map { $0.ended.localDay }
    }
}

extension Screening {
    /// Holds an approval that accepts these warnings against what was found.
    ///
    /// - Throws: `InvalidAcceptance` where something is accepted that is no warning here, `ScreeningRefused`.
    func checkApproval(accepting acceptances: [Approval.Acceptance]) throws(VarlinkErrorReply) {
        guard acceptances.count <= Approval.mostAcceptances else { throw .invalidParameter("accepted") }
        for acceptance in acceptances {
            let isWarning = findings.contains { $0.id.text == acceptance.warning && $0.verdict == .warn }
            guard !isWarning else { continue }
            let warnings = findings.filter { $0.verdict == .warn }.map(\.id.text)
            throw .plain(
                "InvalidAcceptance",
                "'\(Problem.printable(acceptance.warning))' is no warning of this screening and cannot be accepted; its "
                    + "warnings are: \(warnings.isEmpty ? "none" : warnings.joined(separator: ", ")).")
        }
        let objections = objectionsToApproval(accepting: acceptances.compactMap(ScreeningAcceptance.init))
        guard objections.isEmpty else {
            throw .screening(
                objections, "The plan is not approved",
                "Wait, leave the zone out of the plan, or have an open question answered in the assessment; who accepts a "
                    + "warning says so by name (--accept ID).")
        }
    }

    /// Holds a treatment by an approval of that day against what was found.
    ///
    /// - Throws: `ScreeningRefused`.
    fileprivate func checkTreatment(
        by approval: Approval, of approved: CalendarDay, isAsked: Bool
    ) throws(VarlinkErrorReply) {
        let objections = objectionsToTreatment(
            accepting: approval.acceptances.compactMap(ScreeningAcceptance.init), on: approved, isAsked: isAsked)
        guard !objections.isEmpty else { return }
        let onlyDay = objections.allSatisfy(\.isForTheDay)
        throw .screening(
            objections, "The treatment is not armed",
            onlyDay
                ? "Ask the patient now; when every answer is no, arm with the name of who has asked (--asked NAME)."
                : "What blocks has to be waited for. For the rest a prescriber approves the plan again, by a new assessment "
                    + "and accepting its warnings.")
    }
}

extension ScreeningAcceptance {
    /// The acceptance as it was sealed; nil where it names no finding of this version of the table.
    fileprivate init?(_ acceptance: Approval.Acceptance) {
        guard let finding = ScreeningFinding.ID(acceptance.warning) else { return nil }
        self.init(finding, by: acceptance.name)
    }
}

extension VarlinkErrorReply {
    /// A refusal because of what screening has found.
    fileprivate static func screening(
        _ findings: [ScreeningFinding], _ what: String, _ remedy: String
    ) -> VarlinkErrorReply {
        let reports = findings.map { finding in
            JSONValue.object([
                "id": .string(finding.id.text), "verdict": .string(finding.verdict.name),
                "message": .string(finding.message),
            ])
        }
        let list = findings.map(\.message).joined(separator: "; ")
        return .controller(
            "ScreeningRefused",
            ["findings": .array(reports), "message": .string("\(what) because of the screening: \(list). \(remedy)")])
    }
}
