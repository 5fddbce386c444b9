import PlanFiles
import Testing
import Treatment
import Units

/// The one key that may be left out: a share of what a titration finds.
struct IntensityTests {
    private func load(_ text: String) throws -> LoadedPlan { try PlanFile.parse(text: text, fileName: "p.yaml") }

    @Test func `an intensity is a share of the titrated range, at the top and in a zone, and may be missing`() throws {
        let base = try load(SampleText.plan)
        #expect(base.plan.zones.map(\.stimulation?.intensity) == [nil, nil])
        let all = try load(SampleText.replacing("current: 12 mA", "current: 12 mA\n  intensity: 60 %"))
        #expect(all.plan.zones.map(\.stimulation?.intensity) == Array(repeating: PerMille(rawValue: 600), count: 2))
        #expect(all.plan.zones.map(\.stimulation?.current) == Array(repeating: .milliamps(12), count: 2))
        let one = try load(
            SampleText.replacing("- zone: submentum", "- zone: submentum\n    stimulation: {intensity: 12.5 %}"))
        #expect(one.plan.zones.map(\.stimulation?.intensity) == [nil, PerMille(rawValue: 125)])
    }

    /// Hazard: HAZ-U2.
    @Test func `plans that differ in the intensity alone are different programs, zero is not none`() throws {
        let plans = try ["", "\n  intensity: 0 %", "\n  intensity: 0.1 %", "\n  intensity: 100 %"].map {
            try load(SampleText.replacing("current: 12 mA", "current: 12 mA\($0)"))
        }
        #expect(Set(plans.map(\.program.identity.hex)).count == 4)
        #expect(Set(plans.map { $0.plan.canonicalBytes }).count == 4)
        // What the device enforces is the plan's current, whatever the share.
        for plan in plans {
            let zone = try #require(plan.program.zones.first { _ in true })
            #expect(plan.program.envelope(of: zone, area: .squareMillimetres(2000)).current == .milliamps(12))
        }
    }

    @Test(arguments: [
        ("100.1 %", "value '100.1 %' is out of range, allowed 0 … 100 % (100 % is the comfortable maximum)"),
        ("-1 %", "value '-1 %' is out of range, allowed 0 … 100 % (100 % is the comfortable maximum)"),
        ("60", "value '60' has no unit, allowed % (write it as '60 %')"),
        ("60.05 %", "value '60.05 %' is finer than 0.1 %"),
    ]) func `what is no share from 0 to 100 per cent is refused, with its place`(written: String, message: String) {
        let found = refusal(of: SampleText.replacing("current: 12 mA", "current: 12 mA\n  intensity: \(written)"))
        #expect(found == ["p.yaml:11: key 'stimulation.intensity': \(message)"])
    }

    @Test func `the summary says that the peak is a cap`() throws {
        let text = try PlanSummary(load(SampleText.replacing("current: 12 mA", "current: 12 mA\n  intensity: 60 %")))
            .text
        #expect(text.contains("60 % of the titrated range, and no more than that peak"))
    }
}
