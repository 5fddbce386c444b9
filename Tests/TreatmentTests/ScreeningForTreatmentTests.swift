import Testing
import Treatment
import Units

/// Screening where a plan is approved, and again where it is armed.
struct ScreeningForTreatmentTests {
    private func screening(
        _ change: (inout Assessment.Draft) -> Void = { _ in }, zones: [Zone] = [.forehead], after days: Int = 0,
        sessions: [CalendarDay] = []
    ) throws -> Screening {
        try Screening.resultForTreatment(
            of: Faces.assessment(change), zones: zones, on: Faces.day.later(by: days), sessions: sessions)
    }

    private func acceptance(_ text: String) throws -> ScreeningAcceptance {
        let finding = try #require(ScreeningFinding.ID(text))
        return try #require(ScreeningAcceptance(finding, by: "Dr. A"))
    }

    /// Hazard: HAZ-P4.
    @Test func `an assessment is used up to its age, and not a day longer`() throws {
        let limit = ScreeningLimits.assessmentDays
        #expect(try screening(after: limit).objectionsToApproval(accepting: []).isEmpty)
        #expect(throws: ScreeningError.assessmentTooOld(Faces.day, days: limit + 1)) { try screening(after: limit + 1) }
        #expect(throws: ScreeningError.self) { try screening(after: -1) }
    }

    /// Hazard: HAZ-P4.
    @Test func `a zone that nobody has assessed is refused`() throws {
        let onlyCheek: (inout Assessment.Draft) -> Void = { $0.zones.removeAll { $0.zone != .leftCheek } }
        #expect(throws: ScreeningError.notAssessed(.forehead)) { try screening(onlyCheek) }
        _ = try screening(onlyCheek, zones: [.leftCheek])
    }

    /// Hazard: HAZ-P4.
    @Test func `a block and an open question stand against both, whoever accepts them`() throws {
        let pregnancy = try acceptance("pregnancy/forehead")
        for answer in [ScreeningAnswer.yes, nil] {
            let screening = try screening { $0.answers[.pregnancy] = answer }
            #expect(screening.objectionsToApproval(accepting: [pregnancy]).map(\.question) == [.pregnancy])
            #expect(screening.objectionsToTreatment(accepting: [pregnancy], on: Faces.day, isAsked: true).count == 1)
        }
    }

    /// Hazard: HAZ-P4.
    @Test func `a warning stands against both until it is accepted by name, zone by zone`() throws {
        let screening = try screening({ $0.answers[.heatHerpes] = .yes }, zones: [.forehead, .leftCheek])
        #expect(screening.objectionsToApproval(accepting: []).count == 2)
        let one = try acceptance("heatHerpes/leftCheek")
        #expect(screening.objectionsToApproval(accepting: [one]).map(\.id.text) == ["heatHerpes/forehead"])
        let both = [one, try acceptance("heatHerpes/forehead")]
        #expect(screening.objectionsToApproval(accepting: both).isEmpty)
        #expect(screening.objectionsToTreatment(accepting: both, on: Faces.day, isAsked: false).isEmpty)
        #expect(screening.objectionsToTreatment(accepting: [one], on: Faces.day, isAsked: true).count == 1)
    }

    /// Hazard: HAZ-P4.
    @Test func `what only the day can answer is left to it at an approval, and has to be asked on it`() throws {
        let later = try screening(after: 1)
        #expect(later.objectionsToApproval(accepting: []).isEmpty)
        let open = later.objectionsToTreatment(accepting: [], on: Faces.day, isAsked: false)
        #expect(
            open.map(\.question) == [.metalWorn, .hearingAid, .anaesthetic, .skinNotReady, .changedSinceAssessment])
        #expect(later.objectionsToTreatment(accepting: [], on: Faces.day, isAsked: true).isEmpty)
        #expect(try screening().objectionsToTreatment(accepting: [], on: Faces.day, isAsked: false).isEmpty)
        // That something is new is settled by a new assessment, and not by a night.
        let changed = try screening({ $0.answers[.changedSinceAssessment] = .yes }, after: 1)
        let blocked = changed.objectionsToTreatment(accepting: [], on: Faces.day, isAsked: true)
        #expect(
            Set(blocked.map(\.question)) == [.changedSinceAssessment] && blocked.allSatisfy { $0.verdict == .block })
        // A yes of the day itself is an answer: that somebody has asked does not make it a no.
        let worn = try screening { $0.answers[.metalWorn] = .yes }
        #expect(worn.objectionsToTreatment(accepting: [], on: Faces.day, isAsked: true).map(\.question) == [.metalWorn])
        #expect(worn.objectionsToApproval(accepting: []).map(\.question) == [.metalWorn])
    }

    /// Hazard: HAZ-P4.
    @Test(arguments: [(0, ScreeningVerdict.block), (1, .block), (2, .warn), (4, .warn), (5, .allow)])
    func `a session that only the records know counts as one of the assessment does`(
        days: Int, verdict: ScreeningVerdict
    ) throws {
        let held = Faces.day.later(by: 3 - days)
        let known = try screening(after: 3, sessions: [held, Faces.day.later(by: -40)])
        #expect(known.verdict(of: .forehead) == (verdict == .allow ? .ask : max(verdict, .ask)))
        #expect(known.findings.first { $0.question == .lastSession }?.verdict ?? .allow == verdict)
        #expect(try screening(after: 3).findings.allSatisfy { $0.question != .lastSession })
    }

    /// Hazard: HAZ-P4.
    @Test func `that a session was accepted says nothing of one that was held on the day of the approval or since`()
        throws
    {
        let accepted = [try acceptance("lastSession/forehead")]
        func isOpen(held: Int, approved: Int) throws -> Bool {
            try screening(after: 9, sessions: [Faces.day.later(by: held)]).objectionsToTreatment(
                accepting: accepted, on: Faces.day.later(by: approved), isAsked: true
            ).contains { $0.question == .lastSession }
        }
        #expect(try !isOpen(held: 6, approved: 8))
        #expect(try !isOpen(held: 6, approved: 7))
        #expect(try isOpen(held: 6, approved: 6))
        #expect(try isOpen(held: 6, approved: 5))
    }

    /// Hazard: HAZ-P4.
    @Test func `an injection grows older from day to day, and never younger`() throws {
        let injected: (inout Assessment.Draft) -> Void = {
            $0.answers[.filler] = .times([LocalEvent(day: Faces.day.later(by: -1), zones: [.forehead])])
        }
        let verdicts = try [0, 12, 13, 29].map { days in
            try screening(injected, after: days).findings.first { $0.question == .filler }?.verdict
        }
        #expect(verdicts == [.block, .block, .warn, .warn])
    }
}
