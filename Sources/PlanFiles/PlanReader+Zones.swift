import Treatment
import Units

extension PlanReader {
    /// A zone as read: its prescription, and where each of its values was written.
    struct ReadZone {
        let plan: ZonePlan
        let line: Int
        /// The keys that the zone's own entry writes; every other one comes from the top level.
        let own: [PlanField: Int]

        /// Where the value of `field` was written, and the key's place.
        func place(of field: PlanField, in top: Top) -> (key: String, line: Int) {
            let section = PlanReader.section(of: field).map { $0.key + "." } ?? ""
            if let line = own[field] { return (plan.zone.name + "." + section + field.key, line) }
            if let line = PlanReader.defaults(of: top)[field] { return (section + field.key, line) }
            return (plan.zone.name + "." + section + field.key, line)
        }
    }

    /// The zones that can be made of what is written.
    ///
    /// A zone with a problem is reported and left out.
    mutating func zones(of top: Top) -> [ReadZone] {
        var zones: [ReadZone] = []
        for (place, text) in zip(1..., top.zones) {
            guard let zone = zone(text, number: place, top: top) else { continue }
            if zones.contains(where: { $0.plan.zone == zone.plan.zone }) {
                let line = zone.own[.zone] ?? zone.line
                report(.refused(.duplicateZone(zone.plan.zone)), "\(zone.plan.zone.name).zone", line: line)
            }
            for finding in zone.plan.findings(within: top.duration ?? PrescriptionLimits.duration.range.upperBound) {
                report(finding, of: zone, in: top)
            }
            zones.append(zone)
        }
        return zones
    }

    /// Reports what the plan's own rules say about `zone`, once for a value that several zones take from the top level.
    mutating func report(_ finding: TreatmentError, of zone: ReadZone, in top: Top) {
        let place = zone.place(of: finding.field, in: top)
        let isKnown = problems.contains {
            $0.line == place.line && $0.key == place.key && $0.kind.text == finding.problem
        }
        if !isKnown { report(.refused(finding), place.key, line: place.line) }
    }

    private mutating func zone(_ text: PlanText, number: Int, top: Top) -> ReadZone? {
        let place = "zones[\(number)]"
        guard let entries = entries(of: text, place, allowed: [.zone, .tissue, .heating, .stimulation])
        else { return nil }
        let zone = zoneName(entries[.zone], place, line: text.line)
        let path = zone?.name ?? place
        let tissue = tissue(entries[.tissue], path + ".tissue")
        let heating = heating(entries[.heating], path + ".heating")
        let stimulation = stimulation(entries[.stimulation], path + ".stimulation")
        let fullHeating = merged(heating, top.heating, HeatingDraft())
        let fullStimulation = merged(stimulation, top.stimulation, StimulationDraft())
        let isWhole = checkWhole(fullHeating, HeatingDraft.fields, path + ".heating", line: text.line)
        let isAlsoWhole = checkWhole(fullStimulation, StimulationDraft.fields, path + ".stimulation", line: text.line)
        guard let zone, isWhole, isAlsoWhole else { return nil }
        if entries[.tissue] != nil, tissue == nil { return nil }
        var own = entries.mapValues(\.line)
        own.merge(tissue?.lines ?? [:]) { first, _ in first }
        if case .given(let draft) = heating { own.merge(draft.lines) { first, _ in first } }
        if case .given(let draft) = stimulation { own.merge(draft.lines) { first, _ in first } }
        var plan = ZonePlan(zone: zone, heating: nil, stimulation: nil, tissue: tissue?.value)
        if case .given(let draft) = fullHeating {
            guard let heating = draft.heating else { return nil }
            plan.heating = heating
        }
        if case .given(let draft) = fullStimulation {
            guard let stimulation = draft.stimulation else { return nil }
            plan.stimulation = stimulation
        }
        return ReadZone(plan: plan, line: text.line, own: own)
    }

    private mutating func zoneName(_ entry: (line: Int, value: PlanText)?, _ place: String, line: Int) -> Zone? {
        guard let entry else {
            report(.missingKey(example: "zone: forehead"), place + ".zone", line: line)
            return nil
        }
        guard let word = word(entry.value, place + ".zone", example: "forehead") else { return nil }
        guard let zone = Zone(name: word) else {
            let allowed = Zone.allInOrder.map(\.name)
            report(.unknownZone(value: word, allowed: allowed), place + ".zone", line: entry.line)
            return nil
        }
        return zone
    }

    private func merged<Draft: SectionDraft>(
        _ own: Section<Draft>, _ base: Section<Draft>, _ empty: Draft
    ) -> Section<Draft> {
        switch (own, base) {
        case (.given(let draft), .given(let defaults)): .given(draft.filled(from: defaults))
        case (.given, .unreadable): .unreadable
        case (.given, .none), (.given, .absent), (.none, _), (.unreadable, _): own
        case (.absent, _): base
        }
    }

    /// Reports what is missing.
    ///
    /// Whether everything was written, readable or not.
    private mutating func checkWhole<Draft: SectionDraft>(
        _ section: Section<Draft>, _ fields: [PlanField], _ path: String, line: Int
    ) -> Bool {
        switch section {
        case .none: return true
        case .unreadable: return false
        case .absent:
            let key = path.split(separator: ".").last.map(String.init) ?? path
            report(.missingKey(example: "\(key): none"), path, line: line)
            return false
        case .given(let draft):
            for field in fields where draft.lines[field] == nil {
                report(.missingKey(example: PlanReader.example(of: field)), path + "." + field.key, line: line)
            }
            return fields.allSatisfy { draft.lines[$0] != nil }
        }
    }
}

extension PlanReader {
    /// The section that `field` belongs to, or nil for a key outside both.
    static func section(of field: PlanField) -> PlanField? {
        if HeatingDraft.fields.contains(field) { return .heating }
        if field == .skin || field == .fat { return .tissue }
        return StimulationDraft.allowed.contains(field) ? .stimulation : nil
    }

    /// Where the top level writes values for all zones.
    static func defaults(of top: Top) -> [PlanField: Int] {
        var lines: [PlanField: Int] = [:]
        if case .given(let draft) = top.heating { lines.merge(draft.lines) { first, _ in first } }
        if case .given(let draft) = top.stimulation { lines.merge(draft.lines) { first, _ in first } }
        return lines
    }

    /// How a value of `field` could be written.
    static func example(of field: PlanField) -> String {
        let value =
            switch field {
            case .name: "Full face"
            case .patient: "P-0117"
            case .duration: "20 min"
            case .zones: "- zone: forehead"
            case .zone: "forehead"
            case .tissue: "{skin: 1.2 mm, fat: 4.0 mm}"
            case .skin: "1.2 mm"
            case .fat: "4.0 mm"
            case .heating, .stimulation: "none"
            case .target: "41.0 °C"
            case .warmUpTarget: "40.0 °C"
            case .warmUpDuration: "2 min"
            case .rampLimit: "3.5 °C/min"
            case .density: "150 mW/cm²"
            case .current: "18 mA"
            case .intensity: "60 %"
            case .rate: "52 Hz"
            case .width: "200 µs"
            case .on: "2 s"
            case .off: "4 s"
            case .rampUp, .rampDown: "0.5 s"
            case .from: "2 min"
            case .until: "20 min"
            }
        return field.key + ": " + value
    }
}
