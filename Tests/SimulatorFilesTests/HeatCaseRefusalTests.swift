import SimulatorFiles
import Testing

struct HeatCaseRefusalTests {
    private func lines(_ text: String) -> [String] {
        refusal { () throws(SimulatorFileError) in try HeatCaseFile.parse(text: text, fileName: "c.yaml") }
    }

    @Test func `the sample is accepted`() { #expect(lines(HeatCaseText.plain) == []) }

    @Test(arguments: [
        (
            "  - name: skin", "  - tissue: skin",
            "c.yaml:2: key 'layers[1].tissue': is not known here, allowed name, thickness, conductivity, density, "
                + "heatCapacity, perfusion, metabolism, source, contactResistance"
        ),
        (
            "thickness: 2 mm", "thickness: 2",
            "c.yaml:3: key 'layers[1].thickness': value '2' has no unit, allowed mm, m, cm, µm, um (write it as '1.2 mm')"
        ),
        (
            "thickness: 2 mm", "thickness: 2 in",
            "c.yaml:3: key 'layers[1].thickness': value '2 in' has another unit, allowed mm, m, cm, µm, um (write it as "
                + "'1.2 mm')"
        ),
        (
            "thickness: 2 mm", "thickness: 0 mm",
            "c.yaml:3: key 'layers[1].thickness': value '0 mm' is out of range, allowed"
        ),
        (
            "thickness: 2 mm", "thickness: 1e400 mm",
            "c.yaml:3: key 'layers[1].thickness': value '1e400 mm' does not begin with a plain decimal number"
        ),
        (
            "thickness: 2 mm", "thickness: 1e mm",
            "c.yaml:3: key 'layers[1].thickness': value '1e mm' does not begin with a plain decimal number"
        ),
        (
            "    density: 1109 kg/m³\n", "",
            "c.yaml:2: key 'layers[1].density': is missing (write it as 'density: 1109 kg/m³')"
        ),
        (
            "density: 1109 kg/m³", "density: 1109 kg/m³\n    density: 1 kg/m³",
            "c.yaml:5: key 'density': is written twice in one section, allowed once"
        ),
        (
            "name: skin", "perfusion: 5 W",
            "c.yaml:2: key 'layers[1].perfusion': value '5 W' has another unit, allowed ml/min/kg, mL/min/kg, 1/s, s-1, "
                + "1/min, W/m³/K, W/m³/°C (write it as '106.4 ml/min/kg')"
        ),
        (
            "name: skin", "perfusion: -1 1/s",
            "c.yaml:2: key 'layers[1].perfusion': value '-1 1/s' is out of range, allowed 0 … "
        ),
        (
            "name: skin", "source: {value: 1 W/m³, decay: 1 mm, factors: [[0 mm, 1]]}",
            "c.yaml:2: key 'layers[1].source.decay': decay and factors are two shapes, allowed one"
        ),
        (
            "top: {flux: 0 W/m²}", "top: {flux: 0 W/m²}\nside: 3",
            "c.yaml:8: key 'side': is not known here, allowed name, layers, blood, top, bottom, initial, times, depths, "
                + "resolution"
        ),
        (
            "{flux: 0 W/m²}", "cold",
            "c.yaml:7: key 'top': value is one value, allowed insulated, or a section of temperature, flux, convection, "
                + "ambient"
        ),
        (
            "{flux: 0 W/m²}", "{flux: 0 W/m², temperature: 3 °C}",
            "c.yaml:7: key 'top.flux': does not go together with 'temperature', allowed one kind of description"
        ),
        (
            "{flux: 0 W/m²}", "{ambient: 24 °C}",
            "c.yaml:7: key 'top.ambient': an ambient needs the convection to it (write 'convection: 10 W/m²/K')"
        ),
        (
            "{flux: 0 W/m²}", "{convection: 10 W/m²/K}",
            "c.yaml:7: key 'top.ambient': is missing (write it as 'ambient: 24 °C')"
        ),
        ("{flux: 0 W/m²}", "{}", "c.yaml:7: key 'top': the boundary says nothing, allowed insulated, or a section of"),
        (
            "flux: 0 W/m²", "flux: {points: [[1 s, 1 W/m²], [0 s, 1 W/m²]]}",
            "c.yaml:7: key 'top.flux.points[2]': points fall back here, allowed only onwards"
        ),
        (
            "flux: 0 W/m²", "flux: {points: [[1 s]]}",
            "c.yaml:7: key 'top.flux.points[1]': value is a list of 1 numbers, allowed 2 … 2"
        ),
        (
            "flux: 0 W/m²", "flux: {points: []}",
            "c.yaml:7: key 'top.flux.points': value is a list of 0 points, allowed 1 … 2000"
        ),
        (
            "flux: 0 W/m²", "flux: {mean: 0 W/m², amplitude: 1 W/m²}",
            "c.yaml:7: key 'top.flux.period': is missing (write it as 'period: 60 s')"
        ),
        (
            "flux: 0 W/m²", "flux: {mean: 0 W/m², amplitude: 1 W/m², period: 1 s, frequency: 1 Hz}",
            "c.yaml:7: key 'top.flux.period': period and frequency say the same, allowed one"
        ),
        (
            "flux: 0 W/m²", "flux: {initial: 0 W/m², final: 1 W/m²}",
            "c.yaml:7: key 'top.flux.timeConstant': is missing (write it as 'timeConstant: 60 s')"
        ),
        (
            "flux: 0 W/m²", "flux: {initial: 0 W/m², final: 1 W/m², timeConstant: 1 s, mean: 0 W/m²}",
            "c.yaml:7: key 'top.flux.mean': does not go together with 'initial', 'final', 'timeConstant', allowed one kind"
        ),
        (
            "flux: 0 W/m²", "flux: [1 W/m²]",
            "c.yaml:7: key 'top.flux': value is a list, allowed one value such as '1000 W/m²', or a section of points,"
        ),
        (
            "initial: 37 °C", "initial: -1e7 °C",
            "c.yaml:9: key 'initial': value '-1e7 °C' is out of range, allowed -1000000 … 1000000 °C (no more than the "
                + "solver takes)"
        ),
        (
            "initial: 37 °C", "initial: warm",
            "c.yaml:9: key 'initial': value 'warm' does not begin with a plain decimal number (write it as '37 °C')"
        ),
        (
            "initial: 37 °C", "initial: {wave: square, mean: 37 °C, amplitude: 1 K, count: 1}",
            "c.yaml:9: key 'initial.wave': value 'square' is not known, allowed sine, cosine"
        ),
        (
            "times: [1 s, 2 s]", "times: [2 s, 1 s]",
            "c.yaml:10: key 'times[2]': times do not rise here, allowed only later than the one before"
        ),
        (
            "times: [1 s, 2 s]", "times: [steady, 2 s]",
            "c.yaml:10: key 'times[2]': times do not rise here, allowed only later than the one before"
        ),
        (
            "times: [1 s, 2 s]", "times: 1 s",
            "c.yaml:10: key 'times': value is one value, allowed a list of times"
        ),
        (
            "depths: [0 mm, 1 mm]", "depths: [-1 mm]",
            "c.yaml:11: key 'depths[1]': value '-1 mm' is out of range, allowed 0 … 1000000 mm (depths count from the top)"
        ),
        (
            "depths: [0 mm, 1 mm]", "depths: [0 mm]\nresolution: {cells: 1, step: 1 s}",
            "c.yaml:12: key 'resolution.cells': value '1' is out of range, allowed 3 … 100000"
        ),
        (
            "depths: [0 mm, 1 mm]", "depths: [0 mm]\nresolution: {tolerance: 1 %, cells: 3}",
            "c.yaml:12: key 'resolution.cells': does not go together with 'tolerance', allowed one kind of description"
        ),
        (
            "depths: [0 mm, 1 mm]", "depths: [0 mm]\nblood: {temperature: 37}",
            "c.yaml:12: key 'blood.temperature': value '37' has no unit, allowed °C, degC, C (write it as '37 °C')"
        ),
    ]) func `what no case can be is refused with its place`(old: String, new: String, message: String) {
        let lines = lines(HeatCaseText.replacing(old, new))
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.hasPrefix(message) == true, "\(lines)")
    }

