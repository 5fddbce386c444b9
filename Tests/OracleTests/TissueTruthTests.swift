import Oracle
import Testing
import Tissue
import Units

struct TissueTruthTests {
    private let pads = PerZone(
        repeating: Pad(
            radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(1000),
            heatSplit: .reference))
    private func at(_ seconds: Int64) -> DeviceInstant { .microseconds(seconds * 1_000_000) }
    private func judge() -> Judge { Judge(zoneCount: 1, pads: pads, at: at(0)) }

    /// Skin of two cells over one of fat and one of muscle.
    private func sight(_ surface: Double, _ cells: [Double]) -> ColumnSight {
        ColumnSight(surface: surface, cells: cells, layers: [.skin, .skin, .fat, .muscle])
    }

    @Test(
        arguments: [
            (43.0, 1000.0), (44, 2000), (42, 250), (39, 3.90625), (38.999, 0), (43.5, 1414.2136), (50, 128_000),
        ])
    func `a minute at a temperature is its dose`(celsius: Double, expected: Double) throws {
        var judge = judge()
        for second in 0...60 {
            judge.examined(at: at(Int64(second))) { _, _ in sight(36, [36, 36, celsius, 36]) }
        }
        let zone = try #require(judge.report(at: at(60)).zones.first)
        #expect(abs(zone.milliminutes - expected) < 0.001 * max(expected, 1))
        #expect(zone.layers.map(\.milliminutes).map { $0 > 0 } == [false, expected > 0, false])
    }

    @Test func `a layer's dose is that of its worst place, not the sum of hot moments here and there`() throws {
        var judge = judge()
        for second in 0...60 { judge.examined(at: at(Int64(second))) { _, _ in sight(36, [43, 36, 36, 36]) } }
        for second in 61...121 { judge.examined(at: at(Int64(second))) { _, _ in sight(36, [36, 43, 36, 36]) } }
        let skin = try #require(judge.report(at: at(121)).zones.first?.layers.first)
        #expect(skin.layer == .skin)
        // One minute each; where it changes, half a second more by the trapezium.
        #expect((1000...1010).contains(skin.milliminutes))
    }

    @Test func `every layer keeps its own peak, of whichever column was hottest`() throws {
        var judge = judge()
        judge.examined(at: at(0)) { _, _ in sight(34, [35, 35, 36, 37]) }
        judge.examined(at: at(1)) { column, _ in
            column == .edge ? sight(41.5, [41, 40, 42.25, 39]) : sight(34, [35, 35, 36, 37])
        }
        judge.examined(at: at(2)) { _, _ in sight(34, [35, 35, 36, 37]) }
        let zone = try #require(judge.report(at: at(2)).zones.first)
        #expect(zone.layers.map(\.peak) == [.milliCelsius(41_500), .milliCelsius(42_250), .celsius(39)])
        #expect(zone.peakTissue == .milliCelsius(42_250))
    }

    @Test func `too much dose breaks the invariant of its layer`() {
        var judge = judge()
        for minute in 0...17 {
            judge.examined(at: at(Int64(minute) * 60)) { _, _ in sight(36, [36, 36, 43, 36]) }
        }
        #expect(judge.report(at: at(1020)).broken == [.deepDose])
        for minute in 18...28 {
            judge.examined(at: at(Int64(minute) * 60)) { _, _ in sight(43, [36, 36, 36, 36]) }
        }
        #expect(judge.report(at: at(1680)).broken == [.skinDose, .deepDose])
    }

    @Test func `half the contact is twice the power on each cm²`() throws {
        let zone = try #require(ZoneIndex(0))
        var judge = judge()
        judge.leased(bySampleAt: at(0), at: at(0))
        judge.powerSet(.milliwatts(3000), in: zone, at: at(0))
        #expect(judge.report(at: at(0)).zones[0].peakPowerDensity == 150)
        judge.contactSet(0.5, in: zone, at: at(0))
        #expect(judge.report(at: at(0)).zones[0].peakPowerDensity == 300)
        #expect(judge.report(at: at(0)).broken == [])
    }

    @Test func `power that is too dense harms when it stays for longer than a lost contact may take`() throws {
        let zone = try #require(ZoneIndex(0))
        var judge = judge()
        judge.leased(bySampleAt: at(0), at: at(0))
        judge.powerSet(.milliwatts(3000), in: zone, at: at(0))
        judge.contactSet(0.49, in: zone, at: at(0))
        #expect(!judge.report(at: at(0) + .milliseconds(250)).broken.contains(.powerDensity))
        #expect(judge.report(at: at(0) + .milliseconds(251)).broken.contains(.powerDensity))
    }

    @Test func `35 mA of 100 µs at 70 Hz on 3.04 cm² are 1.36 mA r.m.s. over both phases`() throws {
        let zone = try #require(ZoneIndex(0))
        var small = pads
        small[zone] = Pad(
            radioFrequencyArea: .squareMillimetres(304), stimulationArea: .squareMillimetres(304),
            heatSplit: .reference)
        var judge = Judge(zoneCount: 1, pads: small, at: at(0))
        judge.leased(bySampleAt: at(0), at: at(0))
        for pulse in 0..<70 {
            let start = DeviceInstant.microseconds(Int64(pulse) * 1_000_000 / 70)
            judge.pulseBegan(
                .milliamps(35), width: .microseconds(100), load: .ohms(500), in: zone, at: start)
            judge.pulseEnded(residue: .nanocoulombs(10), in: zone, at: start + .microseconds(300))
        }
        let report = judge.report(at: at(1))
        #expect((1361...1363).contains(report.zones[0].peakCurrentDensity))
        // 0.7 µC in a second on 3.04 cm².
        #expect((0.230...0.231).contains(report.zones[0].peakDirectDensity))
    }

    @Test func `each pulse counts by the contact that it found`() throws {
        let zone = try #require(ZoneIndex(0))
        var judge = judge()
        judge.leased(bySampleAt: at(0), at: at(0))
        judge.contactSet(0.5, in: zone, at: at(0))
        for pulse in 0..<50 {
            let start = DeviceInstant.microseconds(Int64(pulse) * 10_000)
            judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: zone, at: start)
            judge.pulseEnded(residue: .zero, in: zone, at: start + .microseconds(500))
        }
        // Whole contact, and none, at the end of the second take nothing back.
        judge.contactSet(1, in: zone, at: .microseconds(600_000))
        judge.contactSet(0, in: zone, at: .microseconds(900_000))
        // 20 mA · √(50 · 400 µs) on 5 cm².
        #expect((565...567).contains(judge.report(at: at(1)).zones[0].peakCurrentDensity))
    }

    @Test func `direct current above 200 µA on a cm² breaks an invariant`() throws {
        let zone = try #require(ZoneIndex(0))
        var judge = judge()
        judge.leased(bySampleAt: at(0), at: at(0))
        for pulse in 0..<100 {
            let start = DeviceInstant.microseconds(Int64(pulse) * 1000)
            judge.pulseBegan(.milliamps(1), width: .microseconds(100), load: .ohms(500), in: zone, at: start)
            judge.pulseEnded(residue: .microcoulombs(21), in: zone, at: start + .microseconds(300))
        }
        judge.shutOffsSet(closed: false, at: .microseconds(100_000))
        #expect(judge.report(at: at(1)).broken.contains(.directCurrent))
    }
}
