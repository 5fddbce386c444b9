import PlanFiles
import Testing
import Treatment
import Units

struct TissueTests {
    private static func load(_ tissue: String) throws -> LoadedPlan {
        let text = SampleText.replacing("- zone: forehead", "- zone: forehead\n    tissue: \(tissue)")
        return try PlanFile.parse(text: text, fileName: "p.yaml")
    }

    @Test func `what was measured is part of the plan's meaning, zone by zone, and of its program`() throws {
        let base = try PlanFile.parse(text: SampleText.plan, fileName: "p.yaml")
        let loaded = try TissueTests.load("{skin: 1.2 mm, fat: 4.05 mm}")
        let expected = TissueThickness(skin: .micrometres(1_200), fat: .micrometres(4_050))
        #expect(loaded.plan.zones[0].tissue == expected)
        #expect(loaded.plan.zones[1].tissue == nil)
        #expect(loaded.program.tissue(of: try #require(ZoneIndex(0))) == expected)
        #expect(loaded.program.tissue(of: try #require(ZoneIndex(1))) == nil)
        #expect(PlanSummary(loaded).zones.map(\.fatMicrometres) == [4_050, nil])
        #expect(PlanSummary(loaded).text.contains("measured: skin 1.2 mm, fat 4.05 mm"))
        #expect(!PlanSummary(base).text.contains("measured: skin"))
        let other = try TissueTests.load("{skin: 1.2 mm, fat: 4.051 mm}")
        #expect(Set([base, loaded, other].map(\.program.identity.hex)).count == 3)
    }

    @Test func `what was measured is written and read again`() throws {
        let loaded = try TissueTests.load("{skin: 0.9 mm, fat: 12 mm}")
        let again = try PlanFile.parse(text: PlanFile.text(of: loaded.plan), fileName: "p.yaml")
        #expect(again.plan == loaded.plan)
        #expect(again.program == loaded.program)
    }

    @Test(arguments: [
        ("{skin: 1.2 mm}", "forehead.tissue.fat"), ("{fat: 4 mm}", "forehead.tissue.skin"),
        ("{skin: 0.399 mm, fat: 4 mm}", "forehead.tissue.skin"),
        ("{skin: 3.001 mm, fat: 4 mm}", "forehead.tissue.skin"),
        ("{skin: 1 mm, fat: 0.299 mm}", "forehead.tissue.fat"), ("{skin: 1 mm, fat: 20.001 mm}", "forehead.tissue.fat"),
        ("{skin: 1.2, fat: 4 mm}", "forehead.tissue.skin"), ("{skin: thin, fat: 4 mm}", "forehead.tissue.skin"),
        ("none", "forehead.tissue"), ("{skin: 1 mm, fat: 4 mm, muscle: 3 mm}", "forehead.tissue.muscle"),
    ]) func `half a measurement, one that cannot be, and a guess are refused`(written: String, key: String) throws {
        let error = try #require(throws: PlanFileError.self) { try TissueTests.load(written) }
        #expect(error.message.contains("'\(key)'"), "\(error.message)")
    }

    @Test(arguments: ["{skin: 0.4 mm, fat: 0.3 mm}", "{skin: 3 mm, fat: 20 mm}"])
    func `the ends of what can be measured are allowed`(written: String) throws {
        #expect(try TissueTests.load(written).plan.zones[0].tissue != nil)
    }

    @Test func `nobody's measurement holds for all zones`() {
        #expect(throws: PlanFileError.self) {
            let text = SampleText.replacing("name: Sample", "name: Sample\ntissue: {skin: 1 mm, fat: 4 mm}")
            _ = try PlanFile.parse(text: text, fileName: "p.yaml")
        }
    }
}
