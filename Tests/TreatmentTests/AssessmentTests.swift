import Testing
import Treatment
import Units

struct AssessmentTests {
    private func messages(_ change: (inout Assessment.Draft) -> Void) throws -> [String] {
        try Assessment.findings(Faces.draft(change)).map(\.message)
    }

    @Test func `a face without a finding is an assessment`() throws {
        #expect(try messages { _ in } == [])
        #expect(try Faces.assessment().draft == Faces.draft())
    }

    @Test func `a thickness at its limit is taken and one step beyond is refused`() throws {
        for (layer, range) in [(TissueLayer.skin, TissueLayer.skin.measurable), (.fat, TissueLayer.fat.measurable)] {
            for end in [range.lowerBound, range.upperBound] {
                #expect(try messages { $0.zones[1].set(layer, end) } == [])
            }
            let beyond = [range.lowerBound - .micrometres(1), range.upperBound + .micrometres(1)]
            for length in beyond {
                let found = try messages { $0.zones[1].set(layer, length) }
                #expect(found.count == 1)
                #expect(
                    found.first?.hasPrefix("key 'leftCheek.\(layer.rawValue)': value '\(length.amount.text)'") == true)
            }
        }
    }

    @Test func `the sides of a zone are those that it has`() throws {
        #expect(
            try messages { $0.zones[0].muscles = .oneSide(Faces.muscle) } == [
                "key 'forehead.muscle': value is one side's, allowed 'left' and 'right' (the zone lies across the midline)"
            ])
        #expect(
            try messages { $0.zones[1].muscles = .bothSides(left: Faces.muscle, right: Faces.muscle) } == [
                "key 'leftCheek.muscle': value has sides, allowed 'tone' and 'activity' (the zone lies on one side)"
            ])
    }

    @Test func `what happens after the assessment is refused, on its day it is not`() throws {
        let next = Faces.day.later(by: 1)
        for day in [Faces.day, next] {
            let found = try messages { draft in
                draft.sessions = [EarlierSession(day: day, zones: [.forehead], discomfort: .none, redness: .none)]
                draft.answers[.isotretinoin] = .last(day)
                draft.answers[.filler] = .times([LocalEvent(day: day, zones: [.leftCheek])])
            }
            let expected = ["sessions[1].on", "screening.isotretinoin.last", "screening.filler[1].on"].map {
                "key '\($0)': value '2026-11-24' is after the day of the assessment, allowed up to 2026-11-23"
            }
            #expect(Set(found) == Set(day == next ? expected : []))
        }
    }

    @Test func `an injection has the depth of its kind`() throws {
        func found(_ question: ScreeningQuestion, _ depth: Length?) throws -> Int {
            try messages {
                $0.answers[question] = .times([LocalEvent(day: Faces.day, zones: [.forehead], depth: depth)])
            }.count
        }
        #expect(try found(.toxinIntradermal, .micrometres(2_500)) == 0)
        #expect(try found(.toxinIntradermal, .micrometres(2_501)) == 1)
        #expect(try found(.toxinIntradermal, .micrometres(100)) == 0)
        #expect(try found(.toxinIntradermal, .micrometres(99)) == 1)
        #expect(try found(.toxinIntramuscular, .micrometres(1_000)) == 0)
        #expect(try found(.toxinIntramuscular, .micrometres(999)) == 1)
        #expect(try found(.toxinIntramuscular, nil) == 1)
        #expect(try found(.filler, .micrometres(1_000)) == 1)
    }

    @Test func `an answer has the form of its question`() throws {
        let answers: [ScreeningAnswer] = [
            .yes, .here([.forehead]), .last(Faces.day), .times([LocalEvent(day: Faces.day, zones: [.forehead])]),
        ]
        for question in ScreeningQuestion.allCases {
            let refused = try answers.map { answer in try messages { $0.answers[question] = answer }.count }
            switch ScreeningRule.rule(of: question).form {
            case .yesNo: #expect(refused == [0, 1, 1, 1])
            case .zones: #expect(refused == [1, 0, 1, 1])
            case .day: #expect(refused == [1, 1, 0, 1])
            case .times: #expect(refused == [1, 1, 1, 0])
            case .injections, .sessions: #expect(refused == [1, 1, 1, 1])
            }
        }
    }

    @Test func `both corners of the mouth cannot be the stronger one, and nothing is said twice`() throws {
        #expect(try messages { $0.expressions = [.smileStrongerLeft, .smileStrongerRight] }.count == 1)
        #expect(try messages { $0.expressions = [.frowning, .frowning] }.count == 1)
        #expect(try messages { $0.expressions = HabitualExpression.allCases.filter { $0 != .smileStrongerLeft } } == [])
        let photograph = try #require(PhotographReference(String(repeating: "0f", count: 32)))
        #expect(try messages { $0.photographs = [photograph, photograph] }.count == 1)
        #expect(try messages { $0.zones.append($0.zones[0]) }.count == 2)
        #expect(try messages { $0.answers[.tattoo] = .here([.forehead, .forehead]) }.count == 1)
        #expect(try messages { $0.answers[.tattoo] = .here([]) }.count == 1)
    }

    @Test func `a photograph is a digest and nothing that could hold a name`() {
        let digest = String(repeating: "a1", count: 32)
        #expect(PhotographReference(digest)?.hex == digest)
        for text in [String(digest.dropLast()), digest + "0", digest.uppercased(), "anna.jpg", ""] {
            #expect(PhotographReference(text) == nil)
        }
    }

    @Test func `a class stands for a thickness between those that can be measured, thin below thick`() {
        for zone in Zone.allInOrder {
            for layer in TissueLayer.allCases {
                let lengths = ThicknessClass.allCases.map { layer.thickness($0, in: zone) }
                #expect(lengths == lengths.sorted())
                #expect(Set(lengths.map(\.micrometres)).count == 3)
                #expect(lengths.allSatisfy(layer.measurable.contains))
            }
        }
    }
}

extension ZoneAssessment {
    fileprivate mutating func set(_ layer: TissueLayer, _ length: Length) {
        switch layer {
        case .skin: skin = .measured(length)
        case .fat: fat = .measured(length)
        }
    }
}
