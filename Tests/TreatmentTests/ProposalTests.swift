import Testing
import Treatment
import Units

struct ProposalTests {
    private func proposal(_ change: (inout Assessment.Draft) -> Void = { _ in }) throws -> Proposal {
        let assessment = try Faces.assessment(change)
        let screening = try Screening.result(of: assessment, zones: Zone.allInOrder, on: Faces.day)
        return try Proposal.make(from: assessment, screening: screening)
    }

    private func text(_ proposal: Proposal, _ field: PlanField, _ zone: Zone) -> String? {
        proposal.number(field, in: zone)?.value.text
    }

    @Test func `a face in which nothing stands out gets the standard`() throws {
        let plain = try proposal()
        #expect(plain.leftOut == [])
        #expect(plain.plan.patient?.text == "P-0042")
        #expect(plain.numbers.allSatisfy { $0.movements.isEmpty })
        #expect(text(plain, .target, .leftCheek) == "41 °C")
        #expect(text(plain, .current, .leftCheek) == "20 mA")
        #expect(text(plain, .current, .forehead) == "16 mA")
        #expect(text(plain, .until, .submentum) == "20 min")
    }

    @Test func `what is found moves the numbers of its zone by the rows of the table`() throws {
        let sensitive = try proposal { draft in
            draft.zones[0].sensitivity = .veryHigh
            draft.zones[1].fat = .measured(.micrometres(6_500))
            draft.expressions = [.frowning]
        }
        // −1 °C for two grades; −2 mm · 0.15 °C.
        #expect(text(sensitive, .target, .forehead) == "40 °C")
        #expect(text(sensitive, .target, .leftCheek) == "40.7 °C")
        #expect(text(sensitive, .target, .rightCheek) == "41 °C")
        // −4 mA for two grades, −2 mA for frowning.
        #expect(text(sensitive, .current, .forehead) == "10 mA")
        // −12 mW/cm² for 2 mm of fat.
        #expect(text(sensitive, .density, .leftCheek) == "128 mW/cm²")
        // All zones share a rate, and the most careful one decides.
        #expect(text(sensitive, .rate, .submentum) == "44 Hz")
        #expect(sensitive.number(.rate, in: .submentum)?.decidedBy == .forehead)
    }

    @Test func `what was measured of a zone goes into its plan, and what an eye took it for does not`() throws {
        let measured = try proposal { draft in
            draft.zones[1].skin = .measured(.micrometres(1_310))
            draft.zones[1].fat = .measured(.micrometres(5_200))
            draft.zones[2].fat = .measured(.micrometres(5_200))
        }
        let tissue = measured.plan.zones.map(\.tissue)
        #expect(tissue[1] == TissueThickness(skin: .micrometres(1_310), fat: .micrometres(5_200)))
        #expect(tissue[0] == nil && tissue[2] == nil && tissue[3] == nil)
        let number = try #require(measured.number(.skin, in: .leftCheek))
        #expect(number.value.text == "1.31 mm" && number.movements.map(\.cause) == ["measured"])
        #expect(measured.number(.fat, in: .rightCheek) == nil)
    }

    @Test func `the weaker cheek gets more, and the difference stays bounded`() throws {
        let uneven = try proposal { draft in
            draft.zones[1].muscles = .oneSide(MuscleFinding(tone: .low, activity: .slight))
            draft.zones[2].muscles = .oneSide(MuscleFinding(tone: .high, activity: .marked))
        }
        #expect(text(uneven, .current, .leftCheek) == "22 mA")
        #expect(text(uneven, .current, .rightCheek) == "18 mA")
    }

    @Test func `no pair of strengths is turned round by the balance`() {
        for weak in Int64(0)...9 {
            for strong in (weak + 1)..<11 where strong <= 9 {
                let share = min(ProposalRule.balancePerStep * (strong - weak), ProposalRule.mostBalance)
                #expect((1000 + share) * (10 + weak) <= (1000 - share) * (10 + strong), "\(weak) and \(strong)")
            }
        }
    }

    @Test func `a blocked zone is left out with its reason, and nothing is proposed for a blocked face`() throws {
        let partly = try proposal { $0.answers[.skinCondition] = .here([.forehead]) }
        #expect(partly.plan.zones.map(\.zone) == [.leftCheek, .rightCheek, .submentum])
        #expect(partly.leftOut.map(\.zone) == [.forehead])
        #expect(partly.leftOut.first?.reason.hasPrefix("skinCondition/forehead: block") == true)
        #expect(throws: ProposalError.self) { try proposal { $0.answers[.pregnancy] = .yes } }
        #expect(throws: ProposalError.self) { try proposal { $0.answers[.pregnancy] = nil } }
    }

    @Test func `every bound of a proposal lies within the limits of plans, also together`() throws {
        for zone in Zone.allInOrder {
            for field in PlanField.allCases {
                guard let range = ProposalRange.range(of: field, in: zone) else { continue }
                #expect(range.bounds.contains(range.standard))
                #expect(range.standard % range.grid == 0)
            }
            func ends(_ field: PlanField) throws -> ClosedRange<Int64> {
                try #require(ProposalRange.range(of: field, in: zone)).bounds
            }
            let (current, width, rate) = try (ends(.current), ends(.width), ends(.rate))
            for (low, high) in [(true, false), (false, true), (true, true), (false, false)] {
                let stimulation = Stimulation(
                    current: .microamps(Int32(low ? current.lowerBound : current.upperBound)),
                    rate: .millihertz(Int32(high ? rate.upperBound : rate.lowerBound)),
                    width: .microseconds(Int32(high ? width.upperBound : width.lowerBound)),
                    on: .nanoseconds(try ends(.on).lowerBound), off: .nanoseconds(try ends(.off).lowerBound),
                    rampUp: .nanoseconds(try ends(.rampUp).upperBound),
                    rampDown: .nanoseconds(try ends(.rampDown).upperBound), from: .seconds(120),
                    until: .nanoseconds(120_000_000_000 + (try ends(.on).lowerBound)))
                #expect(stimulation.findings(in: zone) == [])
                // 1.5 mA/cm² on 0.7 of 6 cm², both phases: the density that a treatment pauses at, on a small electrode.
                #expect(stimulation.rootMeanSquare <= .microamps(6_300))
            }
        }
    }

    @Test func `every row of the table belongs to a number, moves it within bounds, and has a source`() {
        for rule in ProposalRule.all {
            #expect(ProposalRange.range(of: rule.field, in: .leftCheek) != nil)
            #expect(rule.bounds.contains(0))
            #expect(rule.amount != 0)
            #expect(!rule.source.isEmpty)
        }
    }

    @Test func `an earlier session that was unpleasant lowers what follows`() throws {
        let plain = try proposal()
        let after = try proposal { draft in
            draft.sessions = [
                EarlierSession(
                    day: Faces.day.later(by: -10), zones: [.leftCheek], discomfort: .strong, redness: .days)
            ]
        }
        for field in [PlanField.target, .density, .current, .duration] {
            let before = try #require(plain.number(field, in: .leftCheek)).raw
            #expect(try #require(after.number(field, in: .leftCheek)).raw < before, "\(field.key)")
        }
        #expect(after.number(.target, in: .rightCheek)?.movements == [])
    }
}
