import Foundation
import SimulatorFiles
import Testing
import Verification

struct HeatCaseFileTests {
    private func parse(_ text: String) throws(SimulatorFileError) -> HeatCase {
        try HeatCaseFile.parse(text: text, fileName: "c.yaml")
    }

    private var skin: CaseLayer {
        CaseLayer(thicknessMetres: 0, conductivity: 0.372, density: 1109, heatCapacity: 3390.5)
    }

    @Test func `the surface flux is what its file says`() throws {
        var skin = skin
        skin.name = "skin"
        skin.isSemiInfinite = true
        var expected = HeatCase(
            layers: [skin], top: .flux(.constant(1000)), bottom: .insulated, initial: .uniform(0),
            timesSeconds: [10, 60, 300], depthsMetres: [0])
        expected.name = "surface flux, no blood"
        #expect(try HeatCaseFile.read(path: Examples.path("cases/surface-flux.yaml")) == expected)
    }

    @Test func `the perfused flux is what its file says`() throws {
        let read = try HeatCaseFile.read(path: Examples.path("cases/surface-flux-perfused.yaml"))
        #expect(read.layers.first?.perfusion == .millilitresPerMinuteAndKilogram(106.4))
        #expect(read.blood == CaseBlood())
        #expect(read.bottom == .temperature(.constant(37)) && read.initial == .uniform(37))
        #expect(read.timesSeconds == [10, 60, 300, 1200])
    }

    @Test func `the lumped source is what its file says`() throws {
        let read = try HeatCaseFile.read(path: Examples.path("cases/lumped-source.yaml"))
        #expect(read.layers.first?.source == CaseSource(course: .constant(50_000)))
        #expect(read.layers.first?.thicknessMetres == 0.005)
        #expect(read.depthsMetres == [0, 0.0025, 0.005])
        #expect(read.top == .insulated && read.bottom == .insulated)
    }

    @Test func `the cheek is what its file says`() throws {
        let read = try HeatCaseFile.read(path: Examples.path("cases/cheek.yaml"))
        #expect(read.layers.map(\.name) == ["skin", "fat", "muscle"])
        #expect(read.layers.map(\.thicknessMetres) == [0.0012, 0.004, 0.004])
        #expect(read.layers.map(\.metabolicHeat) == [1109 * 1.648, 911 * 0.507, 1090.4 * 0.906])
        let points = [(0.0, 125_000.0), (600, 125_000), (600, 0)].map { CaseTimeValue(seconds: $0, value: $1) }
        #expect(read.layers.dropFirst().first?.source.course == .points(points))
        #expect(read.top == .convection(coefficient: .constant(10), ambient: .constant(24)))
        #expect(read.initial == .steady(withSources: false))
        #expect(read.timesSeconds == [0, 120, 600, 900, .infinity])
    }

    @Test(arguments: [
        ("surface-flux", [3.016, 7.388, 16.521]), ("surface-flux-perfused", [2.996, 7.105, 13.752, 18.418]),
        ("lumped-source", [0.752, 3.006, 6.078]),
    ]) func `the solver gives what the comment of an example says`(name: String, rises: [Double]) throws {
        let solution = try HeatCaseFile.read(path: Examples.path("cases/\(name).yaml")).solve()
        let surface = zip(solution.celsius, rises).map { row, rise in
            ((row.first ?? 0) - (solution.initialCelsius.first ?? 0)) / rise
        }
        #expect(surface.count == rises.count)
        #expect(surface.allSatisfy { abs($0 - 1) < 0.003 }, "\(surface)")
    }

    @Test func `the cheek warms below its surface, and cools when the heat is off`() throws {
        let solution = try HeatCaseFile.read(path: Examples.path("cases/cheek.yaml")).solve()
        let surface = solution.celsius.map { $0.first ?? 0 }
        #expect(surface[0] < 35 && surface[2] > 40 && surface[3] < 40)
        #expect(abs(surface[4] - surface[0]) < 0.01)
        #expect(solution.celsius[2][2] > surface[2])
    }

    @Test func `every example is read here`() throws {
        let names = try Examples.names(in: "cases")
        #expect(names == ["cheek.yaml", "lumped-source.yaml", "surface-flux-perfused.yaml", "surface-flux.yaml"])
    }

    private var json: [String: Any] {
        let layer = [
            "thickness": "1.2 mm", "conductivity": "3.72e-1 W/(m·K)", "density": "1.109e3 kg/m^3",
            "heatCapacity": "3390.5 J/(kg K)", "perfusion": "1.97E-03 1/s",
        ]
        return [
            "layers": [layer], "top": ["flux": "1000 W/m2"], "bottom": ["temperature": "37 °C"], "initial": "37 °C",
            "times": (1...400).map { "\($0) s" }, "depths": ["0 mm", "1e-3 m"],
            "resolution": ["cells": 400, "step": "10 ms"] as [String: Any],
        ]
    }

