import Testing
import Treatment
import Units

struct ScreeningTests {
    /// A rule in a zone.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: ScreeningRule
        let zone: Zone
        var testDescription: String { ScreeningFinding.ID(rule.question, zone).text }

        static let all = ScreeningRule.all.flatMap { rule in Zone.allInOrder.map { Case(rule: rule, zone: $0) } }
        static let standing = all.filter { if case .standing = $0.rule.consequence { true } else { false } }
        static let waiting = all.filter { if case .waiting = $0.rule.consequence { true } else { false } }
    }

    private func verdict(
        in zone: Zone, on day: CalendarDay = Faces.day, rules: PrescriberRules = .standard,
        _ change: (inout Assessment.Draft) -> Void
    ) throws -> ScreeningVerdict {
        let assessment = try Faces.assessment(change)
        return try Screening.result(of: assessment, zones: Zone.allInOrder, on: day, rules: rules).verdict(of: zone)
    }

    /// The face to which what `rule` asks for happened so many days ago, in `zones`.
    private func happened(_ rule: ScreeningRule, _ days: Int, in zones: [Zone]) throws -> Assessment {
        let day = Faces.day.later(by: -days)
        return try Faces.assessment { draft in
            switch rule.form {
            case .day: draft.answers[rule.question] = .last(day)
            case .times: draft.answers[rule.question] = .times([LocalEvent(day: day, zones: zones)])
            case .injections(let depth):
                draft.answers[rule.question] = .times([
                    LocalEvent(day: day, zones: zones, depth: depth.lowerBound)
                ])
            case .sessions:
                draft.sessions = [EarlierSession(day: day, zones: zones, discomfort: .none, redness: .none)]
            case .yesNo, .zones: break
            }
        }
    }

    @Test func `every question has one rule, and a face with nothing against it may be treated`() throws {
        #expect(ScreeningRule.all.map(\.question) == ScreeningQuestion.allCases)
        let screening = try Screening.result(of: Faces.assessment(), zones: Zone.allInOrder, on: Faces.day)
        #expect(screening.findings == [])
        #expect(screening.permitsTreatment(accepting: []))
    }

    @Test(arguments: Case.standing) func `a yes has its consequence where it reaches and nowhere else`(
        _ one: Case
    ) throws {
        guard case .standing(let expected) = one.rule.consequence else { return }
        let answer: ScreeningAnswer = one.rule.form == .yesNo ? .yes : .here([one.zone])
        for zone in Zone.allInOrder {
            let found = try verdict(in: zone) { $0.answers[one.rule.question] = answer }
            switch one.rule.reach {
            case .everywhere: #expect(found == expected)
            case .only(let zones): #expect(found == (zones.contains(zone) ? expected : .allow))
            case .named: #expect(found == (zone == one.zone ? expected : .allow))
            }
        }
    }

    @Test(arguments: Case.waiting) func `a waiting time ends on its day and not one before`(_ one: Case) throws {
        guard case .waiting(let time) = one.rule.consequence else { return }
        for days in Set([0, time.block - 1, time.block, time.warn - 1, time.warn]) where days >= 0 {
            let expected: ScreeningVerdict = days < time.block ? .block : days < time.warn ? .warn : .allow
            let assessment = try happened(one.rule, days, in: [one.zone])
            let screening = try Screening.result(of: assessment, zones: Zone.allInOrder, on: Faces.day)
            for zone in Zone.allInOrder {
                let isMeant = one.rule.reach == .everywhere || zone == one.zone
                #expect(screening.verdict(of: zone) == (isMeant ? expected : .allow), "\(zone.name) after \(days)")
            }
        }
    }

    @Test(arguments: Case.all.filter { $0.rule.form != .sessions })
    func `a question without an answer is asked, and is no no`(_ one: Case) throws {
        let found = try verdict(in: one.zone) { $0.answers[one.rule.question] = nil }
        guard case .only(let zones) = one.rule.reach, !zones.contains(one.zone) else {
            return #expect(found == .ask)
        }
        #expect(found == .allow)
    }

    @Test func `Skin Botox on the forehead 5 days ago blocks it, and the lower face as the prescriber says`() throws {
        let assessment = try happened(.rule(of: .toxinIntradermal), 5, in: [.forehead])
        let own = try Screening.result(of: assessment, zones: Zone.allInOrder, on: Faces.day)
        #expect(Zone.allInOrder.map(own.verdict) == [.block, .allow, .allow, .allow])
        let rules = try PrescriberRules([PrescriberRules.Change(.toxinIntradermal, elsewhere: .warn)])
        let strict = try Screening.result(of: assessment, zones: Zone.allInOrder, on: Faces.day, rules: rules)
        #expect(Zone.allInOrder.map(strict.verdict) == [.block, .warn, .warn, .warn])
        let lower = try Screening.result(
            of: assessment, zones: [.leftCheek, .rightCheek, .submentum], on: Faces.day, rules: rules)
        #expect(!lower.permitsTreatment(accepting: []))
        let acceptances = lower.findings.compactMap { ScreeningAcceptance($0.id, by: "Dr. A. Example") }
        #expect(lower.permitsTreatment(accepting: acceptances))
        #expect(!lower.permitsTreatment(accepting: Array(acceptances.dropLast())))
        let everywhere = strict.findings.compactMap { ScreeningAcceptance($0.id, by: "Dr. A. Example") }
        #expect(strict.open(accepting: everywhere).map(\.id.text) == ["toxinIntradermal/forehead"])
    }

    @Test func `what is asked cannot be accepted, and a name must be one`() throws {
        let assessment = try Faces.assessment { $0.answers[.pregnancy] = nil }
        let screening = try Screening.result(of: assessment, zones: [.forehead], on: Faces.day)
        let id = try #require(screening.findings.first?.id)
        let acceptance = try #require(ScreeningAcceptance(id, by: "Dr. A. Example"))
        #expect(!screening.permitsTreatment(accepting: [acceptance]))
        #expect(ScreeningAcceptance(id, by: " ") == nil)
        #expect(ScreeningFinding.ID(id.text) == id)
        #expect(ScreeningFinding.ID("pregnancy/nose") == nil)
    }

    @Test func `answers grow old after 30 days, those of the day on the next`() throws {
        let last = Faces.day.later(by: ScreeningRule.answerDays)
        let assessment = try Faces.assessment()
        func asked(_ day: CalendarDay) throws -> [ScreeningFinding] {
            try Screening.result(of: assessment, zones: [.forehead], on: day).findings
        }
        #expect(try asked(Faces.day).isEmpty)
        #expect(try asked(Faces.day.later(by: 1)).allSatisfy { $0.isForTheDay && $0.verdict == .ask })
        #expect(try asked(Faces.day.later(by: 1)).count == 5)
        #expect(try asked(last).count == 5)
        #expect(try asked(last.later(by: 1)).count > 30)
    }

    @Test func `a day before the assessment is refused`() throws {
        let assessment = try Faces.assessment()
        #expect(throws: ScreeningError.beforeAssessment(Faces.day.later(by: -1), assessed: Faces.day)) {
            try Screening.result(of: assessment, zones: [.forehead], on: Faces.day.later(by: -1))
        }
    }

    @Test func `of two injections the one that blocks longer counts`() throws {
        let days = [20, 3, 9]
        let events = days.map {
            LocalEvent(day: Faces.day.later(by: -$0), zones: [.forehead], depth: .micrometres(1_000))
        }
        let found = try verdict(in: .forehead) { $0.answers[.toxinIntramuscular] = .times(events) }
        #expect(found == .block)
    }
}

