import Treatment
import Units

extension PlanReader {
    /// A `tissue:` section, whole or not at all; nil where there is none or something is wrong with it.
    mutating func tissue(
        _ entry: (line: Int, value: PlanText)?, _ path: String
    ) -> (value: TissueThickness, lines: [PlanField: Int])? {
        guard let entry, let entries = entries(of: entry.value, path, allowed: [.skin, .fat]) else { return nil }
        for field in [PlanField.skin, .fat] where entries[field] == nil {
            report(
                .missingKey(example: PlanReader.example(of: field)), PlanReader.path(path, field.key), line: entry.line)
        }
        let skin = quantity(entries[.skin], PrescriptionLimits.skin, PlanReader.path(path, PlanField.skin.key))
        let fat = quantity(entries[.fat], PrescriptionLimits.fat, PlanReader.path(path, PlanField.fat.key))
        guard let skin, let fat else { return nil }
        return (TissueThickness(skin: skin, fat: fat), entries.mapValues(\.line))
    }

    /// A `heating:` section.
    mutating func heating(_ entry: (line: Int, value: PlanText)?, _ path: String) -> Section<HeatingDraft> {
        section(entry, path, HeatingDraft.fields) { reader, entries in
            func at(_ field: PlanField) -> String { PlanReader.path(path, field.key) }
            return HeatingDraft(
                target: reader.quantity(entries[.target], PrescriptionLimits.target, at(.target)),
                warmUpTarget: reader.quantity(
                    entries[.warmUpTarget], PrescriptionLimits.warmUpTarget, at(.warmUpTarget)
                ),
                warmUpDuration: reader.quantity(
                    entries[.warmUpDuration], PrescriptionLimits.warmUpDuration, at(.warmUpDuration)
                ),
                rampLimit: reader.quantity(entries[.rampLimit], PrescriptionLimits.rampLimit, at(.rampLimit)),
                density: reader.quantity(entries[.density], PrescriptionLimits.density, at(.density))
            )
        }
    }

    /// A `stimulation:` section.
    ///
    /// The narrower range of a zone is checked when the zone is known.
    mutating func stimulation(_ entry: (line: Int, value: PlanText)?, _ path: String) -> Section<StimulationDraft> {
        section(entry, path, StimulationDraft.allowed) { reader, entries in
            func at(_ field: PlanField) -> String { PlanReader.path(path, field.key) }
            return StimulationDraft(
                current: reader.quantity(entries[.current], PrescriptionLimits.current, at(.current)),
                rate: reader.quantity(entries[.rate], PrescriptionLimits.rate, at(.rate)),
                width: reader.quantity(entries[.width], PrescriptionLimits.width, at(.width)),
                on: reader.quantity(entries[.on], PrescriptionLimits.on, at(.on)),
                off: reader.quantity(entries[.off], PrescriptionLimits.off, at(.off)),
                rampUp: reader.quantity(entries[.rampUp], PrescriptionLimits.rampUp, at(.rampUp)),
                rampDown: reader.quantity(entries[.rampDown], PrescriptionLimits.rampDown, at(.rampDown)),
                from: reader.quantity(entries[.from], PrescriptionLimits.from, at(.from)),
                until: reader.quantity(entries[.until], PrescriptionLimits.until, at(.until)),
                intensity: reader.quantity(entries[.intensity], PrescriptionLimits.intensity, at(.intensity))
            )
        }
    }

    private mutating func section<Draft: SectionDraft>(
        _ entry: (line: Int, value: PlanText)?, _ path: String, _ fields: [PlanField],
        _ read: (inout PlanReader, Entries) -> Draft
    ) -> Section<Draft> {
        guard let entry else { return .absent }
        if case .word("none", _) = entry.value { return .none }
        guard let entries = entries(of: entry.value, path, allowed: fields) else { return .unreadable }
        var draft = read(&self, entries)
        draft.lines = entries.mapValues(\.line)
        return .given(draft)
    }
}
