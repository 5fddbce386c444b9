import Testing
import Treatment
import Units

/// The days on which screening speaks against a session.
struct CourseScreeningTests {
    /// Toxin into the skin of the forehead so many days before the assessment.
    private func skinBotox(daysAgo: Int) throws -> Assessment {
        try Faces.assessment { draft in
            draft.answers[.toxinIntradermal] = .times([
                LocalEvent(day: Faces.day.later(by: -daysAgo), zones: [.forehead], depth: .micrometres(500))
            ])
        }
    }

    private func isAboutQuestions(_ wait: Course.Wait) -> Bool { wait.reason.hasPrefix("questions") }

    @Test func `a face with nothing against it waits for nothing but new answers`() throws {
        let waits = try Course.waits(screening: Faces.assessment(), from: Faces.day)
        #expect(waits.map(\.blocks) == [false] && waits.allSatisfy(isAboutQuestions))
        #expect(waits.first?.zone == nil && waits.first?.until == nil)
        #expect(waits.first?.from == Faces.day.later(by: ScreeningRule.answerDays + 1))
    }

    @Test func `Skin Botox on the forehead five days ago blocks it for two days and warns for seven more`() throws {
        let waits = try Course.waits(screening: skinBotox(daysAgo: 5), from: Faces.day).filter { !isAboutQuestions($0) }
        #expect(waits.map(\.zone) == [.forehead, .forehead])
        #expect(waits.map(\.blocks) == [true, false])
        #expect(waits.map(\.from) == [Faces.day, Faces.day.later(by: 2)])
        #expect(waits.map(\.until) == [Faces.day.later(by: 2), Faces.day.later(by: 9)])
    }

    @Test func `screening and waits agree on every day and in every zone`() throws {
        let assessments = [
            try skinBotox(daysAgo: 5), try skinBotox(daysAgo: 0),
            try Faces.assessment { draft in
                draft.answers[.filler] = .times([LocalEvent(day: Faces.day, zones: [.leftCheek, .submentum])])
                draft.answers[.isotretinoin] = .last(Faces.day.later(by: -300))
                draft.answers[.thyroidDisease] = .yes
                draft.answers[.metalWorn] = .yes
                draft.sessions = [
                    EarlierSession(day: Faces.day, zones: [.forehead], discomfort: .none, redness: .none)
                ]
            },
        ]
        for assessment in assessments {
            let waits = Course.waits(screening: assessment, from: Faces.day)
            #expect(waits.contains { $0.blocks })
            for offset in 0..<CourseLimits.horizon {
                let day = Faces.day.later(by: offset)
                let screening = try Screening.result(of: assessment, zones: Zone.allInOrder, on: day)
                for zone in Zone.allInOrder {
                    let isBlocked = waits.contains { $0.blocks && $0.covers(day) && ($0.zone ?? zone) == zone }
                    #expect(isBlocked == (screening.verdict(of: zone) == .block), "\(zone.name) on \(day.text)")
                }
            }
        }
    }

    @Test func `days before the assessment are not judged`() throws {
        let waits = try Course.waits(screening: skinBotox(daysAgo: 5), from: Faces.day.later(by: -20))
        #expect(waits.map(\.from).min() == Faces.day)
    }

    @Test func `stricter rules of a prescriber wait longer`() throws {
        let rules = try PrescriberRules([PrescriberRules.Change(.toxinIntradermal, block: 12, warn: 14)])
        let waits = try Course.waits(screening: skinBotox(daysAgo: 5), rules: rules, from: Faces.day)
        #expect(waits.first { $0.blocks }?.until == Faces.day.later(by: 7))
    }
}
