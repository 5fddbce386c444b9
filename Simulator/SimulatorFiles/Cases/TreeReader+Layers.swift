import PlanFiles
import Verification

extension TreeReader {
    /// The layers from the top down; nil and problems where one of them cannot be read.
    mutating func layers(_ entry: Entry) -> [CaseLayer]? {
        guard let items = list(entry, of: "layers", count: 1...100) else { return nil }
        let layers = items.compactMap { layer($0) }
        guard layers.count == items.count else { return nil }
        for (item, layer) in zip(items.dropLast(), layers) where layer.isSemiInfinite {
            report(.meaning("a layer that is not the last one is semi-infinite (give its thickness)"), at: item)
        }
        return layers
    }

    private mutating func layer(_ entry: Entry) -> CaseLayer? {
        let keys = [
            "name", "thickness", "conductivity", "density", "heatCapacity", "perfusion", "metabolism", "source",
            "contactResistance",
        ]
        guard let section = section(entry, allowed: keys) else { return nil }
        let thickness = required("thickness", in: section, example: "1.2 mm").flatMap { self.thickness($0) }
        let conductivity = required("conductivity", in: section, example: "0.372 W/m/K").flatMap {
            positive($0, .conductivity)
        }
        let density = required("density", in: section, example: "1109 kg/m³").flatMap { positive($0, .density) }
        let capacity = required("heatCapacity", in: section, example: "3390.5 J/kg/K").flatMap {
            positive($0, .heatCapacity)
        }
        let name = section["name"].flatMap { word($0, example: "skin") }
        let perfusion = section["perfusion"].flatMap { self.perfusion($0) }
        let metabolism = section["metabolism"].flatMap { self.metabolism($0, density: density) }
        let source = section["source"].flatMap { self.source($0) }
        let resistance = section["contactResistance"].flatMap { notNegative($0, .contactResistance) }
        guard let thickness, let conductivity, let density, let capacity else { return nil }
        var layer = CaseLayer(
            thicknessMetres: thickness, conductivity: conductivity, density: density, heatCapacity: capacity)
        layer.isSemiInfinite = thickness == .infinity
        if layer.isSemiInfinite { layer.thicknessMetres = 0 }
        layer.name = name ?? ""
        layer.perfusion = perfusion ?? .none
        layer.metabolicHeat = metabolism ?? 0
        layer.source = source ?? CaseSource()
        layer.contactResistance = resistance ?? 0
        return layer
    }

    /// A thickness in m; infinity for the word `semi-infinite`.
    private mutating func thickness(_ entry: Entry) -> Double? {
        if case .word("semi-infinite", _) = entry.value { return .infinity }
        return positive(entry, .length)
    }

    /// Perfusion, whose unit says which of its three kinds is meant.
    private mutating func perfusion(_ entry: Entry) -> CasePerfusion? {
        if case .word("none", _) = entry.value { return CasePerfusion.none }
        guard let (kind, value) = numberOfKind(entry, [.tissuePerfusion, .volumePerfusion, .exchange]) else {
            return nil
        }
        return switch kind {
        case 0: .millilitresPerMinuteAndKilogram(value)
        case 1: .perSecond(value)
        default: .wattsPerCubicMetreAndKelvin(value)
        }
    }

    private mutating func metabolism(_ entry: Entry, density: Double?) -> Double? {
        guard let (kind, value) = numberOfKind(entry, [.volumetricHeat, .specificHeat]) else { return nil }
        return kind == 0 ? value : density.map { $0 * value }
    }

    /// A number from 0 up in a unit of one of several measures, and which of them it was.
    private mutating func numberOfKind(_ entry: Entry, _ measures: [Measure]) -> (kind: Int, value: Double)? {
        let all = Measure(measures.flatMap(\.units), example: measures.first?.example ?? "")
        guard let unit = unit(of: entry, all) else { return nil }
        for (kind, measure) in measures.enumerated() where measure.units.contains(where: { $0.name == unit }) {
            return notNegative(entry, measure).map { (kind, $0) }
        }
        return nil
    }

    /// A source: a course, or a section that gives the course as `value` and says how it falls with depth.
    private mutating func source(_ entry: Entry) -> CaseSource? {
        guard case .section(let pairs, _) = entry.value else { return sourceCourse(entry) }
        let isShaped = pairs.contains { pair in
            if case .word("value", _) = pair.key { true } else { false }
        }
        guard isShaped else { return sourceCourse(entry) }
        guard let section = section(entry, allowed: ["value", "decay", "factors"]) else { return nil }
        guard let value = section["value"], let course = course(value, .volumetricHeat) else { return nil }
        guard let decay = section["decay"] else {
            guard let factors = section["factors"] else { return CaseSource(course: course) }
            return depthPoints(factors, .bare(example: "0.5"))
                .map { CaseSource(course: course, shape: .points($0)) }
        }
        guard section["factors"] == nil else {
            report(.meaning("decay and factors are two shapes, allowed one"), at: decay)
            return nil
        }
        return positive(decay, .length).map { CaseSource(course: course, shape: .exponential(lengthMetres: $0)) }
    }

    private mutating func sourceCourse(_ entry: Entry) -> CaseSource? {
        course(entry, .volumetricHeat).map { CaseSource(course: $0) }
    }
}
