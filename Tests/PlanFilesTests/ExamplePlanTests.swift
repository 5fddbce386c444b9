import Foundation
import PlanFiles
import Testing
import Treatment
import Units

struct ExamplePlanTests {
    private func load(_ name: String) throws -> LoadedPlan {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try PlanFile.read(path: root.appending(path: "examples/plans/\(name).yaml").path)
    }

    @Test func `the full face has the pulses that its comment says`() throws {
        let loaded = try load("full-face")
        let program = loaded.program
        #expect(program.duration == .seconds(1200))
        #expect(program.zones.map { program.zone(at: $0) } == Zone.allInOrder)
        #expect(program.pulses == 74_880)
        for place in program.zones {
            #expect(program.totals(of: place).pulses == 18_720)
            #expect(program.totals(of: place).contractions == 180)
            #expect(program.reference(of: place)?.heating.target == .celsius(41))
        }
        #expect(loaded.plan.zones.map { $0.stimulation?.current } == [18, 22, 22, 20].map { .milliamps($0) })
    }

    @Test func `the lower face has the pulses that its comment says`() throws {
        let program = try load("lower-face").program
        #expect(program.zones.map { program.zone(at: $0) } == [.leftCheek, .rightCheek, .submentum])
        for place in program.zones {
            #expect(program.totals(of: place).pulses == 12_150)
            #expect(program.totals(of: place).contractions == 90)
        }
        let submentum = try #require(program.index(of: .submentum))
        #expect(program.reference(of: submentum)?.heating.target == .milliCelsius(39_500))
        #expect(program.reference(of: submentum)?.heating.warmUpTarget == .celsius(39))
    }

    @Test func `the demo runs for a minute on all zones and shows every phase`() throws {
        let program = try load("demo").program
        #expect(program.duration == .seconds(60))
        #expect(program.count == 4)
        for place in program.zones { #expect(program.totals(of: place).pulses == 1100) }
        #expect(program.phase(at: 0) == .warmUp)
        #expect(program.phase(at: program.segmentCount - 1) == .hold)
    }

    @Test func `a summary says what plan check prints, and survives JSON`() throws {
        let loaded = try load("full-face")
        let summary = PlanSummary(loaded)
        #expect(summary.pulses == 74_880)
        #expect(summary.programHash == loaded.program.identity.hex)
        #expect(summary.sourceHash == loaded.sourceHash.hex)
        #expect(summary.zones.map(\.zone) == ["forehead", "leftCheek", "rightCheek", "submentum"])
        // 18 mA · √(2 · 200 µs · 52 Hz) = 2.595997 mA
        #expect(summary.zones.first?.rootMeanSquareMicroamps == 2596)
        #expect(summary.zones.first?.chargePerPhaseNanocoulombs == 3600)
        let data = try JSONEncoder().encode(summary)
        #expect(try JSONDecoder().decode(PlanSummary.self, from: data) == summary)
    }

    @Test func `the summary as text is as wide as a terminal`() throws {
        for name in ["demo", "full-face", "lower-face"] {
            let text = PlanSummary(try load(name)).text
            for line in text.split(separator: "\n") { #expect(line.count <= 100) }
        }
        let lines = PlanSummary(try load("full-face")).text.split(separator: "\n").map(String.init)
        #expect(lines.first == "Full face: 20 min, 4 zones, 74880 pulses, 24000 segments per zone")
        #expect(lines.contains("  stimulation  18720 pulses in 180 contractions, 6 min"))
        #expect(lines.contains("               22 mA peak, 3.173 mA r.m.s., 52 Hz, 200 µs"))
        #expect(lines.contains("  heating      to 41 °C from 30 s on, held from 162 s on, at most 150 mW/cm²"))
    }
}
