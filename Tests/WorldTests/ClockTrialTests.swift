import Testing
import Units
import World

@Suite("The host knows the difference of the clocks as well as it says, on any line")
struct ClockTrialTests {
    static let length = Duration.seconds(20)

    static func tally(seed: UInt64, driftPartsPerMillion: Int64? = nil) -> ClockTally {
        var line = ClockCase(seed: seed, length: length)
        if let driftPartsPerMillion { line.clock = line.clock.drifting(by: driftPartsPerMillion * 1000) }
        var trial = ClockTrial(line)
        return trial.run(for: length)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the true difference lies inside, and half the interval is not wider than stated`(seed: UInt64) throws {
        let tally = ClockTrialTests.tally(seed: seed)
        #expect(tally.outside == 0 && tally.tooWide == 0 && tally.contradictions == 0)
        #expect(tally.exchanges > 500 && tally.judgements > tally.exchanges)
        #expect(try #require(tally.widestExcess) <= ClockTally.allowance)
    }

    @Test(arguments: [400, -400] as [Int64])
    func `a clock that drifts by more than was assumed is found out`(driftPartsPerMillion: Int64) {
        let tallies = (0..<10).map { ClockTrialTests.tally(seed: $0, driftPartsPerMillion: driftPartsPerMillion) }
        #expect(tallies.contains { $0.outside > 0 })
        #expect(tallies.contains { $0.contradictions > 0 })
    }

    @Test func `the same seed finds the same`() {
        #expect(ClockTrialTests.tally(seed: 7) == ClockTrialTests.tally(seed: 7))
    }

    @Test func `lines are drawn of every kind, and clocks at both ends of what is allowed`() {
        let lines = (0..<200).map { ClockCase(seed: $0, length: ClockTrialTests.length) }
        #expect(Set(lines.map(\.timer)).count == 3)
        let drifts = lines.map(\.clock.driftPartsPerBillion)
        #expect(drifts.contains(250_000) && drifts.contains(-250_000))
        #expect(lines.allSatisfy { abs($0.clock.driftPartsPerBillion) + $0.clock.wanderPartsPerBillion <= 250_000 })
    }
}