struct PrescriberRulesTests {
    @Test(arguments: ScreeningRule.all) func `a prescriber may be stricter by a day and not laxer by one`(
        rule: ScreeningRule
    ) throws {
        switch rule.consequence {
        case .waiting(let time):
            let stricter = PrescriberRules.Change(rule.question, block: time.block + 1, warn: time.warn + 1)
            #expect(
                try PrescriberRules([stricter]).rule(of: rule.question).consequence
                    == .waiting(
                        WaitingTime(block: time.block + 1, warn: time.warn + 1)))
            let laxer = PrescriberRules.Change(rule.question, block: time.block - 1, warn: time.warn - 1)
            #expect(PrescriberRules.findings([laxer]).count { if case .laxerTime = $0 { true } else { false } } == 2)
        case .standing(let verdict):
            #expect(PrescriberRules.findings([PrescriberRules.Change(rule.question, verdict: .block)]) == [])
            let laxer = PrescriberRules.findings([PrescriberRules.Change(rule.question, verdict: .allow)])
            #expect(laxer == [.laxerVerdict(rule.question, "verdict", wanted: .allow, standard: verdict)])
        }
    }

    @Test func `a longer block raises the warning with it`() throws {
        let rules = try PrescriberRules([PrescriberRules.Change(.toxinIntramuscular, block: 30)])
        #expect(rules.rule(of: .toxinIntramuscular).consequence == .waiting(WaitingTime(block: 30, warn: 30)))
    }

    @Test func `what cannot be meant is refused with its place`() {
        let refused: [(PrescriberRules.Change, String)] = [
            (PrescriberRules.Change(.toxinIntradermal, block: 6), "key 'toxinIntradermal.block'"),
            (PrescriberRules.Change(.toxinIntradermal, block: 20, warn: 15), "key 'toxinIntradermal.warn'"),
            (PrescriberRules.Change(.toxinIntradermal, block: 3651), "key 'toxinIntradermal.block'"),
            (PrescriberRules.Change(.toxinIntradermal, verdict: .block), "key 'toxinIntradermal'"),
            (PrescriberRules.Change(.pregnancy, block: 10), "key 'pregnancy'"),
            (PrescriberRules.Change(.pregnancy, elsewhere: .warn), "key 'pregnancy.elsewhere'"),
        ]
        for (change, place) in refused {
            let findings = PrescriberRules.findings([change])
            #expect(findings.count == 1)
            #expect(findings.first?.message.hasPrefix(place) == true, "\(findings)")
        }
    }
}