    @Test func `only the last layer may be semi-infinite`() {
        let text = HeatCaseText.replacing(
            "top:",
            "  - {thickness: 1 mm, conductivity: 1 W/m/K, density: 1 kg/m³, heatCapacity: 1 J/kg/K}\ntop:"
        ).replacing("thickness: 2 mm", "thickness: semi-infinite")
        #expect(
            lines(text) == [
                "c.yaml:2: key 'layers[1]': a layer that is not the last one is semi-infinite (give its thickness)"
            ])
    }

    @Test(arguments: [
        ("depths: [0 mm, 1 mm]", "depths: [3 mm]", "c.yaml:1: a depth in m is 0.003, but 0.0 to 0.002"),
        (
            "top: {flux: 0 W/m²}\nbottom: {temperature: 37 °C}\ninitial: 37 °C\ntimes: [1 s, 2 s]",
            "top: {flux: {mean: 0 W/m², amplitude: 1 W/m², period: 1 s}}\nbottom: insulated\ninitial: 37 °C\ntimes: [steady]",
            "c.yaml:1: the infinite time: there is no steady state."
        ),
        (
            "flux: 0 W/m²", "flux: {points: [[1 s, 1 W/m²], [1 s, 2 W/m²], [1 s, 3 W/m²]]}",
            "c.yaml:1: the top: the flux in W/m², its times in s: they must rise, with no more than two alike"
        ),
    ]) func `what the solver does not take is refused as it says`(old: String, new: String, message: String) {
        let lines = lines(HeatCaseText.replacing(old, new))
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(message) == true, "\(lines)")
    }

    @Test func `all problems are reported, in the order of lines`() {
        let text = """
            layers: [{thickness: 1, density: 2 kg}]
            top: warm
            initial: hot
            times: []
            depths: [x]
            colour: red
            """
        let places = lines(text).map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
        #expect(
            places == [
                "c.yaml:1: key 'layers[1].thickness'", "c.yaml:1: key 'layers[1].conductivity'",
                "c.yaml:1: key 'layers[1].density'", "c.yaml:1: key 'layers[1].heatCapacity'", "c.yaml:1: key 'bottom'",
                "c.yaml:2: key 'top'", "c.yaml:3: key 'initial'", "c.yaml:4: key 'times'", "c.yaml:5: key 'depths[1]'",
                "c.yaml:6: key 'colour'",
            ])
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[{"])
    func `however deep a text nests, it is refused without a crash`(part: String) {
        for count in [99, 999, 4096, 10_000] {
            #expect(!lines(String(repeating: part, count: count)).isEmpty)
            let closed = String(repeating: part, count: count) + "x" + String(repeating: "]", count: count)
            #expect(!lines(closed).isEmpty)
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{? "])
    func `deeper than a hundred levels is refused before the parser sees it`(part: String) {
        let deep = String(repeating: part, count: 101) + "x" + String(repeating: part == "[" ? "]" : "}", count: 101)
        #expect(lines(deep) == ["c.yaml:1: the text nests deeper here than any file needs, allowed 100 levels"])
        let across = (0...100).map { _ in "\(part)\n" }.joined()
        #expect(!lines(across).isEmpty)
    }

    @Test func `a table of any length is not deep`() {
        let points = (0..<1500).map { "[\($0) s, 1 W/m²]" }.joined(separator: ", ")
        #expect(lines(HeatCaseText.replacing("flux: 0 W/m²", "flux: {points: [\(points)]}")) == [])
    }

    @Test func `no change of one byte makes the reader fail otherwise than by refusing`() {
        let bytes = Array(HeatCaseText.plain.utf8)
        for place in bytes.indices {
            for value in [UInt8(0x22), 0x2D, 0x3A, 0x5B, 0x65] {
                var changed = bytes
                changed[place] = value
                let lines = lines(String(decoding: changed, as: UTF8.self))
                #expect(lines.allSatisfy { $0.hasPrefix("c.yaml") })
            }
        }
    }
}

extension String {
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        var text = self
        if let range = text.firstRange(of: old) { text.replaceSubrange(range, with: new) }
        return text
    }
}
