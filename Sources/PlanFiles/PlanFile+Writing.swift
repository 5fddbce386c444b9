public import Treatment
import Units

extension PlanFile {
    /// The text of `plan` as a plan file, every value in its zone's own entry.
    ///
    /// Reading it gives a plan with the same canonical bytes.
    ///
    /// - Parameters:
    ///   - plan: What to write; its name must be one that a file can hold, as every name that was read from one is.
    ///   - comments: Lines to put before it, without the sign that makes them comments.
    public static func text(of plan: Plan, comments: [String] = []) -> String {
        var lines = comments.map { $0.isEmpty ? "#" : "# " + $0 }
        lines.append("name: " + quoted(plan.name))
        if let patient = plan.patient { lines.append("patient: " + quoted(patient.text)) }
        lines.append("duration: " + plan.duration.amount.text)
        lines.append("")
        lines.append("zones:")
        for zone in plan.zones {
            lines.append("  - zone: " + zone.zone.name)
            if let tissue = zone.tissue {
                lines += section("tissue", [(.skin, tissue.skin.amount), (.fat, tissue.fat.amount)])
            }
            lines += section("heating", zone.heating.map(values))
            lines += section("stimulation", zone.stimulation.map(values))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func section(_ name: String, _ values: [(PlanField, Amount)]?) -> [String] {
        guard let values else { return ["    \(name): none"] }
        return ["    \(name):"] + values.map { "      \($0.key): \($1.text)" }
    }

    private static func values(_ heating: Heating) -> [(PlanField, Amount)] {
        [
            (.target, heating.target.amount), (.warmUpTarget, heating.warmUpTarget.amount),
            (.warmUpDuration, heating.warmUpDuration.amount), (.rampLimit, heating.rampLimit.amount),
            (.density, heating.density.amount),
        ]
    }

    private static func values(_ stimulation: Stimulation) -> [(PlanField, Amount)] {
        let intensity = stimulation.intensity.map { [(PlanField.intensity, $0.amount)] } ?? []
        return [(.current, stimulation.current.amount)] + intensity + [
            (.rate, stimulation.rate.amount), (.width, stimulation.width.amount), (.on, stimulation.on.amount),
            (.off, stimulation.off.amount),
            (.rampUp, stimulation.rampUp.amount), (.rampDown, stimulation.rampDown.amount),
            (.from, stimulation.from.amount), (.until, stimulation.until.amount),
        ]
    }

    /// A word that YAML takes for nothing but this text.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