    @Test(arguments: [JSONSerialization.WritingOptions(), [.prettyPrinted], [.prettyPrinted, .sortedKeys]])
    func `JSON is read like YAML, on one line or on many`(options: JSONSerialization.WritingOptions) throws {
        let data = try JSONSerialization.data(withJSONObject: json, options: options)
        let read = try parse(String(decoding: data, as: UTF8.self))
        var layer = skin
        layer.thicknessMetres = 0.0012
        layer.perfusion = .perSecond(0.00197)
        #expect(read.layers == [layer])
        #expect(read.timesSeconds == (1...400).map { Double($0) })
        #expect(read.depthsMetres == [0, 0.001])
        #expect(read.resolution == .fixed(cells: 400, stepSeconds: 0.01))
    }

    @Test func `JSON with tabs, escapes and a large table is read`() throws {
        let points = (0..<500).map { "[\"\($0) s\", \"\($0)e-1 W/m\\u00b2\"]" }.joined(separator: ",\n\t\t\t")
        let read = try parse(
            """
            {
            \t"layers": [{"thickness": "1 mm", "conductivity": "1 W/mK", "density": "1000 kg/m\\u00b3",
            \t\t"heatCapacity": "4 kJ/kg/K"}],
            \t"top": {"flux": {"points": [\(points)]}}, "bottom": "insulated",
            \t"initial": "20 \\u00b0C", "times": ["1 s"], "depths": ["0 mm"]
            }
            """)
        guard case .flux(.points(let course)) = read.top else { return #expect(Bool(false)) }
        #expect(course.count == 500)
        #expect(course.last == CaseTimeValue(seconds: 499, value: 49.9))
    }

    @Test(arguments: [
        ("{period: 60 s}", CaseCourse.sinusoid(mean: 24, amplitude: 5, periodSeconds: 60, phaseRadians: 0)),
        ("{frequency: 0.5 Hz, phase: 180 °}", .sinusoid(mean: 24, amplitude: 5, periodSeconds: 2, phaseRadians: .pi)),
        (
            "{frequency: 0.5 1/s, phase: 1.5 rad}",
            .sinusoid(mean: 24, amplitude: 5, periodSeconds: 2, phaseRadians: 1.5)
        ),
    ]) func `a sine may be written in each of its forms`(text: String, course: CaseCourse) throws {
        let keys = text.dropFirst().dropLast()
        let read = try parse(
            HeatCaseText.replacing("{flux: 0 W/m²}", "{temperature: {mean: 24 °C, amplitude: 5 K, \(keys)}}"))
        #expect(read.top == .temperature(course))
    }

    @Test(arguments: [
        ("37 °C", CaseInitial.uniform(37)), ("steady", .steady(withSources: false)),
        ("steadyWithSources", .steady(withSources: true)),
        (
            "{points: [[0 mm, 30 °C], [1 mm, 37 °C]]}",
            .points([CaseDepthValue(depthMetres: 0, value: 30), CaseDepthValue(depthMetres: 0.001, value: 37)])
        ),
        (
            "{wave: sine, mean: 37 °C, amplitude: 10 K, count: 1}",
            .mode(wave: .sine, mean: 37, amplitude: 10, count: 1)
        ),
    ]) func `the beginning may be each of its kinds`(text: String, initial: CaseInitial) throws {
        #expect(try parse(HeatCaseText.replacing("initial: 37 °C", "initial: \(text)")).initial == initial)
    }

    @Test(arguments: [
        ("106.4 mL/(min·kg)", CasePerfusion.millilitresPerMinuteAndKilogram(106.4)), ("0.002 s^-1", .perSecond(0.002)),
        ("7467 W/m³/K", .wattsPerCubicMetreAndKelvin(7467)), ("7467 W/(m^3 K)", .wattsPerCubicMetreAndKelvin(7467)),
        ("none", .none),
    ]) func `the unit says which perfusion is meant`(text: String, perfusion: CasePerfusion) throws {
        let read = try parse(HeatCaseText.replacing("name: skin", "perfusion: \(text)"))
        #expect(read.layers.first?.perfusion == perfusion)
    }

    @Test func `a source may fall with depth and change with time`() throws {
        let decaying = try parse(
            HeatCaseText.replacing(
                "name: skin", "source: {value: {initial: 0 W/m³, final: 1 kW/m³, timeConstant: 5 s}, decay: 2 mm}"))
        #expect(
            decaying.layers.first?.source
                == CaseSource(
                    course: .exponential(initial: 0, final: 1000, timeConstantSeconds: 5),
                    shape: .exponential(lengthMetres: 0.002)))
        let shaped = try parse(
            HeatCaseText.replacing("name: skin", "source: {value: 1 mW/cm³, factors: [[0 mm, 1], [1 mm, 0.5]]}"))
        #expect(
            shaped.layers.first?.source
                == CaseSource(
                    course: .constant(1000),
                    shape: .points([
                        CaseDepthValue(depthMetres: 0, value: 1), CaseDepthValue(depthMetres: 0.001, value: 0.5),
                    ])))
    }
}
