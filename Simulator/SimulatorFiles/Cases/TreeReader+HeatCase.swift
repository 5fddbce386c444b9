import PlanFiles
import Verification

extension TreeReader {
    /// The case that a whole file says; nil, and problems, when it is none.
    mutating func heatCase(_ root: PlanText) -> HeatCase? {
        let keys = [
            "name", "layers", "blood", "top", "bottom", "initial", "times", "depths", "resolution",
        ]
        guard let section = section(Entry(root: root), allowed: keys) else { return nil }
        let blood = section["blood"].flatMap { self.blood($0) } ?? CaseBlood()
        let layers = required("layers", in: section, example: "[{thickness: 1.2 mm, …}]").flatMap { self.layers($0) }
        let top = required("top", in: section, example: "{temperature: 37 °C}").flatMap { boundary($0) }
        let bottom = required("bottom", in: section, example: "insulated").flatMap { boundary($0) }
        let initial = required("initial", in: section, example: "37 °C").flatMap { self.initial($0) }
        let times = required("times", in: section, example: "[10 s, 60 s]").flatMap { self.times($0) }
        let depths = required("depths", in: section, example: "[0 mm, 1 mm]").flatMap { self.depths($0) }
        let resolution = section["resolution"].flatMap { self.resolution($0) }
        let name = section["name"].flatMap { word($0, example: "flux into skin") }
        guard let layers, let top, let bottom, let initial, let times, let depths else { return nil }
        var heatCase = HeatCase(
            layers: layers, top: top, bottom: bottom, initial: initial, timesSeconds: times, depthsMetres: depths)
        heatCase.name = name ?? ""
        heatCase.blood = blood
        if let resolution { heatCase.resolution = resolution }
        if problems.isEmpty { check(heatCase, line: root.line) }
        return heatCase
    }

    /// Reports what the solver will not take though each number by itself can be, such as a depth below the last layer.
    private mutating func check(_ heatCase: HeatCase, line: Int) {
        do throws(VerificationError) {
            try heatCase.validate()
        } catch {
            report(.meaning(error.description), nil, line: line)
        }
    }

    private mutating func blood(_ entry: Entry) -> CaseBlood? {
        guard let section = section(entry, allowed: ["density", "heatCapacity", "temperature"]) else { return nil }
        var blood = CaseBlood()
        if let value = section["density"].flatMap({ positive($0, .density) }) { blood.density = value }
        if let value = section["heatCapacity"].flatMap({ positive($0, .heatCapacity) }) { blood.heatCapacity = value }
        if let value = section["temperature"].flatMap({ temperature($0) }) { blood.arterialCelsius = value }
        return blood
    }

    private mutating func initial(_ entry: Entry) -> CaseInitial? {
        if case .word(let word, _) = entry.value {
            switch word {
            case "steady": return .steady(withSources: false)
            case "steadyWithSources": return .steady(withSources: true)
            default: return temperature(entry).map { .uniform($0) }
            }
        }
        let keys = ["points", "wave", "mean", "amplitude", "count"]
        guard let section = section(entry, allowed: keys) else { return nil }
        if let points = section["points"] {
            guard isAlone("points", in: section) else { return nil }
            return depthPoints(points, .temperature).map { .points($0) }
        }
        let wave = required("wave", in: section, example: "sine").flatMap { choice($0, CaseWave.self) }
        let mean = required("mean", in: section, example: "37 °C").flatMap { temperature($0) }
        let amplitude = required("amplitude", in: section, example: "5 K").flatMap {
            bounded($0, Measure.temperature.ofDifferences)
        }
        let count = required("count", in: section, example: "1").flatMap {
            number($0, .bare(example: "1"), in: 0...1000, "more half waves than any grid shows")
        }
        guard let wave, let mean, let amplitude, let count else { return nil }
        return .mode(wave: wave, mean: mean, amplitude: amplitude, count: count)
    }

    private mutating func times(_ entry: Entry) -> [Double]? {
        guard let items = list(entry, of: "times", count: 1...1000) else { return nil }
        var times: [Double] = []
        for item in items {
            if case .word("steady", _) = item.value {
                times.append(.infinity)
            } else if let time = number(item, .time, in: 0...1e9, "times count from the beginning") {
                times.append(time)
            }
        }
        guard times.count == items.count else { return nil }
        for (item, (earlier, later)) in zip(items.dropFirst(), zip(times, times.dropFirst())) where earlier >= later {
            report(.meaning("times do not rise here, allowed only later than the one before"), at: item)
        }
        return times
    }

    private mutating func depths(_ entry: Entry) -> [Double]? {
        guard let items = list(entry, of: "depths", count: 1...1000) else { return nil }
        let depths = items.compactMap { number($0, .length, in: 0...1e3, "depths count from the top") }
        return depths.count == items.count ? depths : nil
    }

    private mutating func resolution(_ entry: Entry) -> CaseResolution? {
        guard let section = section(entry, allowed: ["tolerance", "cells", "step"]) else { return nil }
        if let tolerance = section["tolerance"] {
            guard isAlone("tolerance", in: section) else { return nil }
            return number(tolerance, .share, in: 1e-7...0.1, "finer than the solver goes, or no result")
                .map { .automatic(tolerance: $0) }
        }
        let cells = required("cells", in: section, example: "400").flatMap {
            wholeNumber($0, in: 3...100_000, example: "400", "three make a body, more take for ever")
        }
        let step = required("step", in: section, example: "0.1 s").flatMap { positive($0, .time) }
        guard let cells, let step else { return nil }
        return .fixed(cells: Int(cells), stepSeconds: step)
    }
}
