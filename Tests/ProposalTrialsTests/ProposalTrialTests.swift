import ProposalTrials
import Testing
import Treatment
import Units

/// A short run of what `myotherm-campaign proposals` does at length.
struct ProposalTrialTests {
    @Test func `proposals for 300 people by chance fall short of nothing`() {
        let trials = (0..<300).map { ProposalTrial(seed: $0) }
        #expect(trials.filter { !$0.failures.isEmpty } == [])
        #expect(trials.count { $0.zones > 0 } > 150)
        #expect(trials.contains { $0.leftOut > 0 })
        #expect(trials.contains { $0.pairs > 0 })
        #expect(trials.contains { $0.changes > 0 })
    }

    @Test func `one seed is one person`() {
        #expect(AssessmentDraw.assessment(seed: 7) == AssessmentDraw.assessment(seed: 7))
        #expect(AssessmentDraw.assessment(seed: 7) != AssessmentDraw.assessment(seed: 8))
    }

    @Test func `a draw that is no assessment is reported`() {
        var draft = AssessmentDraw.assessment(seed: 1)
        draft.zones.append(draft.zones[0])
        #expect(ProposalTrial(seed: 1, draft: draft).failures.count == 1)
    }
}
