import Oracle
import Testing
import Tissue
import Units

@testable import World

@Suite("What a pad that lies badly explains in a campaign")
struct CampaignContactTests {
    private func faults(_ lines: String...) throws -> CampaignCase {
        try CampaignCase(text: "seed 1\n" + lines.map { "fault \($0)\n" }.joined())
    }

    private func zone(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    /// What the oracle says of 20 cm² of which `share` touches, through which `power` flows for two seconds.
    private func truth(_ power: Power, through share: Double, in place: Int = 2) throws -> OracleReport {
        let pad = Pad(
            radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(1000),
            heatSplit: .reference)
        var judge = Judge(zoneCount: 4, pads: PerZone(repeating: pad), at: .zero)
        judge.contactSet(share, in: try zone(place), at: .zero)
        judge.powerSet(power, in: try zone(place), at: .zero)
        return judge.report(at: .microseconds(2_000_000))
    }

    /// 130 mW on each cm² of a whole pad are 317 on two fifths of it.
    @Test func `half a pad or less that lay so from the beginning explains what was planned for the whole`() throws {
        let dense = try truth(.milliwatts(2600), through: 0.41)
        #expect(dense.broken.contains(.meanPowerDensity))
        #expect(try faults("zone=2,contact=410").hidesPads(behind: dense))
        #expect(try faults("zone=2,contact=410", "zone=0,contact=open").hidesPads(behind: dense))
    }

    @Test(
        arguments: [
            ["zone=2,contact=501"], ["at=1ms,zone=2,contact=410"], ["for=5000ms,zone=2,contact=410"],
            ["zone=3,contact=410"], ["zone=2,contact=410", "at=run+5000ms,zone=2,contact=300"],
            ["zone=2,contact=410", "zone=2,weld=3000:first"], ["zone=2,contact=410", "zone=2,power=2000"],
            ["zone=2,contact=lifting:100"], [],
        ])
    func `nothing else explains it`(lines: [String]) throws {
        let text = "seed 1\n" + lines.map { "fault \($0)\n" }.joined()
        #expect(try !CampaignCase(text: text).hidesPads(behind: try truth(.milliwatts(2600), through: 0.41)))
    }

    @Test func `more than was planned, or another zone's density, is not explained by it`() throws {
        let half = try faults("zone=2,contact=410")
        #expect(!half.hidesPads(behind: try truth(.milliwatts(3400), through: 0.41)))
        #expect(!half.hidesPads(behind: try truth(.milliwatts(2600), through: 0.41, in: 1)))
        #expect(!half.hidesPads(behind: try truth(.milliwatts(2600), through: 1)), "nothing to explain")
    }

    @Test(
        arguments: [
            (["zone=2,contact=500"], false), (["zone=2,contact=500", "zone=3,contact=900"], false),
            (["zone=2,contact=500", "at=6000ms,zone=2,contact=900"], false),
            (["zone=2,contact=500", "at=5000ms,zone=2,contact=900"], true), (["for=5000ms,zone=2,contact=500"], true),
            (["zone=2,contact=500", "at=1000ms,zone=2,contact=400"], false),
            (["for=5001ms,zone=2,contact=500"], false),
            (["zone=2,contact=500", "at=run+3000ms,zone=2,contact=900"], true),
        ])
    func `a pad is pressed on by a fault that follows a partial contact, or by its end`(
        lines: [String], isPressedOn: Bool
    ) throws {
        let text = "seed 1\n" + lines.map { "fault \($0)\n" }.joined()
        let pressed = try CampaignCase(text: text).isPressedOn(
            try zone(2), at: .seconds(5), runAt: .zero + .seconds(2))
        #expect(pressed == isPressedOn)
    }
}
