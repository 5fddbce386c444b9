import Safety
import Testing
import Units

struct UncommandedOutputTests {
    struct Step: Sendable {
        let name: String
        let change: @Sendable (inout StrayEvidence) -> Void
        let finding: Finding?
    }

    static let steps = [
        Step(name: "100 mW", change: { $0.power = .milliwatts(100) }, finding: nil),
        Step(
            name: "101 mW", change: { $0.power = .milliwatts(101) },
            finding: Finding(.uncommandedOutput, .trip, zone: zones[3], value: 101, limit: 100)),
        Step(name: "0.5 mA", change: { $0.current = .microamps(500) }, finding: nil),
        Step(
            name: "a microampere more", change: { $0.current = .microamps(501) },
            finding: Finding(.uncommandedOutput, .trip, zone: zones[3], value: 501, limit: 500)),
        Step(
            name: "one pulse", change: { $0.pulses = 1 },
            finding: Finding(.uncommandedOutput, .trip, zone: zones[3], value: 1)),
        Step(name: "10 s of warming", change: { $0.riseMilliseconds = 10_000 }, finding: nil),
        Step(
            name: "a millisecond more", change: { $0.riseMilliseconds = 10_001 },
            finding: Finding(
                .uncommandedOutput, .trip, zone: zones[3], value: 10_001, limit: 10_000)),
    ]

    /// Hazard: HAZ-T6.
    @Test(arguments: steps.indices)
    func `what nobody asked for trips, and a measurement's offset does not`(index: Int) {
        let step = UncommandedOutputTests.steps[index]
        let found = verdict { step.change(&$0.output.stray[zones[3]]) }
        #expect(onlyFinding(of: found) == step.finding, "\(step.name)")
        #expect(found.allowsOutput == (step.finding == nil))
    }

    /// Hazard: HAZ-T6.
    @Test func `a zone that takes no part is judged, and one that the device does not have is not`() {
        var evidence = goodEvidence(zones: ZoneSet(bits: 0b0001))
        evidence.output.stray[zones[3]].power = .milliwatts(200)
        #expect(Interlocks.judge(evidence) == Verdict())
        evidence.deviceZones = .all
        #expect(Interlocks.judge(evidence).leading?.cause == .uncommandedOutput)
        #expect(Interlocks.judge(evidence).leading?.zone == zones[3])
    }
}
