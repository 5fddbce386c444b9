import Testing
import Units

@testable import Safety

struct VerdictTests {
    static let reactions: [Reaction] = [.note, .warn, .ceiling, .pause, .trip]

    @Test func `reactions are ordered by severity`() {
        #expect(VerdictTests.reactions == VerdictTests.reactions.sorted())
    }

    @Test func `the most severe finding leads in every order of asking`() {
        let all = VerdictTests.reactions.map { Finding(.overTemperature, $0, value: Int64($0.rawValue)) }
        for order in permutations(of: all) {
            var verdict = Verdict()
            for finding in order { verdict.add(finding) }
            #expect(verdict.leading?.reaction == .trip)
            #expect(verdict.count == all.count)
            #expect(findings(of: verdict) == order)
        }
    }

    @Test func `of two equally severe findings the first one leads`() {
        var verdict = Verdict()
        verdict.add(Finding(.linkLost, .trip))
        verdict.add(Finding(.sensorOpen, .trip))
        #expect(verdict.leading?.cause == .linkLost)
    }

    @Test(arguments: zip(reactions, [true, true, true, false, false]))
    func `output ends from a pause on`(reaction: Reaction, allowed: Bool) {
        var verdict = Verdict()
        verdict.add(Finding(.thermalDose, reaction))
        #expect(verdict.allowsOutput == allowed)
    }

    @Test(arguments: zip(reactions, [false, false, true, true, true]))
    func `a zone is held down from a ceiling on, and no other zone with it`(reaction: Reaction, held: Bool) {
        var verdict = Verdict()
        verdict.add(Finding(.overTemperature, reaction, zone: zones[1]))
        #expect(zones.map { verdict.demandsCeiling(in: $0) } == [false, held, false, false])
    }

    @Test func `a finding without a zone holds no zone down`() {
        var verdict = Verdict()
        verdict.add(Finding(.telemetryStale, .ceiling))
        #expect(!zones.contains { verdict.demandsCeiling(in: $0) })
    }

    @Test func `the worst finding of a cause is found behind milder ones`() {
        var verdict = Verdict()
        verdict.add(Finding(.overTemperature, .ceiling, value: 1))
        verdict.add(Finding(.overTemperature, .pause, value: 2))
        verdict.add(Finding(.overTemperature, .pause, value: 3))
        verdict.add(Finding(.sensorOpen, .trip, value: 4))
        #expect(verdict.worst(of: .overTemperature)?.value == 2)
        #expect(verdict.worst(of: .linkLost) == nil)
    }

    @Test func `a full verdict still takes what is more severe`() {
        var verdict = Verdict()
        for index in 0..<Verdict.capacity { verdict.add(Finding(.overTemperature, .warn, value: Int64(index))) }
        verdict.add(Finding(.lineNoisy, .warn))
        #expect(verdict.worst(of: .lineNoisy) == nil)
        verdict.add(Finding(.linkLost, .trip))
        #expect(verdict.leading?.cause == .linkLost)
        #expect(verdict.worst(of: .linkLost) != nil)
        #expect(verdict.count == Verdict.capacity)
    }

    private func permutations(of items: [Finding]) -> [[Finding]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index -> [[Finding]] in
            var rest = items
            let chosen = rest.remove(at: index)
            return permutations(of: rest).map { [chosen] + $0 }
        }
    }
}
